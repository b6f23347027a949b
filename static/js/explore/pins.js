// @ts-check
/** Marks of the map as buttons: one stop for the Tab key, from one to the next by the arrows. */

import { draw } from "./elements.js";
import { nearest } from "./keys.js";
import { calledOf } from "./marks.js";
import { amount, words } from "./texts.js";

/** @import { Mark, Name } from "./marks.js" */

/**
 * @typedef {object} Acts
 * @property {(ids: string[], more: boolean) => void} choose
 * @property {(mark: Mark | null) => void} point at a mark, by mouse or by keyboard
 * @property {(mark: Mark) => string} told what leads there
 * @property {(right: number, down: number) => void} pan in shares of what is in sight
 */

const ARROWS = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] });
const PAN = 0.2;

export class Pins {
  /** @type {Map<string, Mark>} */
  marks = new Map();
  layer = draw("g");
  svg = draw("svg", { role: "group", "aria-label": words("map"), "aria-describedby": "map-keys" }, this.layer);
  /** @type {Map<string, SVGElement>} */
  #buttons = new Map();

  /** @param {Acts} acts */
  constructor(acts) {
    this.acts = acts;
    const of = (/** @type {Event} */ event) => {
      const button = event.target instanceof Element ? event.target.closest(".xspot") : null;
      return this.marks.get(button?.getAttribute("data-key") ?? "");
    };
    this.svg.addEventListener("click", (event) => {
      const mark = of(event);
      if (mark && event instanceof MouseEvent) acts.choose(mark.ids, event.shiftKey || event.ctrlKey || event.metaKey);
    });
    for (const type of ["pointerover", "pointerout"]) this.svg.addEventListener(type, (event) => acts.point(type === "pointerover" ? (of(event) ?? null) : null));
    this.svg.addEventListener("focusin", (event) => {
      const mark = of(event);
      if (!mark) return;
      this.#stop(mark.key);
      this.#buttons.get(mark.key)?.setAttribute("aria-description", acts.told(mark));
      acts.point(mark);
    });
    this.svg.addEventListener("focusout", () => acts.point(null));
    this.svg.addEventListener("keydown", (event) => {
      const mark = of(event);
      if (mark && event instanceof KeyboardEvent && !event.ctrlKey && !event.metaKey && !event.altKey) this.#press(event, mark);
    });
  }

  /** @param {KeyboardEvent} event @param {Mark} mark */
  #press(event, mark) {
    const arrow = ARROWS[event.key];
    if (event.key === "Enter") this.acts.choose(mark.ids, event.shiftKey);
    else if (event.key === " ") this.acts.choose(mark.ids, true);
    else if (event.key === "Escape") this.acts.choose([], false);
    else if (arrow) this.#go(mark, arrow, event.shiftKey);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {Mark} mark @param {[number, number]} direction @param {boolean} moves the map rather than the keyboard */
  #go(mark, direction, moves) {
    const next = moves ? null : nearest(mark, this.marks.values(), direction);
    if (next) this.#buttons.get(next.key)?.focus();
    else this.acts.pan(direction[0] * PAN, direction[1] * PAN);
  }

  /** @param {string} key where Tab stops */
  #stop(key) {
    for (const [other, button] of this.#buttons) button.setAttribute("tabindex", other === key ? "0" : "-1");
  }

  focus() {
    const stop = [...this.#buttons.values()].find((button) => button.getAttribute("tabindex") === "0");
    stop?.focus();
  }

  /** Those in sight, the most important first; what was there before is the same element. @param {Mark[]} marks @param {Map<string, Name>} names */
  show(marks, names) {
    this.marks = new Map(marks.map((mark) => [mark.key, mark]));
    const was = this.#buttons;
    const focused = [...was].find(([, button]) => button === document.activeElement)?.[0];
    const stop = [focused, [...was].find(([, button]) => button.getAttribute("tabindex") === "0")?.[0]].find((key) => key !== undefined && this.marks.has(key));
    this.#buttons = new Map(marks.map((mark) => [mark.key, was.get(mark.key) ?? draw("g", { class: "xspot", role: "button", "data-key": mark.key, "aria-pressed": "false" })]));
    for (const [key, button] of was) if (!this.marks.has(key)) button.remove();
    for (const mark of marks) this.#put(mark, names.get(mark.key));
    this.#stop(stop ?? marks[0]?.key ?? "");
    if (focused && focused !== stop) this.focus();
    this.shift(0, 0);
  }

  /** @param {Mark} mark @param {Name} [placed] */
  #put(mark, placed) {
    const button = this.#buttons.get(mark.key);
    if (!button) return;
    const name = calledOf(mark);
    const { x, y, text, anchor } = placed ?? { x: mark.radius + 4, y: 4, text: name, anchor: "start" };
    const several = mark.ids.length > 1;
    const looks = [mark.radius.toFixed(1), several ? mark.ids.length : 0, x.toFixed(1), y.toFixed(1), anchor, text, Boolean(placed)].join(" ");
    button.setAttribute("transform", `translate(${mark.x.toFixed(1)} ${mark.y.toFixed(1)})`);
    if (!button.isConnected) this.layer.append(button);
    if (button.dataset.looks === looks) return;
    button.dataset.looks = looks;
    button.classList.toggle("rough", mark.rough);
    button.setAttribute("aria-label", words("at_place", { name, what: words("n_entries", { n: mark.ids.length }) }));
    button.replaceChildren(
      draw("circle", { r: mark.radius.toFixed(1) }),
      ...(several ? [draw("text", { class: "xspotcount", y: 4 }, amount(mark.ids.length))] : []),
      draw("text", { class: `xspotname${placed ? " placed" : ""}`, x: x.toFixed(1), y: y.toFixed(1), "text-anchor": anchor }, text),
    );
  }

  /** While the map is dragged. @param {number} x @param {number} y */
  shift(x, y) {
    this.svg.style.transform = x || y ? `translate(${x}px, ${y}px)` : "";
  }

  /** @param {Set<string>} ids selected */
  mark(ids) {
    for (const [key, button] of this.#buttons) {
      const on = Boolean(this.marks.get(key)?.ids.some((id) => ids.has(id)));
      button.classList.toggle("on", on);
      button.setAttribute("aria-pressed", String(on));
    }
  }
}
