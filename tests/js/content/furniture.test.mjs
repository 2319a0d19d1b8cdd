// Lines among the paragraphs that are none, and sentences that begin or end like them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { article, filler, readArticle } from './dom.mjs';

/** The paragraphs that are read of these. @param {string[]} texts */
const read = (texts) => readArticle(article(`${filler}${texts.map((text) => `<p>${text}</p>`).join('')}${filler}`)).blocks.slice(2, -1).map(({ text }) => text);

/** @type {Record<string, string[]>} */
const SENTENCES = {
  'what was published, posted or updated is news': [
    'A report published in 2019 said the lining had aged far more than expected.',
    'The study, published in a journal in March 2021, found that the cracks had spread.',
    'Police posted a photograph of the man on 3 June 2024 and asked for help.',
    'The airline posted a profit of 1200 crore in the quarter, and its shares rose.',
    'The list was last updated in 2019, the ministry said.',
    'The report was first published in 2019, and the operator denied that it had read it.',
    'This story first appeared to be a hoax, the police said.',
    'Written by hand, the letter denied everything that the court had heard',
    'On 3 July 2026 at 10:21 the bridge fell, the council said.',
    'रिपोर्ट में प्रकाशित आंकड़े 2019 के हैं, मंत्री ने सदन में बताया',
    'पत्रिका में प्रकाशित अध्ययन के अनुसार 2050 तक समुद्र का जलस्तर बढ़ेगा.',
  ],
  'who asks others to do something is reported': [
    'Download the app only from the official store, police said.',
    'Install the app, the government told citizens, or pay the toll twice.',
    'Listen to the doctors, the minister said.',
    'Sign up before Friday, the council told residents.',
    'Stay informed and stay inside, the mayor told residents.',
    'Get the latest vaccine, doctors said on Monday.',
    'If you click on the links in the message, the police said, the thieves have your money.',
    'Contact the police at help@police.example, officers told residents.',
    'उन्होंने लोगों से कहा कि वे ऐप डाउनलोड करें।',
    'पुलिस ने अपील की कि किसी भी व्हाट्सएप लिंक पर न क्लिक करें।',
    'यहां देखें, गाइड ने कहा, यही वह जगह है जहां पुल टूटा था।',
    'यह देखें तो सरकार का दावा गलत निकलता है, विपक्ष ने कहा।',
  ],
  'words that only begin like a request': [
    'For more than two years, the operator of the channels has denied that it sold the data.',
    'For all its apps the company has one rule, and that is its own.',
    'Subscribers to the service were told that the price had doubled.',
    'By signing up to the scheme, drivers lose their old permits, the union argues.',
    'The mayor: <a href="/x">a woman of few words</a>, and most of them are about bridges.',
    'You can follow the tracks for a mile, and then there is nothing but water.',
    'When you buy a house in Northam, the links to the old harbour are few.',
    'Related charges were dropped, the court heard.',
    'This story is published in every paper of Northam today.',
    'Topics are chosen by the council, not by the mayor.',
    'Reported by nobody, the crash was found by a walker in the morning.',
    'By Monday, the road was open again, and the ferry was empty.',
  ],
};

/** @type {Record<string, string[]>} */
const FURNITURE = {
  'who wrote it, and when': [
    'Jana Roth / THE HARBOUR POST / Jul 3, 2026, 17:07 IST',
    'Story first published: Friday, July 3, 2026, 10:21 [IST]',
    'जागरण संवाददाता, नॉर्थम। Publish Date: Fri, 03 Jul 2026 10:21 AM (IST)',
    'Edited By: राजेश कुमार, Published: 2026-07-03',
    '(Reporting by Jana Roth in Northam and Tomas Adler in Southam; Writing by Ada Lind; Editing by Jo Berg.)',
    'Additional reporting by Ada Lind, Jo Berg and Tomas Adler',
    'This article by Jana Roth was originally published on The Northam Conversation.',
    '(Except for the headline, this story has not been edited by our staff and is published from a syndicated feed.)',
    'Tags: tunnel, northern shore, the ferry and its passengers, Ada Lind',
    'डिस्क्लेमर: यह जानकारी केवल सूचना के लिए है।',
  ],
  'what readers are to do': [
    'Follow Jana Roth on Twitter @janaroth, or on the pages of the paper.',
    'For more from the harbour, download our app.',
    'For more stories of the water, click here.',
    'Read the latest updates on the tunnel and the ferries below.',
    'You can reach Jana Roth by email, or at the pier.',
    'If you click on a link and buy something, we may earn a little of it.',
    'For free news of the water every morning, sign up to our harbour emails.',
    'Northam Notes: Sign up for the Post’s weekly newsletter and read it in the ferry.',
    'Join thought-provoking conversations, follow other readers and see their replies.',
    'Thank you for registering with the pages of the harbour.',
    'I would like to be emailed about offers, events and updates from the harbour.',
    'By signing up you agree to our terms, and to the privacy policy of the ferry.',
    'This is a developing story and will be updated.',
    'This is a breaking news story – more to follow',
    'Our principles: <a href="/trust">how we write about the harbour and its people</a>.',
    'और पढ़ें: नाव फिर देर से आई, मेयर ने कहा सब ठीक है',
    'जरूर पढ़ें नाव के टिकट महंगे होंगे, परिषद ने दी जानकारी',
  ],
};

describe('sentences of the article stay in it', () => {
  for (const [name, texts] of Object.entries(SENTENCES)) it(name, () => assert.deepEqual(read(texts), texts.map((text) => text.replace(/<[^>]+>/g, ''))));
});

describe('lines that are none of the text', () => {
  for (const [name, texts] of Object.entries(FURNITURE)) it(name, () => assert.deepEqual(read(texts), []));
});
