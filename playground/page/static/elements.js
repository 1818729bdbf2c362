// Elements that act or hold something: buttons, menus, inputs. Native controls wherever there is one.
//
// `place` says where the element is: `press(block, element, value)` brings an action to the app, `values` is what inputs
// there hold (block id → action id → value), `people` and `conversations` are for the menus of Slack's own things.

import { askToConfirm, h, newId, openMenu, toast } from "./dom.js";
import { plainText, textObject } from "./mrkdwn.js";
import { send } from "./server.js";

async function confirmed(element) {
  const c = element.confirm;
  if (!c) return true;
  return askToConfirm({ title: c.title?.text, body: textObject(c.text), yes: c.confirm?.text, no: c.deny?.text, style: c.style });
}

function keep(place, block, element, value) {
  (place.values[block.block_id] ??= {})[element.action_id] = value;
}

function held(place, block, element, initial) {
  const kept = place.values[block.block_id];
  return kept && element.action_id in kept ? kept[element.action_id] : initial;
}

const acts = (block) => block.type !== "input" || block.dispatch_action;

async function used(place, block, element, value, undo) {
  if (!acts(block)) return keep(place, block, element, value);
  if (!(await confirmed(element))) return undo?.();
  keep(place, block, element, value);
  return place.press(block, element, value);
}

function button(block, element, place) {
  const node = h("button", {
    type: "button", class: element.style || null, "aria-label": element.accessibility_label || null,
    onclick: async () => {
      if (node.getAttribute("aria-disabled")) return; // not `disabled`, which would drop the focus
      if (element.url && /^https?:/i.test(element.url)) window.open(element.url, "_blank", "noopener,noreferrer");
      if (!(await confirmed(element))) return;
      node.setAttribute("aria-disabled", "true");
      try { await place.press(block, element, null); } finally { node.removeAttribute("aria-disabled"); }
    },
  }, plainText(element.text));
  return node;
}

function overflow(block, element, place) {
  const node = h("button", {
    type: "button", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": "More choices",
    onclick: () => openMenu(node, element.options.map((option) => ({
      label: option.text.text, note: option.description?.text,
      run: async () => { if (await confirmed(element)) place.press(block, element, option.value); },
    }))),
  }, "•••");
  return node;
}

// Options of any menu as {value, label, group}.
function optionsOf(element, place) {
  const kind = element.type.replace("multi_", "");
  if (kind === "users_select") {
    const here = Object.entries(place.people).filter(([, p]) => !p.deleted && p.name !== "slackbot");
    return here.sort(([, a], [, b]) => Number(a.bot) - Number(b.bot)).map(([id, p]) => ({ value: id, label: p.real_name }));
  }
  if (kind === "conversations_select" || kind === "channels_select") {
    const wanted = element.filter?.include;
    return place.conversations
      .filter((c) => (kind === "channels_select" ? c.kind === "public" : !wanted || wanted.includes(c.kind)))
      .map((c) => ({ value: c.id, label: c.kind === "im" ? c.label : `#${c.label}` }));
  }
  const one = (o, group) => ({ value: o.value, label: o.text.text, note: o.description?.text, group });
  return [
    ...(element.options || []).map((o) => one(o)),
    ...(element.option_groups || []).flatMap((g) => g.options.map((o) => one(o, g.label.text))),
  ];
}

const initialOf = (element) => {
  const one = element.initial_option?.value ?? element.initial_user ?? element.initial_conversation ?? element.initial_channel;
  const many = element.initial_options?.map((o) => o.value) ?? element.initial_users ?? element.initial_conversations ?? element.initial_channels;
  return element.type.startsWith("multi_") || element.type === "checkboxes" ? many || [] : one ?? null;
};

function select(block, element, place, labelled) {
  const value = held(place, block, element, initialOf(element));
  const node = h("select", { ...labelled, "aria-label": labelled.id || labelled["aria-labelledby"] ? null : element.placeholder?.text || "Choose" });
  node.append(h("option", { value: "" }, element.placeholder?.text || "Choose …"));
  const fill = (options) => {
    const groups = new Map();
    for (const option of options) {
      const item = h("option", { value: option.value }, option.label + (option.note ? ` – ${option.note}` : ""));
      if (option.value === value) item.selected = true;
      if (option.group && !groups.has(option.group)) {
        groups.set(option.group, h("optgroup", { label: option.group }));
        node.append(groups.get(option.group));
      }
      (option.group ? groups.get(option.group) : node).append(item);
    }
  };
  fill(optionsOf(element, place));
  node.addEventListener("change", () => used(place, block, element, node.value || null, () => { node.value = value ?? ""; }));
  if (!element.type.includes("external")) return node;
  const search = h("input", {
    type: "search", placeholder: "Type to search", "aria-label": "Search the choices",
    oninput: async () => {
      if (search.value.length < (element.min_query_length ?? 3)) return;
      const found = await place.suggest(block, element, search.value);
      node.replaceChildren(h("option", { value: "" }, element.placeholder?.text || "Choose …"));
      fill(found.map((o) => ({ value: o.value, label: o.text.text })));
    },
  });
  return h("div", {}, search, node);
}

