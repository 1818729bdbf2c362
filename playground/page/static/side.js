// The list of conversations, with what is unread.

import { h, keyed } from "./dom.js";

const GROUPS = [
  ["App", (c) => c.with_bot],
  ["Channels", (c) => c.kind === "public" || c.kind === "private"],
  ["Direct messages", (c) => (c.kind === "im" || c.kind === "mpim") && !c.with_bot],
];

function entry(c, current, open) {
  const sign = c.kind === "public" || c.kind === "private" ? "#" : c.with_bot ? "◆" : "@";
  const unread = c.unread > 0;
  return h("li", {}, h("button", {
    type: "button", class: unread ? "unread" : null, "aria-current": c.id === current ? "page" : null, onclick: () => open(c.id),
  }, h("span", { "aria-hidden": "true" }, sign),
  h("span", { class: "name" }, c.label, c.archived ? " (archived)" : "", c.member ? "" : " (join by writing)"),
  c.kind === "private" ? h("span", { class: "private" }, "private") : null,
  unread ? h("span", { class: "count" }, c.unread, h("span", { class: "visually-hidden" }, " unread")) : null));
}

export function drawSide(parent, conversations, people, current, user, open, openPerson) {
  const groups = GROUPS.map(([name, fits]) => ({ name, all: conversations.filter(fits) }));
  const others = Object.entries(people).filter(([id, p]) => id !== user && !p.bot && !p.deleted && p.name !== "slackbot"
    && !conversations.some((c) => c.kind === "im" && c.members.includes(id)));
  keyed(parent, [...groups, { name: "People", others }], (g) => `${g.name}${user}${current}${JSON.stringify(g)}`, (group) => h("section", {},
    h("h2", {}, group.name),
    h("ul", {}, group.others
      ? group.others.map(([id, p]) => h("li", {}, h("button", { type: "button", onclick: () => openPerson(id) }, h("span", { "aria-hidden": "true" }, "@"), h("span", { class: "name" }, p.real_name))))
      : group.all.map((c) => entry(c, current, open)))));
  for (const section of parent.children) section.hidden = !section.querySelector("li");
}
