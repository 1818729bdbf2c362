// `rich_text` blocks.

import { h } from "./dom.js";
import { emoji } from "./emoji.js";
import { link, names, slackDate } from "./mrkdwn.js";

function styled(node, style = {}) {
  if (style.code) node = h("code", {}, node);
  if (style.strike) node = h("s", {}, node);
  if (style.italic) node = h("em", {}, node);
  if (style.bold) node = h("strong", {}, node);
  return node;
}

function lines(text) {
  return text.split("\n").flatMap((line, i) => (i ? [h("br"), line] : [line]));
}

function piece(element) {
  switch (element.type) {
    case "text": return styled(h("span", {}, lines(element.text)), element.style);
    case "link": return styled(link(element.url, element.text), element.style);
    case "user": return h("span", { class: "mention" }, `@${names.person(element.user_id)}`);
    case "channel": return h("span", { class: "mention" }, `#${names.channel(element.channel_id)}`);
    case "broadcast": return h("span", { class: "mention" }, `@${element.range}`);
    case "usergroup": return h("span", { class: "mention" }, "@group");
    case "team": return h("span", { class: "mention" }, element.team_id);
    case "emoji": return h("span", { role: "img", "aria-label": element.name }, emoji(element.name) || `:${element.name}:`);
    case "date": return slackDate(element.timestamp, element.format, element.fallback);
    case "color": return h("code", {}, element.value);
    default: return h("span", { class: "unknown" }, `Unknown piece: ${element.type}`);
  }
}

function part(element) {
  const inside = (element.elements || []).map((e) => (e.type === "rich_text_section" ? part(e) : piece(e)));
  switch (element.type) {
    case "rich_text_section": return h("div", {}, inside);
    case "rich_text_quote": return h("blockquote", {}, inside);
    case "rich_text_preformatted": return h("pre", {}, inside);
    case "rich_text_list":
      return h(element.style === "ordered" ? "ol" : "ul",
        element.style === "ordered" && element.offset ? { start: element.offset + 1 } : {},
        (element.elements || []).map((e) => h("li", {}, part(e))));
    default: return h("div", { class: "unknown" }, `Unknown part: ${element.type}`);
  }
}

export const richText = (block) => h("div", { class: "rich", dir: "auto" }, (block.elements || []).map(part));
