// Building nodes. Text only ever becomes text nodes; nothing here parses HTML.

import { holdInside } from "./focus.js";

export function h(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.className = value;
    else if (key in node && typeof value !== "string") node[key] = value;
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  append(node, children);
  return node;
}

export function append(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

let numbered = 0;
export const newId = (stem) => `${stem}-${++numbered}`;

export function toast(sentence) {
  const node = h("div", { class: "toast" }, sentence);
  document.getElementById("toasts").append(node);
  setTimeout(() => node.remove(), 7000);
}

// Replaces children only where their key changed, so that focus and half-made choices stay.
export function keyed(parent, items, keyOf, draw) {
  const old = new Map();
  for (const child of parent.children) if (child.dataset.key) old.set(child.dataset.key, child);
  const wanted = items.map((item) => {
    const key = keyOf(item);
    const node = old.get(key) || draw(item);
    node.dataset.key = key;
    return node;
  });
  const kept = new Set(wanted);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  wanted.forEach((node, i) => { if (parent.children[i] !== node) parent.insertBefore(node, parent.children[i] || null); });
}

// A menu under a button: arrows move, Escape closes and gives the focus back.
export function openMenu(button, items) {
  document.querySelector(".menu")?.remove();
  const menu = h("div", { class: "menu", role: "menu" });
  const close = (back = true) => {
    menu.remove();
    document.removeEventListener("pointerdown", outside, true);
    button.setAttribute("aria-expanded", "false");
    if (back) button.focus();
  };
  const outside = (event) => { if (!menu.contains(event.target)) close(false); };
  for (const item of items) {
    menu.append(h("button", {
      type: "button", role: "menuitem", class: item.danger ? "danger" : null,
      onclick: () => { close(); item.run(); },
    }, item.label, item.note ? h("small", {}, ` ${item.note}`) : null));
  }
  menu.addEventListener("keydown", (event) => {
    const all = [...menu.children];
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); }
    if (event.key === "ArrowDown") { event.preventDefault(); all[(at + 1) % all.length].focus(); }
    if (event.key === "ArrowUp") { event.preventDefault(); all[(at + all.length - 1) % all.length].focus(); }
    if (event.key === "Tab") close(false);
  });
  (button.closest("dialog") || document.body).append(menu);
  const box = button.getBoundingClientRect();
  const size = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - size.width - 8))}px`;
  menu.style.top = `${box.bottom + size.height > innerHeight ? Math.max(8, box.top - size.height) : box.bottom + 2}px`;
  button.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  menu.firstElementChild?.focus();
}

// A question with two answers, in a dialog that holds the focus. Resolves to true or false.
export function askToConfirm({ title, body, yes, no, style }) {
  return new Promise((resolve) => {
    const name = newId("confirm");
    const dialog = h("dialog", { class: "confirm", "aria-labelledby": name },
      h("header", {}, h("h2", { id: name }, title || "Are you sure?")),
      h("div", { class: "content" }, body),
      h("footer", {},
        h("button", { type: "button", onclick: () => finish(false) }, no || "Cancel"),
        h("button", { type: "button", class: style === "danger" ? "danger" : "primary", onclick: () => finish(true) }, yes || "OK")));
    const finish = (answer) => { dialog.close(); dialog.remove(); resolve(answer); };
    dialog.addEventListener("cancel", (event) => { event.preventDefault(); finish(false); });
    holdInside(dialog);
    document.body.append(dialog);
    dialog.showModal();
  });
}
