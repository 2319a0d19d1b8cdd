// @ts-check
/**
 * The sentences of the preview, one block in each language, with every kind of source in them. Ours.
 *
 * @type {(import("../shared/types.js").Block & {language: "en"|"hi"})[]}
 */
export const previewBlocks = [
  {
    id: 1,
    language: "en",
    role: "body",
    text:
      "The ferry will run again in May, said harbour master Ingrid Vale. The port authority said that two piers were repaired. " +
      "According to an inspection report, a third is unsafe. The Coast Courier reported that the contract was never signed. " +
      "Two officials said the money had run out. The owner reportedly wants to sell.",
  },
  {
    id: 2,
    language: "hi",
    role: "body",
    text:
      "बंदरगाह प्रमुख इंदिरा वर्मा ने कहा कि नाव सेवा मई में फिर शुरू होगी। बंदरगाह प्राधिकरण ने बताया कि दो घाटों की मरम्मत हो चुकी है। " +
      "जाँच रिपोर्ट के मुताबिक तीसरा घाट सुरक्षित नहीं है। ‘तट समाचार’ के मुताबिक ठेके पर दस्तख़त ही नहीं हुए। " +
      "दो अधिकारियों ने बताया कि पैसा ख़त्म हो चुका है। कहा जा रहा है कि मालिक उसे बेचना चाहता है।",
  },
];
