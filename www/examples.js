// @ts-check
/**
 * The playground's articles, all our own: places, people and papers are invented. The two of the first-run page
 * come first; the longer ones are denser in denials, quotations and sources without a name.
 */
import { firstSamples } from "../extension/welcome/samples.js";

/** @type {import("../extension/welcome/samples.js").Sample[]} */
export const examples = [
  firstSamples.hi,
  {
    id: "bandh",
    language: "hi",
    title: "बाँध में दरार की चेतावनी पहले ही मिल चुकी थी: सूत्र",
    paragraphs: [
      "सोनार नदी पर बने बाँध में दरार की ख़बर के बाद गुरुवार को विधानसभा में हंगामा हुआ। विपक्ष की नेता रुक्मिणी देसाई ने आरोप लगाया कि सरकार ने छह महीने तक रिपोर्ट दबाए रखी।",
      "जल संसाधन मंत्री अशोक तिर्की ने इन आरोपों को निराधार बताते हुए कहा कि बाँध पूरी तरह सुरक्षित है। उन्होंने कहा, “जिस दिन दरार दिखी, उसी दिन मरम्मत शुरू हो गई थी।”",
      "हालांकि मंत्रालय के दो सूत्रों ने नाम न छापने की शर्त पर बताया कि पहली चेतावनी पिछले साल अक्टूबर में ही मिल गई थी। एक वरिष्ठ इंजीनियर के मुताबिक तब दरार की लंबाई चार मीटर थी।",
      "केंद्रीय बाँध आयोग की जाँच रिपोर्ट के अनुसार दरार अब नौ मीटर लंबी है। समाचार एजेंसी ‘भारत वार्ता’ के मुताबिक नीचे के तीन गाँव ख़ाली कराए जा रहे हैं। ज़िला प्रशासन ने इसकी पुष्टि नहीं की है।",
      "गाँव के लोगों का कहना है कि उन्हें कोई सूचना नहीं मिली। सरपंच हरिराम नेताम ने कहा कि लोग रात भर नदी किनारे पहरा दे रहे हैं। कहा जा रहा है कि कुछ परिवार पहले ही जा चुके हैं।",
      "ठेकेदार कंपनी के प्रवक्ता ने टिप्पणी करने से इनकार कर दिया। पूर्व मुख्य अभियंता सलीम अंसारी का मानना है कि असली वजह घटिया सीमेंट है। कंपनी ने पिछले हफ़्ते एक बयान में इस दावे को ख़ारिज किया था।",
    ],
  },
  firstSamples.en,
  {
    id: "ferry",
    language: "en",
    title: "Ferry company knew of faulty doors for months, sources say",
    paragraphs: [
      "The company that runs the Skerry ferries knew for months that the bow doors of its newest ship did not close properly, two people familiar with the matter said on Thursday.",
      "Owner Tobias Renn denied the allegation. “Not one captain ever wrote to me about the doors,” he told reporters outside the shipyard. He called the reports “a fairy tale”.",
      "According to an inspection report dated 3 March, water stood ankle-deep on the car deck after a routine crossing. The Skerry Herald reported that the report was sent to the ministry twice.",
      "The ministry confirmed that it had received the document, but said that it had found no reason to act. A spokeswoman declined to say who had read it.",
      "Union leader Pia Lindqvist accused the company of putting passengers at risk. Crew members said they had been told to keep quiet. Renn, who bought the line in 2021, said the union was bargaining for higher wages.",
      "One senior officer, speaking on condition of anonymity, said that the doors had been repaired in secret in April. The repair reportedly cost less than a new coat of paint.",
      "Critics say that the line should never have been sold. It is said that a second buyer is already waiting.",
    ],
  },
];

/** @type {Record<"hi"|"en", string[]>} */
export const sentences = {
  hi: ["किशोर के करीबी लोगों ने इसका खंडन किया।", "मंत्री ने आरोपों को निराधार बताते हुए कहा कि जाँच जारी है।", "सूत्रों के मुताबिक बैठक टल गई है।"],
  en: ["The mayor denied that the bridge was closed.", "Two officials said on Monday that the talks had ended.", "According to the report, the dam reportedly leaks."],
};
