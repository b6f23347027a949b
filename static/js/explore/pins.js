// @ts-check
/** Marks of the map as a list of which several can be chosen: one stop for the Tab key, from one to the next by the arrows. */

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
  layer = draw("g", { role: "presentation" });
  svg = draw("svg", { role: "listbox", "aria-multiselectable": "true", "aria-label": words("map"), "aria-describedby": "map-keys" }, this.layer);
  /** @type {Map<string, SVGElement>} */
  #options = new Map();

  /** @param {Acts} acts */
  constructor(acts) {
    this.acts = acts;
    const of = (/** @type {Event} */ event) => {
      const option = event.target instanceof Element ? event.target.closest(".xspot") : null;
      return this.marks.get(option?.getAttribute("data-key") ?? "");
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
      acts.point(mark);
    });
    this.svg.addEventListener("focusout", () => acts.point(null));
    this.svg.addEventListener("keydown", (event) => {
      if (event instanceof KeyboardEvent && !event.ctrlKey && !event.metaKey && !event.altKey) this.#press(event, of(event));
    });
  }

  /** @param {KeyboardEvent} event @param {Mark} [mark] none where none is in sight */
  #press(event, mark) {
    const arrow = ARROWS[event.key];
    if (!mark && arrow) this.acts.pan(arrow[0] * PAN, arrow[1] * PAN);
    else if (!mark) return;
    else if (event.key === "Enter") this.acts.choose(mark.ids, event.shiftKey);
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
    if (next) this.#options.get(next.key)?.focus();
    else this.acts.pan(direction[0] * PAN, direction[1] * PAN);
  }

  /** @param {string} key where Tab stops */
  #stop(key) {
    for (const [other, option] of this.#options) option.setAttribute("tabindex", other === key ? "0" : "-1");
  }

  /** Before the keyboard is there: a description that comes with it is said twice. @param {Mark} mark */
  #describe(mark) {
    const option = this.#options.get(mark.key);
    if (!option) return;
    const id = `map-told-${mark.key.replaceAll(" ", "_")}`;
    const told = option.querySelector("desc") ?? option.appendChild(draw("desc", { id }));
    const text = this.acts.told(mark);
    if (told.textContent !== text) told.textContent = text;
    option.setAttribute("aria-describedby", id);
  }

  focus() {
    const stop = [...this.#options.values()].find((option) => option.getAttribute("tabindex") === "0");
    (stop ?? this.svg).focus();
  }

  /** Those in sight, the most important first; what was there before is the same element. @param {Mark[]} marks @param {Map<string, Name>} names */
  show(marks, names) {
    this.marks = new Map(marks.map((mark) => [mark.key, mark]));
    const was = this.#options;
    const focused = [...was].find(([, option]) => option === document.activeElement)?.[0];
    const stop = [focused, [...was].find(([, option]) => option.getAttribute("tabindex") === "0")?.[0]].find((key) => key !== undefined && this.marks.has(key));
    this.#options = new Map(marks.map((mark) => [mark.key, was.get(mark.key) ?? draw("g", { class: "xspot", role: "option", "data-key": mark.key, "aria-selected": "false" })]));
    for (const [key, option] of was) if (!this.marks.has(key)) option.remove();
    for (const mark of marks) {
      this.#put(mark, names.get(mark.key));
      this.#describe(mark);
    }
    this.#stop(stop ?? marks[0]?.key ?? "");
    // Where no mark is in sight the keyboard stays at the map, which it can still move.
    const held = document.activeElement === this.svg || (focused && focused !== stop);
    this.svg.setAttribute("tabindex", marks.length ? "-1" : "0");
    if (held) this.focus();
    this.shift(0, 0);
  }

  /** @param {Mark} mark @param {Name} [placed] */
  #put(mark, placed) {
    const option = this.#options.get(mark.key);
    if (!option) return;
    const name = calledOf(mark);
    const { x, y, text, anchor } = placed ?? { x: mark.radius + 4, y: 4, text: name, anchor: "start" };
    const several = mark.ids.length > 1;
    const looks = [mark.radius.toFixed(1), several ? mark.ids.length : 0, x.toFixed(1), y.toFixed(1), anchor, text, Boolean(placed)].join(" ");
    option.setAttribute("transform", `translate(${mark.x.toFixed(1)} ${mark.y.toFixed(1)})`);
    if (!option.isConnected) this.layer.append(option);
    if (option.dataset.looks === looks) return;
    option.dataset.looks = looks;
    option.classList.toggle("rough", mark.rough);
    option.setAttribute("aria-label", words("at_place", { name, what: words("n_entries", { n: mark.ids.length }) }));
    option.replaceChildren(
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
    for (const [key, option] of this.#options) {
      const on = Boolean(this.marks.get(key)?.ids.some((id) => ids.has(id)));
      option.classList.toggle("on", on);
      option.setAttribute("aria-selected", String(on));
    }
  }
}
