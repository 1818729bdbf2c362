// The open modal: a native dialog, which holds the focus; errors stand under their fields.

import { h, newId } from "./dom.js";
import { giveBack, heldFocus, holdInside } from "./focus.js";
import { drawBlocks } from "./blocks.js";
import { plainText } from "./mrkdwn.js";

export class Modal {
  constructor(world) {
    this.world = world;
    this.values = new Map();
    this.errors = {};
    this.drawn = "";
    this.busy = false;
  }

  // `stack` is the person's modals, the topmost last.
  show(stack) {
    const view = stack.at(-1);
    if (!view) return this.gone();
    if (view.id !== this.view?.id) this.errors = {};
    const key = `${this.world.user} ${view.id} ${view.hash} ${JSON.stringify(this.errors)} ${this.failure || ""} ${stack.length}`;
    if (key === this.drawn && this.dialog?.open) return undefined;
    this.drawn = key;
    this.view = view;
    return this.draw(view, stack.length);
  }

  gone() {
    if (this.dialog) {
      this.dialog.close();
      this.dialog.remove();
      this.dialog = null;
      giveBack(this.back);
    }
    this.view = null;
    this.drawn = "";
    this.errors = {};
    this.failure = "";
  }

  place(view) {
    if (!this.values.has(view.id)) this.values.set(view.id, {});
    const values = this.values.get(view.id);
    const world = this.world;
    return {
      ...world.menus(), values, errors: this.errors,
      press: (block, element, value) =>
        world.act("press", { view_id: view.id, block_id: block.block_id, action_id: element.action_id, value, values }),
      suggest: async (block, element, value) =>
        (await world.act("suggest", { view_id: view.id, block_id: block.block_id, action_id: element.action_id, value }))?.options || [],
    };
  }

  draw(view, depth) {
    const focused = document.activeElement?.closest?.("[data-block]")?.dataset.block;
    const scrolled = this.dialog?.querySelector(".content")?.scrollTop || 0;
    const same = this.dialog?.dataset.view === view.id;
    const name = newId("modal");
    const submit = view.submit ? h("button", { type: "submit", class: "primary" }, plainText(view.submit)) : null;
    const close = h("button", { type: "button", onclick: () => this.close() }, view.close ? plainText(view.close) : depth > 1 ? "Back" : "Cancel");
    const form = h("form", { novalidate: true, onsubmit: (event) => { event.preventDefault(); this.submit(submit); } },
      h("header", {}, h("h2", { id: name }, plainText(view.title)),
        h("button", { type: "button", class: "quiet", "aria-label": "Close this window", onclick: () => this.close(true) }, "×")),
      this.failure ? h("p", { class: "failure", role: "alert" }, this.failure) : null,
      h("div", { class: "content" }, drawBlocks(view.blocks, this.place(view))),
      h("footer", {}, close, submit));
    if (!this.dialog) {
      this.back = heldFocus() || this.world.held; // what was pressed may have been redrawn just now
      this.dialog = h("dialog", {});
      this.dialog.addEventListener("cancel", (event) => { event.preventDefault(); this.close(); });
      holdInside(this.dialog);
      document.body.append(this.dialog);
    }
    this.dialog.dataset.view = view.id;
    this.dialog.setAttribute("aria-labelledby", name);
    this.dialog.replaceChildren(form);
    if (!this.dialog.open) this.dialog.showModal();
    this.dialog.querySelector(".content").scrollTop = same ? scrolled : 0;
    const wrong = this.dialog.querySelector(".wrong");
    const back = same && focused ? this.dialog.querySelector(`[data-block="${CSS.escape(focused)}"]`) : null;
    const first = wrong || back || this.dialog.querySelector("[autofocus]")?.closest("[data-block]") || this.dialog.querySelector(".block-input, .chooses");
    (first?.querySelector("input, textarea, select") || submit || close).focus();
  }

  async submit(button) {
    if (this.busy || !this.view) return;
    this.busy = true;
    if (button) button.setAttribute("aria-disabled", "true");
    const view = this.view;
    const answer = await this.world.tryTo("submit", { view_id: view.id, values: this.values.get(view.id) || {} });
    this.busy = false;
    if (button) button.removeAttribute("aria-disabled");
    this.errors = answer.errors || {};
    this.failure = answer.ok ? "" : answer.message;
    this.drawn = "";
    await this.world.refresh();
  }

  async close(all = false) {
    if (!this.view) return;
    const view = this.view;
    await this.world.act("close", { view_id: view.id, all, values: this.values.get(view.id) || {} });
    this.values.delete(view.id);
    this.failure = "";
    await this.world.refresh();
  }
}
