// @ts-check
import { api } from "../shared/browser.js";
import { translator } from "../shared/i18n.js";
import { hello } from "./words.js";

const query = new URLSearchParams(location.search);

// It has opened; the next click on the button is a click again.
const tabId = Number(query.get("tab"));
if (tabId > 0) api.action.setPopup({ tabId, popup: "" }).catch(() => {});

const asked = query.get("why") ?? "";
const code = /^[a-z-]{1,40}$/.test(asked) ? asked : "page";
const { language, strings, fallback } = await hello();
const t = translator(strings, language, fallback);

document.documentElement.lang = language;
/** @param {string} id @param {string} text */
const put = (id, text) => {
  const node = document.getElementById(id);
  if (node) node.textContent = text;
};
put("why", t(`error_${code.replaceAll("-", "_")}`) || t("error_page"));
put("hint", t("error_page_hint"));