function choices(block, element, place, labelled, legend) {
  const many = element.type !== "radio_buttons";
  const value = held(place, block, element, initialOf(element));
  const chosen = new Set(many ? value : [value]);
  const name = newId("choice");
  const named = labelled["aria-labelledby"];
  const box = h("fieldset", {
    class: element.type.startsWith("multi_") ? "many" : null, id: labelled.id,
    "aria-describedby": labelled["aria-describedby"], "aria-labelledby": named || null,
  }, named ? null : h("legend", { class: legend ? null : "visually-hidden" }, legend || element.placeholder?.text || "Choices"));
  for (const option of optionsOf(element, place)) {
    const input = h("input", { type: many ? "checkbox" : "radio", name, value: option.value });
    input.checked = chosen.has(option.value);
    input.addEventListener("change", () => {
      const all = [...box.querySelectorAll("input:checked")].map((x) => x.value);
      used(place, block, element, many ? all : all[0] ?? null, () => { input.checked = !input.checked; });
    });
    box.append(h("label", { class: "choice" }, input, h("span", {}, option.label, option.note ? h("small", {}, option.note) : null)));
  }
  return box;
}

function field(block, element, place, labelled) {
  const kind = element.type;
  const initial = element.initial_value ?? element.initial_date ?? element.initial_time ?? "";
  const multiline = kind === "rich_text_input" || element.multiline;
  const types = { email_text_input: "email", url_text_input: "url", datepicker: "date", timepicker: "time" };
  const node = h(multiline ? "textarea" : "input", {
    ...labelled,
    type: multiline ? null : types[kind] || "text",
    inputmode: kind === "number_input" ? "decimal" : null,
    placeholder: element.placeholder?.text || null,
    maxlength: element.max_length ? String(element.max_length) : null,
    autofocus: element.focus_on_load ? true : null,
    "aria-label": labelled.id ? null : element.placeholder?.text || "Value",
  });
  node.value = held(place, block, element, typeof initial === "string" ? initial : "") ?? "";
  const on = element.dispatch_action_config?.trigger_actions_on || ["on_enter_pressed"];
  node.addEventListener("input", () => {
    keep(place, block, element, node.value || null);
    if (block.dispatch_action && on.includes("on_character_entered")) place.press(block, element, node.value);
  });
  if (types[kind] === "date" || types[kind] === "time") {
    node.addEventListener("change", () => used(place, block, element, node.value || null));
  } else if (block.dispatch_action && !multiline) {
    node.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && on.includes("on_enter_pressed")) { event.preventDefault(); place.press(block, element, node.value); }
    });
  }
  return node;
}

function dateAndTime(block, element, place, labelled) {
  const start = held(place, block, element, element.initial_date_time ?? null);
  const node = h("input", { ...labelled, type: "datetime-local", "aria-label": labelled.id ? null : "Date and time" });
  if (start) {
    const when = new Date(Number(start) * 1000);
    node.value = new Date(when.getTime() - when.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  }
  node.addEventListener("change", () =>
    used(place, block, element, node.value ? String(Math.floor(new Date(node.value).getTime() / 1000)) : null));
  return node;
}

function fileInput(block, element, place, labelled) {
  const list = h("ul", { "aria-live": "polite" });
  const node = h("input", {
    ...labelled, type: "file", multiple: (element.max_files ?? 10) > 1,
    accept: element.filetypes?.map((t) => `.${t}`).join(",") || null,
    onchange: async () => {
      const ids = [];
      list.replaceChildren();
      for (const file of node.files) {
        const answer = await send("upload", file, { ...place.who(), name: file.name });
        if (!answer.ok) { toast(answer.message); continue; }
        ids.push(answer.file);
        list.append(h("li", {}, `${file.name} is uploaded`));
      }
      keep(place, block, element, ids);
    },
  });
  return h("div", {}, node, list);
}

// Draws an element. `labelled` are the attributes that tie a control to its label; `legend` names a group of choices.
export function drawElement(block, element, place, labelled = {}, legend = null) {
  switch (element.type) {
    case "button": case "workflow_button": return button(block, element, place);
    case "overflow": return overflow(block, element, place);
    case "static_select": case "external_select": case "users_select": case "conversations_select": case "channels_select":
      return select(block, element, place, labelled);
    case "multi_static_select": case "multi_users_select": case "multi_conversations_select": case "multi_channels_select":
    case "checkboxes": case "radio_buttons":
      return choices(block, element, place, labelled, legend);
    case "multi_external_select": return select(block, element, place, labelled);
    case "plain_text_input": case "rich_text_input": case "number_input": case "email_text_input": case "url_text_input":
    case "datepicker": case "timepicker":
      return field(block, element, place, labelled);
    case "datetimepicker": return dateAndTime(block, element, place, labelled);
    case "file_input": return fileInput(block, element, place, labelled);
    case "feedback_buttons":
      return h("span", {}, [element.positive_button, element.negative_button].map((one) =>
        h("button", { type: "button", class: "quiet", onclick: () => place.press(block, element, one.value) }, one.text.text)));
    case "icon_button":
      return h("button", { type: "button", class: "quiet", onclick: () => place.press(block, element, element.value) }, element.text?.text || element.icon);
    default:
      return h("div", { class: "unknown", role: "alert" }, `Unknown element: ${element.type}`, h("pre", {}, JSON.stringify(element, null, 1)));
  }
}

export const isGroup = (kind) => kind === "radio_buttons" || kind === "checkboxes" || (kind.startsWith("multi_") && kind !== "multi_external_select");

// Whether it holds something that is chosen (and a section's words beside it are its name).
export const holds = (kind) => isGroup(kind) || (kind.endsWith("_select") && kind !== "multi_external_select");
