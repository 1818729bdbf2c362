// Where the focus is, in terms that outlive a redrawing: in which message or part of the page, and on which control.

const REGIONS = "article[data-ts], #home, #tabs, #side";
const CONTROLS = "button, a[href], input, select, textarea, [tabindex='0']";
const nameOf = (node) => `${node.tagName} ${node.getAttribute("aria-label") || node.textContent}`;

const controlsOf = (region) => [...region.querySelectorAll(CONTROLS)].filter((node) => node.getClientRects().length);

// A place to come back to, or null where the focus is somewhere that is not redrawn.
export function heldFocus() {
  const node = document.activeElement;
  const region = node?.closest?.(REGIONS);
  if (!region) return null;
  const name = nameOf(node);
  const parent = region.dataset.ts ? region.parentElement.id : "";
  const all = controlsOf(region);
  const nth = all.filter((one) => nameOf(one) === name).indexOf(node);
  return { node, parent, id: region.id, ts: region.dataset.ts, name, nth, at: all.indexOf(node), many: all.length };
}

// Gives the focus back where it was lost: to the same control, else to what held it, else to where one writes.
export function giveBack(held) {
  if (!held || (document.activeElement && document.activeElement !== document.body)) return;
  if (held.node.isConnected && held.node.getClientRects().length) { held.node.focus({ preventScroll: true }); return; }
  const region = held.ts
    ? document.getElementById(held.parent)?.querySelector(`article[data-ts="${CSS.escape(held.ts)}"]`)
    : document.getElementById(held.id);
  if (!region || !region.getClientRects().length) { document.querySelector("#composer textarea")?.focus(); return; }
  const all = controlsOf(region);
  const same = all.filter((one) => nameOf(one) === held.name);
  const node = same[held.nth] || same[0] || (all.length === held.many ? all[held.at] : null);
  if (!node) region.tabIndex = -1;
  (node || region).focus({ preventScroll: true });
}

// Tab goes round within a window, as it would otherwise leave for the browser's own controls.
export function holdInside(dialog) {
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Tab" || event.defaultPrevented) return;
    const all = controlsOf(dialog).filter((node) => !node.disabled && node.tabIndex >= 0);
    const at = all.indexOf(document.activeElement);
    const next = event.shiftKey ? at <= 0 && all.at(-1) : at === all.length - 1 && all[0];
    if (next) { event.preventDefault(); next.focus(); }
  });
}
