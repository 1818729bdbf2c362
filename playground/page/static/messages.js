// A list of messages: who, when, what; and what can be done with each.

import { askToConfirm, h, keyed, openMenu } from "./dom.js";
import { drawBlocks } from "./blocks.js";
import { emoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";
import { fileAddress } from "./server.js";

const hash = (text) => [...text].reduce((sum, c) => (sum * 31 + c.codePointAt(0)) >>> 0, 7);
const initials = (name) => name.split(/\s+/).map((w) => [...w][0] || "").slice(0, 2).join("").toUpperCase();
const timeOf = (ts) => new Date(Number(ts) * 1000);

export function avatar(person, id) {
  return h("div", { class: `avatar ${person.bot ? "bot" : `c${hash(id) % 6}`}`, "aria-hidden": "true" }, initials(person.real_name));
}

function file(one) {
  if (one.mimetype?.startsWith("image/") && one.mimetype !== "image/svg+xml") {
    return h("img", { class: "picture", src: fileAddress(one.id), alt: one.alt_txt || one.title || one.name });
  }
  return h("a", { class: "file", href: fileAddress(one.id), download: one.name }, h("strong", {}, one.name),
    h("span", {}, `${one.filetype}, ${one.size.toLocaleString()} bytes`));
}

function body(message, place) {
  // A person's formatting is in the text; what an app sends is in its blocks.
  const own = message.blocks?.length && (message.bot_id || !message.text) ? drawBlocks(message.blocks, place) : message.text ? mrkdwn(message.text) : null;
  const attached = (message.attachments || []).map((a) => h("div", { class: "attachment" },
    a.title ? h("strong", {}, a.title) : null, a.text ? mrkdwn(a.text) : null,
    a.blocks ? drawBlocks(a.blocks, place) : null, !a.title && !a.text && !a.blocks ? a.fallback : null));
  const files = (message.files || []).map(file);
  return h("div", { class: "body" }, own, attached, files.length ? h("div", {}, files) : null,
    message.reactions ? h("div", { class: "reactions" }, message.reactions.map((r) =>
      h("span", {}, `${emoji(r.name) || `:${r.name}:`} ${r.count}`))) : null);
}

function editBox(message, world, back) {
  const area = h("textarea", { "aria-label": "Edit the message" });
  area.value = world.readable(message.text);
  const save = async () => { if (await world.act("edit", { channel: world.channel, ts: message.ts, text: area.value })) back(); };
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") back();
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); save(); }
  });
  setTimeout(() => area.focus());
  return h("div", { class: "edit-box" }, area, h("div", {},
    h("button", { type: "button", class: "primary", onclick: save }, "Save"),
    h("button", { type: "button", onclick: back }, "Cancel")));
}

function tools(message, node, world, inThread) {
  if (message.is_ephemeral || message.subtype === "tombstone") return null;
  const mine = message.user === world.user;
  const more = h("button", {
    type: "button", "aria-haspopup": "menu", "aria-expanded": "false",
    onclick: () => openMenu(more, [
      ...world.shortcuts.filter((s) => s.type === "message").map((s) => ({
        label: s.name, run: () => world.act("shortcut", { callback_id: s.callback_id, channel: world.channel, ts: message.ts }),
      })),
      ...(mine ? [
        {
          label: "Edit message",
          run: () => {
            const shown = node.querySelector(".body");
            const box = editBox(message, world, () => box.replaceWith(shown));
            shown.replaceWith(box);
          },
        },
        {
          label: "Delete message", danger: true,
          run: async () => {
            const sure = await askToConfirm({ title: "Delete message", body: "This cannot be undone.", yes: "Delete", style: "danger" });
            if (sure) world.act("delete", { channel: world.channel, ts: message.ts });
          },
        },
      ] : []),
      { label: "Copy its text", run: () => navigator.clipboard?.writeText(message.text) },
    ]),
  }, "More");
  const reply = inThread ? null : h("button", { type: "button", onclick: () => world.openThread(message.thread_ts || message.ts) }, "Reply in thread");
  return h("div", { class: "tools" }, reply, more);
}

function draw(message, world, inThread) {
  const person = world.person(message.user);
  const place = world.placeOf(message);
  const when = timeOf(message.ts);
  const node = h("article", {
    "data-ts": message.ts,
    class: `message${message.is_ephemeral ? " mine-only" : ""}`,
    "aria-label": `${person.real_name}, ${when.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })}`,
  });
  if (message.is_ephemeral) {
    node.append(h("div", { class: "only-you" }, "Only visible to you",
      h("button", { type: "button", class: "link", onclick: () => world.act("dismiss", { channel: world.channel, ts: message.ts }) }, "Dismiss")));
  }
  node.append(avatar(person, message.user || "?"),
    h("div", { class: "by" }, h("span", { class: "who" }, person.real_name), person.bot ? h("span", { class: "app" }, "app") : null,
      h("time", { datetime: when.toISOString(), title: when.toLocaleString() }, when.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })),
      message.edited && !person.bot ? h("span", { class: "edited" }, "(edited)") : null));
  node.append(h("div", {}, body(message, place),
    message.reply_count && !inThread ? h("div", { class: "replies" },
      h("button", { type: "button", class: "link", onclick: () => world.openThread(message.ts) },
        message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`),
      h("span", {}, `last at ${timeOf(message.latest_reply).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })}`)) : null));
  const acts = tools(message, node, world, inThread);
  if (acts) node.append(acts);
  return node;
}

function empty(world, inThread) {
  const where = world.conversation();
  const talks = !inThread && where?.kind !== "im" && !where?.archived && world.commands.some((c) => c.command === "/persona");
  return h("p", { class: "empty" }, "Nothing has been said here yet.",
    talks ? [" Type ", h("code", {}, "/persona new …"), " below, or press ", h("em", {}, "Load the example"), " above."] : null);
}

// Draws messages into `parent`, keeping those that did not change.
export function drawMessages(parent, messages, world, inThread = false) {
  const atEnd = parent.scrollHeight - parent.scrollTop - parent.clientHeight < 60;
  const items = [];
  let day = "";
  for (const message of messages) {
    const today = timeOf(message.ts).toDateString();
    if (today !== day) { items.push({ day: timeOf(message.ts) }); day = today; }
    items.push({ message });
  }
  if (!messages.length) items.push({ empty: true });
  const place = `${world.user}/${world.channel}`;
  keyed(parent, items, (item) => {
    if (item.empty) return `empty ${place}`;
    if (item.day) return `day ${item.day.toDateString()}`;
    return `${place} ${item.message.ts} ${hash(JSON.stringify(item.message))}`;
  }, (item) => {
    if (item.empty) return empty(world, inThread);
    if (item.day) return h("div", { class: "day" }, h("span", {}, item.day.toLocaleDateString(undefined, { weekday: "long", day: "numeric", month: "long" })));
    return draw(item.message, world, inThread);
  });
  const newest = messages.at(-1)?.ts;
  if (atEnd || (parent.dataset.newest !== newest && messages.at(-1)?.user === world.user) || parent.dataset.place !== place) {
    parent.scrollTop = parent.scrollHeight;
  }
  parent.dataset.newest = newest || "";
  parent.dataset.place = place;
}
