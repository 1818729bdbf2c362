// Slack's mrkdwn and Markdown, drawn as nodes. Nothing of it is ever parsed as HTML.

import { h } from "./dom.js";
import { emoji } from "./emoji.js";

let names = { person: (id) => id, channel: (id) => id };
export function setNames(found) { names = found; }

const unescape = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

export function link(address, label) {
  if (!/^(https?:|mailto:)/i.test(address)) return document.createTextNode(label || address);
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, label || address);
}

function plain(text, withEmoji) {
  const out = [];
  const pieces = withEmoji ? text.split(/(:[a-z0-9_+'-]+:)/) : [text];
  for (const piece of pieces) {
    const found = /^:[a-z0-9_+'-]+:$/.test(piece) ? emoji(piece.slice(1, -1)) : null;
    if (found) out.push(h("span", { role: "img", "aria-label": piece.slice(1, -1).replaceAll("_", " ") }, found));
    else piece.split("\n").forEach((line, i) => { if (i) out.push(h("br")); if (line) out.push(unescape(line)); });
  }
  return out;
}

export function slackDate(timestamp, format, fallback) {
  const when = new Date(Number(timestamp) * 1000);
  if (Number.isNaN(when.getTime())) return document.createTextNode(fallback || "");
  const short = when.toLocaleDateString(undefined, { year: "numeric", month: "short", day: "numeric" });
  const long = when.toLocaleDateString(undefined, { weekday: "long", year: "numeric", month: "long", day: "numeric" });
  const text = format
    .replace(/\{date_num\}/g, when.toISOString().slice(0, 10))
    .replace(/\{date_long(_pretty)?\}/g, long)
    .replace(/\{date_short(_pretty)?\}/g, short)
    .replace(/\{date(_pretty)?\}/g, when.toLocaleDateString(undefined, { year: "numeric", month: "long", day: "numeric" }))
    .replace(/\{time_secs\}/g, when.toLocaleTimeString())
    .replace(/\{time\}/g, when.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" }))
    .replace(/\{ago\}/g, short);
  return h("time", { datetime: when.toISOString() }, text);
}

function angle(inside) {
  const [body, label] = inside.split("|");
  if (body.startsWith("@")) return h("span", { class: "mention" }, `@${names.person(body.slice(1))}`);
  if (body.startsWith("#")) return h("span", { class: "mention" }, `#${label || names.channel(body.slice(1))}`);
  if (body.startsWith("!date^")) {
    const [, timestamp, format] = body.split("^");
    return slackDate(timestamp, unescape(format || ""), label && unescape(label));
  }
  if (body.startsWith("!subteam^")) return h("span", { class: "mention" }, label || "@group");
  if (body.startsWith("!")) return h("span", { class: "mention" }, `@${unescape(label || body.slice(1))}`);
  return link(unescape(body), label ? unescape(label) : null);
}

const STYLES = { "*": "strong", _: "em", "~": "s" };

// Inline mrkdwn: code first, then <…>, then styles, which may stand in each other.
export function inline(text) {
  const out = [];
  let at = 0;
  let from = 0;
  const flush = (to) => { if (to > from) out.push(...plain(text.slice(from, to), true)); };
  while (at < text.length) {
    const sign = text[at];
    if (sign === "`") {
      const end = text.indexOf("`", at + 1);
      if (end > at + 1 && !text.slice(at, end).includes("\n")) {
        flush(at); out.push(h("code", {}, unescape(text.slice(at + 1, end)))); at = end + 1; from = at; continue;
      }
    } else if (sign === "<") {
      const end = text.indexOf(">", at);
      if (end > at + 1 && !text.slice(at + 1, end).includes("<")) {
        flush(at); out.push(angle(text.slice(at + 1, end))); at = end + 1; from = at; continue;
      }
    } else if (STYLES[sign] && !/[\p{L}\p{N}]/u.test(text[at - 1] || " ") && /\S/.test(text[at + 1] || " ") && text[at + 1] !== sign) {
      const end = closing(text, at, sign);
      if (end > 0) {
        flush(at); out.push(h(STYLES[sign], {}, inline(text.slice(at + 1, end)))); at = end + 1; from = at; continue;
      }
    }
    at += 1;
  }
  flush(text.length);
  return out;
}

function closing(text, at, sign) {
  for (let end = text.indexOf(sign, at + 2); end > 0; end = text.indexOf(sign, end + 1)) {
    if (text.slice(at, end).includes("\n")) return -1;
    if (/\S/.test(text[end - 1]) && !/[\p{L}\p{N}]/u.test(text[end + 1] || " ")) return end;
  }
  return -1;
}

// Block-level mrkdwn: code fences and quotes.
export function mrkdwn(text) {
  const out = h("div", { class: "mrkdwn", dir: "auto" });
  String(text).split(/```([\s\S]*?)```/).forEach((part, i) => {
    if (i % 2) { out.append(h("pre", {}, unescape(part.replace(/^\n/, "")))); return; }
    let lines = [];
    let quoted = false;
    const flush = () => {
      const joined = lines.join("\n").replace(/^\n+|\n+$/g, "");
      if (joined.trim()) for (const paragraph of joined.split(/\n{2,}/)) out.append(h(quoted ? "blockquote" : "p", {}, inline(paragraph)));
      lines = [];
    };
    for (const line of part.split("\n")) {
      const mark = line.match(/^(&gt;|>)\s?/);
      if (Boolean(mark) !== quoted) { flush(); quoted = Boolean(mark); }
      lines.push(mark ? line.slice(mark[0].length) : line);
    }
    flush();
  });
  return out;
}

function markdownInline(text) {
  const out = [];
  const pattern = /(`[^`\n]+`)|(\*\*|__)(?=\S)([\s\S]+?)\2|([*_])(?=\S)([^*_\n]+?)\4|~~(.+?)~~|\[([^\]\n]+)\]\(([^)\s]+)\)/g;
  let at = 0;
  for (const m of text.matchAll(pattern)) {
    out.push(...plain(text.slice(at, m.index), true));
    if (m[1]) out.push(h("code", {}, m[1].slice(1, -1)));
    else if (m[2]) out.push(h("strong", {}, markdownInline(m[3])));
    else if (m[4]) out.push(h("em", {}, markdownInline(m[5])));
    else if (m[6]) out.push(h("s", {}, m[6]));
    else out.push(link(m[8], m[7]));
    at = m.index + m[0].length;
  }
  out.push(...plain(text.slice(at), true));
  return out;
}

// The Markdown of a `markdown` block: headings, lists, quotes, code, paragraphs.
export function markdown(text) {
  const out = h("div", { class: "markdown mrkdwn", dir: "auto" });
  String(text).split(/```[^\n]*\n([\s\S]*?)```/).forEach((part, i) => {
    if (i % 2) { out.append(h("pre", {}, part)); return; }
    let list = null;
    for (const line of part.split("\n")) {
      const item = line.match(/^\s*([-*+]|\d+[.)])\s+(.*)$/);
      if (item) {
        const kind = /\d/.test(item[1]) ? "ol" : "ul";
        if (!list || list.localName !== kind) { list = h(kind); out.append(list); }
        list.append(h("li", {}, markdownInline(item[2])));
        continue;
      }
      list = null;
      const heading = line.match(/^(#{1,6})\s+(.*)$/);
      if (heading) out.append(h(`h${Math.min(6, heading[1].length + 2)}`, {}, markdownInline(heading[2])));
      else if (/^>\s?/.test(line)) out.append(h("blockquote", {}, markdownInline(line.replace(/^>\s?/, ""))));
      else if (/^(-{3,}|\*{3,})$/.test(line.trim())) out.append(h("hr", { class: "block-divider" }));
      else if (line.trim()) out.append(h("p", {}, markdownInline(line)));
    }
  });
  return out;
}

// A text object of Block Kit.
export function textObject(object) {
  if (!object) return null;
  if (object.type === "mrkdwn") return mrkdwn(object.text);
  return h("span", { dir: "auto" }, plain(object.text, object.emoji !== false));
}

export const plainText = (object) => plain(object?.text || "", object?.emoji !== false);
export { names };
