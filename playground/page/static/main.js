// The page as a whole: who one is, where one is, and drawing again whenever something has changed.

import { Composer } from "./composer.js";
import { drawBlocks } from "./blocks.js";
import { h, toast } from "./dom.js";
import { giveBack, heldFocus } from "./focus.js";
import { drawMessages } from "./messages.js";
import { Modal } from "./modal.js";
import { setNames } from "./mrkdwn.js";
import { get, listen, post } from "./server.js";
import { drawSide } from "./side.js";

const $ = (id) => document.getElementById(id);
const hello = await get("hello");
const remembered = new URLSearchParams(location.hash.slice(1));

const world = {
  team: remembered.get("team") || hello.teams[0].id,
  user: remembered.get("user"),
  channel: remembered.get("channel"),
  threadTs: remembered.get("thread"),
  tab: remembered.get("tab") || "messages",
  commands: hello.commands,
  shortcuts: hello.shortcuts,
  seen: null,
  values: new Map(),

  who() { return { team: this.team, user: this.user }; },
  people() { return this.seen?.people || {}; },
  person(id) { return this.people()[id] || { real_name: id === "USLACKBOT" ? "Slackbot" : id || "Somebody", name: id, bot: false }; },
  conversation(id = this.channel) { return this.seen?.conversations.find((c) => c.id === id); },
  menus() { return { people: this.people(), conversations: this.seen.conversations, who: () => this.who() }; },

  // Text in Slack's form as one would type it.
  readable(text) {
    return text
      .replace(/<@([A-Z0-9]+)(\|[^>]*)?>/g, (_, id) => `@${this.person(id).real_name}`)
      .replace(/<#[A-Z0-9]+\|([^>]*)>/g, "#$1").replace(/<!(\w+)>/g, "@$1").replace(/<([^|>]+)(\|[^>]*)?>/g, "$1")
      .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  },

  async tryTo(verb, args = {}) {
    try { return await post("act", { ...this.who(), verb, ...args }); } catch (error) { return { ok: false, message: `The playground does not answer. ${error.message}` }; }
  },

  // Does something; says so where it could not be done. The answer, or null.
  async act(verb, args = {}) {
    const answer = await this.tryTo(verb, args);
    if (!answer.ok) toast(answer.message);
    return answer.ok ? answer : null;
  },

  placeOf(message) {
    const key = `${this.user} ${message.ts}`;
    if (!this.values.has(key)) this.values.set(key, {});
    const values = this.values.get(key);
    const channel = this.channel;
    const where = (block, element) => ({ channel, ts: message.ts, block_id: block.block_id, action_id: element.action_id });
    return {
      ...this.menus(), values,
      press: (block, element, value) => this.act("press", { ...where(block, element), value, values, element }),
      suggest: async (block, element, value) => (await this.act("suggest", { ...where(block, element), value }))?.options || [],
    };
  },

  openThread(ts) { this.threadTs = ts; this.remember(); this.refresh().then(() => $("thread").querySelector("textarea").focus()); },

  remember() {
    const kept = new URLSearchParams({ team: this.team, user: this.user, channel: this.channel || "", tab: this.tab, ...(this.threadTs ? { thread: this.threadTs } : {}) });
    history.replaceState(null, "", `#${kept}`);
  },

  async refresh() {
    if (this.refreshing) { this.again = true; return; }
    this.refreshing = true;
    try {
      do {
        this.again = false;
        const asked = `${this.team} ${this.user} ${this.channel} ${this.threadTs}`;
        const seen = await get("see", { ...this.who(), channel: this.channel, thread: this.threadTs });
        if (asked !== `${this.team} ${this.user} ${this.channel} ${this.threadTs}`) { this.again = true; continue; }
        this.seen = seen;
        this.held = heldFocus();
        draw();
        giveBack(this.held);
      } while (this.again);
    } catch (error) { console.warn(error); } finally { this.refreshing = false; }
  },
};

setNames({ person: (id) => world.person(id).real_name, channel: (id) => world.conversation(id)?.label || id });

const composer = new Composer($("composer"), world, () => null);
const threadComposer = new Composer($("thread-composer"), world, () => world.threadTs);
const modal = new Modal(world);

function team() { return hello.teams.find((t) => t.id === world.team) || hello.teams[0]; }

function drawClock() {
  const when = new Date((world.seen?.now ?? Date.now() / 1000) * 1000);
  $("clock").textContent = when.toLocaleString(undefined, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  $("clock-reset").hidden = Math.abs(world.seen?.offset || 0) < 1;
}

function drawTabs(c) {
  const bar = $("tabs");
  bar.hidden = !c?.with_bot;
  if (bar.hidden) world.tab = "messages";
  bar.replaceChildren(...(bar.hidden ? [] : ["home", "messages"].map((tab) => h("button", {
    type: "button", role: "tab", id: `tab-${tab}`, "aria-selected": String(world.tab === tab), "aria-controls": tab,
    tabindex: world.tab === tab ? "0" : "-1",
    onclick: () => openTab(tab),
    onkeydown: (event) => { if (event.key.startsWith("Arrow")) openTab(tab === "home" ? "messages" : "home", true); },
  }, tab === "home" ? "Home" : "Messages"))));
}

function drawHome() {
  const view = world.seen.home;
  const key = JSON.stringify([world.user, view]);
  if ($("home").dataset.drawn === key) return;
  $("home").dataset.drawn = key;
  const values = {};
  const place = { ...world.menus(), values,
    press: (block, element, value) => world.act("press", { view_id: view.id, block_id: block.block_id, action_id: element.action_id, value, values }),
    suggest: async () => [] };
  $("home").replaceChildren(view ? drawBlocks(view.blocks, place) : h("p", { class: "empty" }, "The app has not published a home tab for you."));
}

function draw() {
  const seen = world.seen;
  const c = world.conversation();
  $("team-name").textContent = team().name;
  document.title = `${c?.label || "Playground"} – ${team().name}`;
  $("connection").textContent = seen.connected ? "App connected" : "App not connected";
  $("connection").classList.toggle("on", seen.connected);
  drawClock();
  drawSide($("side"), seen.conversations, seen.people, world.channel, world.user, open, async (id) => {
    const made = await world.act("open_dm", { users: [id] });
    if (made) open(made.channel);
  });
  if (!c) return;
  const sign = c.kind === "public" || c.kind === "private" ? "#" : "";
  $("title").textContent = sign + c.label;
  $("topic").textContent = [c.kind === "private" ? "private" : "", c.topic, c.shared ? "shared with another organisation" : "", c.archived ? "archived" : ""].filter(Boolean).join(" · ");
  drawTabs(c);
  const home = world.tab === "home" && c.with_bot;
  $("home").hidden = !home;
  $("messages").hidden = home;
  $("composer").hidden = home;
  if (home) drawHome(); else drawMessages($("messages"), seen.messages || [], world);
  composer.setPlaceholder(`Message ${sign}${c.label}`);
  composer.setPrompts(c.with_bot && seen.prompts && !seen.prompts.thread_ts ? seen.prompts : null);
  const thread = world.threadTs && seen.thread?.length;
  $("thread").hidden = !thread;
  if (thread) {
    drawMessages($("thread-messages"), seen.thread, world, true);
    threadComposer.setPlaceholder("Reply in the thread");
    threadComposer.setPrompts(seen.prompts?.thread_ts === world.threadTs ? seen.prompts : null);
    drawStatus($("thread-messages"), seen.statuses?.[world.threadTs]);
  }
  drawStatus($("messages"), seen.statuses?.[""]);
  modal.show(seen.modals);
  if (c.unread && document.visibilityState === "visible" && !home) world.tryTo("mark_read", { channel: c.id });
}

function drawStatus(parent, status) {
  const bot = Object.values(world.people()).find((p) => p.bot)?.real_name || "The app";
  let line = parent.parentElement.querySelector(":scope > .status-line");
  if (!status) { line?.remove(); return; }
  if (!line) { line = h("p", { class: "status-line", role: "status" }); parent.after(line); }
  line.textContent = `${bot} ${status}`;
}

function open(channel) {
  world.channel = channel;
  world.threadTs = null;
  world.tab = "messages";
  $("side").classList.remove("open");
  $("show-side").setAttribute("aria-expanded", "false");
  world.remember();
  world.refresh().then(() => {
    composer.area.focus();
    if (world.conversation()?.with_bot) world.tryTo("open_home", { tab: "messages" });
  });
}

function openTab(tab, focus = false) {
  world.tab = tab;
  world.threadTs = null;
  world.remember();
  draw();
  if (focus) $(`tab-${tab}`).focus();
  world.tryTo("open_home", { tab });
}

function become(user) {
  world.user = user;
  world.threadTs = null;
  modal.gone();
  const stays = world.conversation()?.kind !== "im" && world.channel;
  if (!stays) world.channel = null; // somebody else's direct messages are not ours to ask for
  world.remember();
  world.refresh().then(() => {
    if (!stays || !world.conversation()) {
      const bots = world.seen.conversations.find((c) => c.with_bot);
      open((bots && !stays && world.wasWithBot ? bots : world.seen.conversations.find((c) => c.kind === "public"))?.id);
    }
  });
}

for (const t of hello.teams) {
  const people = t.people.filter((p) => !p.deleted);
  const group = hello.teams.length > 1 ? $("person").appendChild(h("optgroup", { label: t.name })) : $("person");
  for (const p of people) group.append(h("option", { value: `${t.id} ${p.id}` }, p.title ? `${p.real_name}, ${p.title.toLowerCase()}` : p.real_name));
}
world.user ||= team().people[0].id;
$("person").value = `${world.team} ${world.user}`;
$("person").addEventListener("change", () => {
  const [t, p] = $("person").value.split(" ");
  world.wasWithBot = Boolean(world.conversation()?.with_bot);
  if (t !== world.team) { world.team = t; world.channel = null; }
  become(p);
});
$("show-side").addEventListener("click", () => {
  const shown = $("side").classList.toggle("open");
  $("show-side").setAttribute("aria-expanded", String(shown));
  if (shown) $("side").querySelector("button")?.focus();
});
$("close-thread").addEventListener("click", () => { world.threadTs = null; world.remember(); draw(); composer.area.focus(); });
$("example").addEventListener("click", async () => {
  const answer = await post("example", { ...world.who(), channel: world.channel });
  if (!answer.ok) toast(answer.message);
});
for (const button of document.querySelectorAll("[data-clock]")) {
  button.addEventListener("click", () => post("clock", { seconds: Number(button.dataset.clock) }));
}
$("clock-reset").addEventListener("click", () => post("clock", { offset: 0 }));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open], .menu") && world.threadTs && event.target.closest("#thread")) $("close-thread").click();
});
// The address of a message leads to it on this page, as it does in Slack.
async function goTo(channel, ts) {
  open(channel);
  for (let tries = 0; tries < 40; tries += 1) {
    await new Promise((done) => { setTimeout(done, 50); });
    const found = world.channel === channel && $("messages").querySelector(`article[data-ts="${ts}"]`);
    if (found) { found.scrollIntoView({ block: "center" }); return; }
  }
}
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const found = link && link.origin === location.origin && /^\/archives\/(\w+)\/p(\d{10})(\d{6})$/.exec(link.pathname);
  if (!found || !world.conversation(found[1])) return;
  event.preventDefault();
  goTo(found[1], `${found[2]}.${found[3]}`);
});
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") world.refresh(); });
setInterval(() => { if (world.seen) { world.seen.now += 20; drawClock(); } }, 20000);

await world.refresh();
if (!world.conversation()) open(world.seen.conversations.find((c) => c.kind === "public")?.id);
listen(() => world.refresh(), (alive) => { if (!alive) { $("connection").textContent = "The playground does not answer"; $("connection").classList.remove("on"); } });
