// @ts-check
/** The buttons above the canvas, and which of them mean something now. */

import { hide, invert, keepOnly, pin, step } from "./commands.js";
import { openDialog } from "./dialog.js";
import { seen } from "./drawing.js";
import { byId, make } from "./elements.js";
import { collapse, reveal } from "./expand.js";
import { leftOut } from "./filters.js";
import { divides } from "./folding.js";
import { leftOutWord } from "./legend.js";
import { MOST_COUNTED } from "./measures.js";
import { amount, words } from "./texts.js";
import { together } from "./together.js";

/** @import { Desk } from "./desk.js" */
/** @import { View } from "./store.js" */

/** What the help says, and what is pressed for it. @type {Record<string, string[]>} */
const HELP = {
  arrows: ["← ↑ → ↓"],
  enter: ["Enter"],
  space: ["Space"],
  e: ["E"],
  c: ["C"],
  t: ["T"],
  w: ["W"],
  h: ["H"],
  k: ["K"],
  i: ["I"],
  a: ["Ctrl", "A"],
  p: ["P"],
  l: ["L"],
  undo: ["Ctrl", "Z"],
  zoom: ["+", "-", "0"],
  pan: ["Shift", "← ↑ → ↓"],
  m: ["M"],
  slash: ["/"],
  escape: ["Esc"],
  double: [],
  hold: [],
  drag: [],
  shift: [],
};

/** @param {Desk} desk @param {{ allExpanded: () => unknown }} acts @param {{ on: boolean, zoom: (factor: number) => void }} map */
export function followTools(desk, { allExpanded }, map) {
  /** @type {Record<string, () => unknown>} */
  const acts = {
    undo: () => step(desk, "undo"),
    redo: () => step(desk, "redo"),
    expand: allExpanded,
    reveal: () => reveal(desk),
    together: () => together(desk),
    fold: () => collapse(desk, desk.selection.ids),
    hide: () => hide(desk),
    keep: () => keepOnly(desk),
    invert: () => invert(desk),
    pin: () => pin(desk),
    help: () => help(),
    "zoom-in": () => (map.on ? map.zoom(1.5) : desk.canvas.zoom(1 / 1.5)),
    "zoom-out": () => (map.on ? map.zoom(1 / 1.5) : desk.canvas.zoom(1.5)),
    "zoom-fit": () => (map.on ? map.zoom(0) : desk.canvas.fit()),
  };
  for (const [id, act] of Object.entries(acts)) {
    byId(id).addEventListener("click", async () => {
      try {
        await act();
      } catch (error) {
        desk.complain(error);
      }
    });
  }
  const layout = /** @type {HTMLSelectElement} */ (byId("layout"));
  layout.addEventListener("change", () => desk.arrange(layout.value).catch((error) => desk.complain(error)));
  const fold = /** @type {HTMLSelectElement} */ (byId("fold-by"));
  fold.addEventListener("change", async () => {
    desk.store.change("did_group", (draft) => desk.foldBy(draft, /** @type {View["fold"]} */ (fold.value)));
    await desk.arrange(desk.view.layout);
    desk.say(byId("count").textContent ?? "");
  });
  // Looked at when somebody is about to choose: each change of a large drawing would wait for it.
  for (const type of ["pointerdown", "focus", "keydown"]) fold.addEventListener(type, () => offerGroups(desk, fold));
  const size = /** @type {HTMLSelectElement} */ (byId("size-by"));
  size.addEventListener("change", () => desk.store.change("did_style", (draft) => (draft.style.size = /** @type {View["style"]["size"]} */ (size.value))));
  const colour = /** @type {HTMLSelectElement} */ (byId("colour-by"));
  colour.addEventListener("change", () =>
    desk.store.change("did_style", (draft) => {
      draft.style.colour = /** @type {View["style"]["colour"]} */ (colour.value);
      desk.findCommunities(draft);
    }),
  );
  const update = () => {
    const chosen = desk.selection.ids.size;
    enable("undo", desk.store.undoable !== undefined, desk.store.undoable);
    enable("redo", desk.store.redoable !== undefined, desk.store.redoable);
    for (const id of ["expand", "fold", "hide", "keep", "pin"]) enable(id, chosen > 0);
    const pinned = chosen > 0 && [...desk.selection.ids].every((id) => desk.view.pinned.has(id));
    byId("pin").classList.toggle("on", pinned);
    byId("together").setAttribute("aria-pressed", String(desk.view.together.size > 0));
    layout.value = desk.view.layout;
    fold.value = desk.view.fold;
    size.value = desk.view.style.size;
    sayShown("size-said", sizesSaid(desk), desk);
    colour.value = desk.view.style.colour;
    count(desk);
  };
  desk.store.listen(update);
  desk.measures.listen(update);
  desk.selection.listen((what) => what === "chosen" && update());
}

/** What would make no groups cannot be chosen, and says so. @param {Desk} desk @param {HTMLSelectElement} select */
function offerGroups({ view, facts }, select) {
  const ids = seen(view, facts);
  for (const option of select.options) {
    if (!option.value) continue;
    option.dataset.text ??= option.text;
    option.disabled = !divides(/** @type {View["fold"]} */ (option.value), view, facts, ids);
    option.text = option.disabled ? words("tells_nothing_apart", { grouping: option.dataset.text }) : option.dataset.text;
  }
}

/** @param {string} id @param {boolean} on @param {string} [what] the step a button would take back */
function enable(id, on, what) {
  const button = /** @type {HTMLButtonElement} */ (byId(id));
  button.dataset.title ??= button.title;
  button.disabled = !on;
  button.title = what ? `${button.dataset.title}: ${words(what)}` : button.dataset.title;
}

/** Beside its field; to those who listen only once it is no longer what the page began with. @param {string} id @param {string} text @param {Desk} desk */
function sayShown(id, text, desk) {
  const { textContent: before } = byId(id);
  if (before === text) return;
  byId(id).textContent = text;
  if (before) desk.say(text);
}

/** What larger means. @param {Desk} desk */
function sizesSaid({ view, facts, measures }) {
  const n = view.style.size === "between" ? seen(view, facts).length : 0;
  if (n > MOST_COUNTED) return words("sizes_too_many", { n, most: MOST_COUNTED });
  return words(measures.counting ? "sizes_counting" : `sizes_${view.style.size}`);
}

/** @param {Desk} desk */
function count(desk) {
  const dots = [...desk.drawing.dots.values()];
  const nodes = dots.reduce((sum, dot) => sum + (dot.members?.length ?? 1), 0);
  const ties = [...desk.drawing.links.values()].reduce((sum, link) => sum + link.ties.length, 0);
  const groups = dots.filter((dot) => dot.members).length;
  const parts = [words("n_entries", { n: nodes }), words("n_ties", { n: ties }), ...(groups ? [words("n_groups", { n: groups })] : [])];
  const out = leftOut(desk.view, desk.facts);
  const { size: aside } = desk.drawing.aside;
  const lines = [parts.join(", "), ...(out.entities + out.ties ? [leftOutWord(out)] : []), ...(aside ? [words("aside", { n: aside })] : [])];
  byId("count").replaceChildren(...lines.flatMap((line, i) => (i ? [make("br"), line] : [line])));
  byId("count").dataset.nodes = amount(nodes);
}

function help() {
  const rows = Object.entries(HELP).flatMap(([key, pressed]) => [make("dt", {}, ...pressed.map((one) => make("kbd", {}, one))), make("dd", {}, words(`key_${key}`))]);
  openDialog(words("keys"), [make("dl", { class: "xkeys" }, ...rows)]);
}
