// @ts-check
/** Everything by keyboard: from node to node by the arrows, and one key for each command. */

import { selectAll } from "./commands.js";
import { byId, shortened } from "./elements.js";
import { labelWord, words } from "./texts.js";

/** @import { Desk } from "./desk.js" */

/** Where each arrow leads, as a direction on the screen. @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const PAN = 0.15;
/** Buttons that stand for a key, so that each command exists once. @type {Record<string, string>} */
const KEYS = {
  t: "reveal",
  w: "together",
  l: "lasso",
  p: "pin",
  c: "fold",
  h: "hide",
  k: "keep",
  i: "invert",
  m: "to-map",
  "+": "zoom-in",
  "=": "zoom-in",
  "-": "zoom-out",
  0: "zoom-fit",
  "?": "help",
};

/** @param {EventTarget | null} target */
function isWriting(target) {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox], [type=range]), select, textarea, [contenteditable]");
}

/** @param {Desk} desk @param {{ opened: () => void, expanded: (id: string) => void }} acts */
export function followKeys(desk, { opened, expanded }) {
  document.addEventListener("keydown", (event) => {
    const control = event.ctrlKey || event.metaKey;
    if (document.querySelector("dialog[open]") || (isWriting(event.target) && !(control && event.key.toLowerCase() === "s"))) return;
    const key = event.key.toLowerCase();
    if (control && key === "z") return press(event, event.shiftKey ? "redo" : "undo");
    if (control && key === "y") return press(event, "redo");
    if (control && key === "s") return press(event, "save");
    if (control && key === "a" && event.target === desk.canvas.container) {
      event.preventDefault();
      return selectAll(desk);
    }
    if (control || event.altKey || !byId("explore").contains(document.activeElement)) return;
    const { container } = desk.canvas;
    if (event.target === container && onCanvas(desk, event, { opened, expanded })) return event.preventDefault();
    if (key === "e" && desk.selection.focused) {
      event.preventDefault();
      return expanded(desk.selection.focused);
    }
    const button = KEYS[key];
    if (button && !(event.target instanceof HTMLSelectElement)) press(event, button);
    return undefined;
  });
  desk.canvas.container.addEventListener("focus", () => {
    if (!desk.selection.focused) desk.selection.focus([...desk.selection.ids][0] ?? desk.best(desk.drawing) ?? null);
    else desk.canvas.paint();
    desk.say([told(desk, desk.selection.focused ?? ""), ...byId("count").innerText.split("\n")].filter(Boolean).join(". "));
  });
  desk.canvas.container.addEventListener("blur", () => desk.canvas.paint());
}

/** @param {KeyboardEvent} event @param {string} id */
function press(event, id) {
  event.preventDefault();
  const button = byId(id);
  if (button instanceof HTMLButtonElement && !button.disabled) button.click();
}

/** @param {Desk} desk @param {KeyboardEvent} event @param {{ opened: () => void, expanded: (id: string) => void }} acts @returns {boolean} whether the key meant something here */
function onCanvas(desk, event, { opened, expanded }) {
  const { selection, canvas } = desk;
  const direction = ARROWS[event.key];
  if (direction && event.shiftKey) {
    canvas.pan(direction[0] * PAN, direction[1] * PAN);
  } else if (direction) {
    const next = nextIn(desk, direction);
    if (next) {
      selection.focus(next);
      canvas.reveal(next);
      desk.say(told(desk, next));
    }
  } else if (event.key === "Enter" && selection.focused) {
    if (desk.drawing.dots.get(selection.focused)?.members) expanded(selection.focused);
    else {
      selection.choose([selection.focused]);
      opened();
    }
  } else if (event.key === " " && selection.focused) {
    selection.toggle(selection.focused);
    desk.say(told(desk, selection.focused));
  } else if (event.key === "Escape") {
    selection.choose([]);
  } else return false;
  return true;
}

/** @param {Desk} desk @param {[number, number]} direction */
function nextIn(desk, direction) {
  const { focused } = desk.selection;
  const others = [...desk.drawing.dots.keys()].flatMap((id) => {
    const spot = id === focused ? null : desk.canvas.spot(id);
    return spot ? [{ id, x: spot.x, y: spot.y }] : [];
  });
  return nearest(desk.canvas.spot(focused ?? "") ?? { x: 0, y: 0 }, others, direction)?.id ?? null;
}

/** The nearest in that direction, those to the side counting as farther. @template {{ x: number, y: number }} S @param {{ x: number, y: number }} from @param {Iterable<S>} others @param {[number, number]} direction @returns {S | null} */
export function nearest(from, others, [dx, dy]) {
  let [best, least] = [/** @type {S | null} */ (null), Infinity];
  for (const to of others) {
    const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
    const aside = Math.abs((to.x - from.x) * dy - (to.y - from.y) * dx);
    if (along <= 1 || aside > 2.5 * along) continue;
    const cost = along + 2 * aside;
    if (cost < least) [best, least] = [to, cost];
  }
  return best;
}

/** To those who do not see it: what it is called, what it is, and how much it is tied to. @param {Desk} desk @param {string} id */
function told(desk, id) {
  const dot = desk.drawing.dots.get(id);
  const entity = desk.facts.entities.get(id);
  if (!dot) return "";
  const what = entity ? [labelWord(entity.labels.at(-1) ?? ""), words("n_ties", { n: entity.degree })] : [words("n_entries", { n: dot.members?.length ?? 0 })];
  const state = [...(desk.selection.ids.has(id) ? [words("is_selected")] : []), ...(dot.pinned ? [words("is_pinned")] : [])];
  return [shortened(dot.name, 120), ...what, ...state].join(", ");
}
