// @ts-check
/**
 * Two short articles of our own, one in each language, with every kind of source and a denial in them: for the
 * first-run page and the playground. The places and people are invented.
 *
 * @typedef {object} Sample
 * @property {string} id          stays the same for ever: links point to it
 * @property {"en"|"hi"} language
 * @property {string} title
 * @property {string[]} paragraphs
 */

/** @type {Record<"en"|"hi", Sample>} */
export const firstSamples = {
  en: {
    id: "school",
    language: "en",
    title: "Harbour school to stay closed, officials say",
    paragraphs: [
      "Two officials said on Monday that the school at Pell Harbour would stay closed until spring. Rain came through the roof for the third time this year.",
      "Headteacher Mara Quill said that no pupil had been hurt. “We moved every class in one morning,” she said.",
      "According to an inspection report, the beams have been rotten since 2019. The Harbour Gazette reported that the repairs were paid for twice.",
      "The town council denied this. It said that every bill was open to the public. The builder has reportedly left the region.",
    ],
  },
  hi: {
    id: "school-hi",
    language: "hi",
    title: "घाट का स्कूल वसंत तक बंद रहेगा: अधिकारी",
    paragraphs: [
      "नदी घाट का स्कूल वसंत तक बंद रहेगा। दो अधिकारियों ने सोमवार को बताया कि इस साल तीसरी बार छत से पानी टपका है।",
      "प्रधानाध्यापिका मीरा कौल ने कहा कि किसी बच्चे को चोट नहीं आई। उन्होंने कहा, “हमने एक ही सुबह में सारी कक्षाएँ दूसरी इमारत में पहुँचा दीं।”",
      "जाँच रिपोर्ट के मुताबिक शहतीर 2019 से ही सड़े हुए थे। ‘नदी समाचार’ के मुताबिक मरम्मत का भुगतान दो बार हुआ।",
      "नगर परिषद ने इसका खंडन किया। परिषद ने कहा कि हर बिल जनता के लिए खुला है। कहा जा रहा है कि ठेकेदार शहर छोड़ चुका है।",
    ],
  },
};
