// Where one writes: messages, commands with completion, mentions, files.

import { h, newId, openMenu, toast } from "./dom.js";
import { send } from "./server.js";

const OWN = [
  ["/invite", "@name", "Bring somebody, or the app, into this channel"],
  ["/remove", "@name", "Take somebody, or the app, out of this channel"],
  ["/leave", "", "Leave this channel"],
  ["/archive", "", "Archive this channel"],
];

export class Composer {
  // `thread` gives the thread's ts, or null for the conversation itself.
  constructor(parent, world, thread) {
    this.world = world;
    this.thread = thread;
    this.files = [];
    const list = newId("completions");
    this.list = h("ul", { class: "completions", id: list, role: "listbox", "aria-label": "Completions", hidden: true });
    this.area = h("textarea", {
      rows: "1", role: "combobox", "aria-expanded": "false", "aria-controls": list, "aria-autocomplete": "list",
      "aria-label": "Message", oninput: () => { this.grow(); this.complete(); }, onkeydown: (event) => this.key(event),
      onblur: () => setTimeout(() => this.hide(), 150),
      onpaste: (event) => { if (event.clipboardData.files.length) { event.preventDefault(); this.take(event.clipboardData.files); } },
    });
    this.chips = h("div", { class: "chips" });
    this.picker = h("input", { type: "file", multiple: true, class: "visually-hidden", tabindex: "-1", "aria-hidden": "true", onchange: () => { this.take(this.picker.files); this.picker.value = ""; } });
    const shortcuts = h("button", {
      type: "button", class: "quiet", "aria-haspopup": "menu", "aria-expanded": "false",
      onclick: () => openMenu(shortcuts, world.shortcuts.filter((s) => s.type === "global").map((s) => ({
        label: s.name, run: () => world.act("shortcut", { callback_id: s.callback_id }),
      }))),
    }, "Shortcuts");
    this.prompts = h("div", { class: "prompts", hidden: true });
    parent.replaceChildren(this.prompts, this.list, h("div", { class: "box" }, this.area, this.chips,
      h("div", { class: "under" }, this.picker,
        h("button", { type: "button", class: "quiet", onclick: () => this.picker.click() }, "Add a file"),
        thread() === null ? shortcuts : null, h("span", { class: "spring" }),
        h("button", { type: "button", class: "primary", onclick: () => this.send() }, "Send"))));
    const zone = parent.parentElement;
    zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("dropping"); });
    zone.addEventListener("dragleave", () => zone.classList.remove("dropping"));
    zone.addEventListener("drop", (event) => { event.preventDefault(); zone.classList.remove("dropping"); this.take(event.dataTransfer.files); });
  }

  grow() {
    this.area.style.height = "auto";
    this.area.style.height = `${Math.min(this.area.scrollHeight, 220)}px`;
  }

  setPlaceholder(text) {
    this.area.placeholder = text;
    this.area.setAttribute("aria-label", text);
  }

  setPrompts(prompts) {
    const key = JSON.stringify(prompts || null);
    if (this.promptKey === key) return;
    this.promptKey = key;
    this.prompts.hidden = !prompts;
    this.prompts.replaceChildren();
    if (!prompts) return;
    if (prompts.title) this.prompts.append(h("p", {}, prompts.title));
    for (const prompt of prompts.prompts) {
      this.prompts.append(h("button", {
        type: "button", onclick: () => this.world.act("say", { channel: this.world.channel, text: prompt.message, thread_ts: this.thread() }),
      }, prompt.title));
    }
  }

  async take(files) {
    for (const file of files) {
      const answer = await send("upload", file, { ...this.world.who(), name: file.name });
      if (!answer.ok) { toast(answer.message); continue; }
      const item = { id: answer.file };
      this.files.push(item);
      const chip = h("span", { class: "chip" }, file.name, h("button", {
        type: "button", "aria-label": `Take ${file.name} away`,
        onclick: () => { this.files = this.files.filter((f) => f !== item); chip.remove(); },
      }, "×"));
      this.chips.append(chip);
    }
    this.area.focus();
  }

  async send() {
    const text = this.area.value;
    const files = this.files.map((f) => f.id);
    if (!text.trim() && !files.length) return;
    this.hide();
    const place = { channel: this.world.channel, thread_ts: this.thread(), text };
    this.area.value = "";
    this.files = [];
    this.chips.replaceChildren();
    this.grow();
    const done = files.length ? await this.world.act("share", { ...place, files }) : await this.world.act("type", place);
    if (!done && !this.area.value) { this.area.value = text; this.grow(); }
  }

  // Every command and its words: [insertion, label, note].
  commands() {
    const all = [];
    for (const c of this.world.commands) {
      all.push([`${c.command} `, c.command, c.description]);
      for (const word of (c.usage_hint || "").split("|").map((w) => w.trim()).filter(Boolean)) all.push([`${c.command} ${word.split(/[\s[<]/)[0]} `, `${c.command} ${word}`, ""]);
    }
    for (const [word, hint, note] of OWN) all.push([`${word} `, `${word} ${hint}`, note]);
    return all;
  }

  isCommand(text) { return this.commands().some(([insertion]) => insertion.trim() === text); }

  // What fits what is being typed: [insertion, label, note].
  matches() {
    const before = this.area.value.slice(0, this.area.selectionStart);
    if (/^\/\S*( \S*)?$/.test(before)) {
      const all = this.commands();
      return { from: 0, found: all.filter(([text]) => text.startsWith(before) && text.trim() !== before) };
    }
    const at = before.match(/(^|\s)@([\p{L}\p{N}_. -]{0,30})$/u);
    if (at) {
      const typed = at[2].toLowerCase();
      const found = Object.values(this.world.people()).filter((p) => !p.deleted && p.name !== "slackbot")
        .filter((p) => p.real_name.toLowerCase().startsWith(typed) || p.name.toLowerCase().startsWith(typed))
        .map((p) => [`@${p.real_name} `, p.real_name, p.bot ? "app" : `@${p.name}`]);
      return { from: before.length - at[2].length - 1, found };
    }
    return { from: 0, found: [] };
  }

  complete() {
    const { from, found } = this.matches();
    this.from = from;
    this.found = found.slice(0, 9);
    this.at = 0;
    this.moved = false;
    this.list.replaceChildren(...this.found.map(([, label, note], i) => h("li", {
      role: "option", id: `${this.list.id}-${i}`, "aria-selected": String(i === 0), onpointerdown: (event) => { event.preventDefault(); this.at = i; this.insert(); },
    }, h("strong", {}, label), h("span", {}, note))));
    this.list.hidden = !this.found.length;
    this.mark();
  }

  mark() {
    this.area.setAttribute("aria-expanded", String(!this.list.hidden));
    [...this.list.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === this.at)));
    if (this.list.hidden) this.area.removeAttribute("aria-activedescendant");
    else this.area.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
  }

  hide() { this.list.hidden = true; this.mark(); }

  insert() {
    const [text] = this.found[this.at];
    const after = this.area.value.slice(this.area.selectionStart);
    this.area.value = this.area.value.slice(0, this.from) + text + after;
    this.area.selectionStart = this.area.selectionEnd = this.from + text.length;
    this.hide();
    this.area.focus();
  }

  key(event) {
    if (event.isComposing) return;
    if (!this.list.hidden) {
      const moves = { ArrowDown: 1, ArrowUp: -1 };
      if (moves[event.key]) {
        event.preventDefault();
        this.moved = true;
        this.at = (this.at + moves[event.key] + this.found.length) % this.found.length;
        this.mark();
        return;
      }
      // Enter sends what is a command already, unless one has gone down the list to another.
      const sends = !this.moved && this.isCommand(this.area.value.trim());
      if (event.key === "Tab" || (event.key === "Enter" && !sends)) { event.preventDefault(); this.insert(); return; }
      if (event.key === "Escape") { event.preventDefault(); this.hide(); return; }
    }
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); this.send(); }
  }
}
