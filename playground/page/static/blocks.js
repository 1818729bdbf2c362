// Every block the schema knows; any other is shown as such, loudly.

import { h, newId } from "./dom.js";
import { drawElement, holds, isGroup } from "./elements.js";
import { markdown, plainText, textObject } from "./mrkdwn.js";
import { richText } from "./richtext.js";
import { fileAddress } from "./server.js";

export function picture(image, kind) {
  const inFile = image.slack_file;
  if (inFile) {
    const id = inFile.id || (inFile.url || "").match(/files-pri\/[A-Z0-9]+-([A-Z0-9]+)/)?.[1] || "";
    return h("img", { class: kind, src: fileAddress(id), alt: image.alt_text || "" });
  }
  // The page shows nothing from elsewhere, so a picture of another server is named instead.
  return h("span", { class: "picture-away" }, "Picture: ", image.alt_text || "no description", " ",
    /^https?:/i.test(image.image_url || "")
      ? h("a", { href: image.image_url, target: "_blank", rel: "noopener noreferrer" }, "open") : null);
}

function section(block, place) {
  const beside = block.accessory;
  const chooses = beside && holds(beside.type);
  const id = chooses ? newId("words") : null;
  const words = h("div", { class: "words", id }, textObject(block.text),
    block.fields ? h("div", { class: "fields" }, block.fields.map((f) => h("div", {}, textObject(f)))) : null);
  const drawn = !beside ? null
    : beside.type === "image" ? picture(beside, "accessory-picture")
      : drawElement(block, beside, place, chooses ? { "aria-labelledby": id } : {});
  return h("div", { class: `block-section${chooses ? " chooses" : ""}`, "data-block": chooses ? block.block_id : null }, words, drawn);
}

function input(block, place) {
  const id = newId("input");
  const error = place.errors?.[block.block_id];
  const described = [block.hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(" ") || null;
  const labelled = { id, "aria-describedby": described, "aria-invalid": error ? "true" : null, "aria-required": block.optional ? null : "true" };
  const group = isGroup(block.element.type);
  const name = [plainText(block.label), block.optional ? h("span", { class: "optional" }, " (optional)") : null];
  const label = group ? null : h("label", { for: id }, name);
  return h("div", { class: `block-input${error ? " wrong" : ""}`, "data-block": block.block_id },
    label,
    drawElement(block, block.element, place, labelled, group ? name : null),
    block.hint ? h("div", { class: "hint", id: `${id}-hint` }, plainText(block.hint)) : null,
    error ? h("div", { class: "error", id: `${id}-error` }, error) : null);
}

function table(block) {
  const cell = (content, kind, column) => {
    const { align, is_wrapped: wrapped } = block.column_settings?.[column] || {};
    return h(kind, { class: [align, wrapped && "wrapped"].filter(Boolean).join(" ") || null, scope: kind === "th" ? "col" : null },
      content.type === "rich_text" ? richText(content) : String(content.text ?? content.value ?? ""));
  };
  const [head, ...rows] = block.rows || [];
  return h("div", { class: "table-wrap", tabindex: "0", role: "group", "aria-label": "Table" }, h("table", {},
    head ? h("thead", {}, h("tr", {}, head.map((c, i) => cell(c, "th", i)))) : null,
    h("tbody", {}, rows.map((row) => h("tr", {}, row.map((c, i) => cell(c, "td", i)))))));
}

function chart(block) {
  const series = block.chart?.series || [{ name: "", data: block.chart?.segments || [] }];
  const most = Math.max(1, ...series.flatMap((s) => s.data.map((d) => d.value)));
  return h("figure", { class: "chart" }, h("figcaption", {}, block.title),
    series.flatMap((s) => s.data.map((d) => h("div", { class: "row" },
      h("span", {}, [s.name, d.label].filter(Boolean).join(" · ")),
      h("meter", { min: 0, max: most, value: d.value, "aria-label": d.label }), h("span", {}, d.value)))));
}

function card(block, place) {
  return h("div", { class: "block-card" },
    block.hero_image ? picture(block.hero_image, "picture") : null,
    block.title ? h("div", { class: "title" }, textObject(block.title)) : null,
    block.subtitle ? h("div", { class: "sub" }, textObject(block.subtitle)) : null,
    block.body ? textObject(block.body) : null,
    block.subtext ? h("div", { class: "sub" }, textObject(block.subtext)) : null,
    block.actions ? h("div", { class: "block-actions" }, block.actions.map((e) => drawElement(block, e, place))) : null);
}

function video(block) {
  return h("figure", { class: "block-card" }, h("div", { class: "title" }, plainText(block.title)),
    h("figcaption", {}, `Video: ${block.alt_text || ""} `,
      h("a", { href: /^https?:/i.test(block.video_url || "") ? block.video_url : null, target: "_blank", rel: "noopener noreferrer" }, "open")));
}

function unknown(block) {
  return h("div", { class: "unknown", role: "alert" }, `Unknown block: ${block?.type}`, h("pre", {}, JSON.stringify(block, null, 1)));
}

export function drawBlock(block, place) {
  switch (block?.type) {
    case "section": return section(block, place);
    case "header": return h(`h${block.level || 3}`, { class: "block-header" }, plainText(block.text));
    case "divider": return h("hr", { class: "block-divider" });
    case "context":
      return h("div", { class: "block-context" }, block.elements.map((e) => (e.type === "image" ? picture(e, "small") : textObject(e))));
    case "actions": case "context_actions":
      return h("div", { class: "block-actions" }, block.elements.map((e) => drawElement(block, e, place)));
    case "input": return input(block, place);
    case "image":
      return h("figure", { class: "block-image" }, picture(block, "picture"), block.title ? h("figcaption", {}, plainText(block.title)) : null);
    case "rich_text": return richText(block);
    case "markdown": return markdown(block.text);
    case "table": case "data_table": return table(block);
    case "data_visualization": return chart(block);
    case "video": return video(block);
    case "card": return card(block, place);
    case "carousel": return h("div", { class: "block-carousel", tabindex: "0", role: "group", "aria-label": "Cards" }, block.elements.map((c) => card(c, place)));
    case "container":
      return h("div", { class: "block-container" }, textObject(block.title), textObject(block.subtitle),
        drawBlocks(block.child_blocks || [], place));
    case "alert": return h("div", { class: `block-alert ${block.level || ""}` }, textObject(block.text));
    case "file": return h("div", { class: "file" }, `File ${block.external_id || ""}`);
    case "task_card": return h("div", { class: "block-card" }, h("div", { class: "title" }, block.title), h("div", { class: "sub" }, block.status));
    case "plan": return h("div", { class: "block-card" }, h("div", { class: "title" }, block.title), h("ul", {}, (block.tasks || []).map((t) => h("li", {}, `${t.title} – ${t.status}`))));
    default: return unknown(block);
  }
}

export function drawBlocks(blocks, place) {
  return h("div", { class: "blocks" }, (blocks || []).map((block) => {
    try { return drawBlock(block, place); } catch (error) { return unknown({ ...block, error: String(error) }); }
  }));
}
