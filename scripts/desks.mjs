// Which desk of a newsroom an article comes from, told by its words: for the figures by desk in docs/accuracy.md. It is a
// count of words, right for most articles; whoever measures by desk must not have to read the articles first.

/** Beginnings of words. @type {Record<string, {hi: string[], en: string[]}>} */
const WORDS = {
  'politics, government': {
    hi: ['चुनाव', 'भाजपा', 'बीजेपी', 'कांग्रेस', 'विधायक', 'सांसद', 'मुख्यमंत्री', 'विधानसभा', 'लोकसभा', 'विपक्ष', 'सरकार', 'संसद', 'पार्टी', 'उम्मीदवार', 'कैबिनेट'],
    en: ['election', 'campaign', 'republican', 'democrat', 'senat', 'congress', 'candidate', 'voter', 'parliament', 'minister', 'opposition', 'poll', 'ballot', 'lawmaker', 'party', 'cabinet', 'president'],
  },
  'crime, courts': {
    hi: ['पुलिस', 'हत्या', 'गिरफ्तार', 'थाना', 'थाने', 'आरोपी', 'अदालत', 'कोर्ट', 'मुकदमा', 'जमानत', 'लूट', 'शव', 'एफआईआर', 'न्यायाधीश', 'बलात्कार', 'बदमाश', 'मुठभेड़'],
    en: ['police', 'arrest', 'murder', 'court', 'judge', 'prosecutor', 'attorney', 'lawsuit', 'trial', 'charge', 'accused', 'verdict', 'detective', 'fraud', 'shooting', 'bail', 'sheriff'],
  },
  'accidents, disasters': {
    hi: ['हादस', 'दुर्घटना', 'घायल', 'बाढ़', 'भूकंप', 'आग', 'मलब', 'राहत', 'बचाव', 'हिमस्खलन', 'ट्रेन', 'विमान', 'तूफान', 'मौसम', 'मृतक', 'बस'],
    en: ['accident', 'crash', 'injured', 'flood', 'earthquake', 'fire', 'rescue', 'storm', 'derail', 'landslide', 'weather', 'evacuat', 'debris', 'survivor'],
  },
  'war, terror, the world': {
    hi: ['आतंक', 'सेना', 'सैनिक', 'धमाक', 'विस्फोट', 'हमल', 'युद्ध', 'सीमा', 'विदेश', 'संयुक्त', 'तालिबान', 'राजदूत', 'पाकिस्तान', 'अमेरिका', 'अमरीका', 'इराक', 'सीरिया'],
    en: ['terror', 'army', 'troops', 'missile', 'ceasefire', 'foreign', 'embassy', 'militant', 'rebel', 'syria', 'russia', 'iran', 'airstrike', 'border', 'nato', 'bomb', 'military'],
  },
  'business, technology': {
    hi: ['कंपनी', 'बैंक', 'शेयर', 'बाजार', 'निवेश', 'करोड़', 'उद्योग', 'कारोबार', 'वित्त', 'कर्ज', 'निर्यात', 'टेक', 'ऐप', 'छंटनी', 'विलय'],
    en: ['company', 'bank', 'share', 'market', 'investor', 'profit', 'merger', 'revenue', 'billion', 'econom', 'trade', 'tariff', 'phone', 'software', 'app', 'startup', 'firm'],
  },
  'sport, film': {
    hi: ['मैच', 'क्रिकेट', 'खिलाड़ी', 'टीम', 'कप्तान', 'कोच', 'टूर्नामेंट', 'फिल्म', 'अभिनेता', 'अभिनेत्री', 'निर्देशक', 'गाना', 'शूटिंग', 'ओलंपिक', 'डोपिंग'],
    en: ['match', 'cricket', 'player', 'team', 'captain', 'coach', 'tournament', 'film', 'actor', 'actress', 'director', 'album', 'league', 'goal', 'olympic', 'season', 'club'],
  },
  'health, science, schools': {
    hi: ['अस्पताल', 'डॉक्टर', 'मरीज', 'बीमार', 'बुखार', 'डेंगू', 'वैज्ञानिक', 'अध्ययन', 'स्कूल', 'परीक्षा', 'छात्र', 'विश्वविद्यालय', 'टीक', 'स्वास्थ्य'],
    en: ['hospital', 'doctor', 'patient', 'disease', 'virus', 'vaccine', 'scientist', 'research', 'study', 'school', 'student', 'exam', 'universit', 'drug', 'health', 'species', 'climate'],
  },
};

export const DESKS = Object.keys(WORDS);

/** @param {string} text @param {string} language @returns {string} of DESKS, by most words; the first of equals */
export function deskOf(text, language) {
  // One spelling: Unicode has two for letters with a nukta, and papers leave it out.
  const bare = (/** @type {string} */ word) => word.normalize('NFD').replace(/\u093c/g, '').toLowerCase();
  const words = bare(text).split(/[^\p{L}\p{M}]+/u);
  const counts = DESKS.map((desk) => {
    const stems = WORDS[desk][language === 'hi' ? 'hi' : 'en'].map(bare);
    return words.filter((word) => stems.some((stem) => word.startsWith(stem))).length;
  });
  return DESKS[counts.indexOf(Math.max(...counts))];
}
