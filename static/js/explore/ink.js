// @ts-check
/** A pen that writes SVG: what a picture shows above its marks and links is painted by the very code that paints it on the screen. It knows as much of a canvas's pen as that needs. */

import { draw } from "./elements.js";

/** @import { Outline } from "./glyphs.js" */

/** From the middle of a line of text to what it stands on, in heights of the type. */
const MIDDLE = 0.33;
const ANCHORS = { left: "start", right: "end", center: "middle" };

/** @param {number} value */
function short(value) {
  return String(Math.round(value * 10) / 10);
}

export class Ink {
  /** @type {SVGElement[]} */
  written = [];
  fillStyle = "";
  strokeStyle = "";
  lineWidth = 1;
  lineCap = "butt";
  lineJoin = "miter";
  font = "";
  /** @type {keyof typeof ANCHORS} */
  textAlign = "left";
  textBaseline = "alphabetic";
  globalAlpha = 1;
  #path = "";
  /** @type {number[]} */
  #dash = [];
  #moved = "";
  /** @type {{ moved: string, alpha: number }[]} */
  #kept = [];
  /** A text whose edge was drawn: the text itself comes next. @type {{ text: string, edge: Record<string, string | number> } | null} */
  #edged = null;

  /** @param {CanvasRenderingContext2D} ruler measures text @param {boolean} edges whether texts stand out from what is below them */
  constructor(ruler, edges) {
    this.ruler = ruler;
    this.edges = edges;
  }

  save() {
    this.#kept.push({ moved: this.#moved, alpha: this.globalAlpha });
  }

  restore() {
    const { moved, alpha } = this.#kept.pop() ?? { moved: "", alpha: 1 };
    this.#moved = moved;
    this.globalAlpha = alpha;
  }

  /** @param {number} x @param {number} y */
  translate(x, y) {
    if (x || y) this.#moved += `translate(${short(x)} ${short(y)})`;
  }

  /** @param {number} x @param {number} y */
  scale(x, y) {
    this.#moved += `scale(${x.toFixed(3)} ${y.toFixed(3)})`;
  }

  beginPath() {
    this.#path = "";
  }

  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.#path += `M${short(x)} ${short(y)}`;
  }

  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.#path += `L${short(x)} ${short(y)}`;
  }

  /** @param {number} cx @param {number} cy @param {number} x @param {number} y */
  quadraticCurveTo(cx, cy, x, y) {
    this.#path += `Q${short(cx)} ${short(cy)} ${short(x)} ${short(y)}`;
  }

  closePath() {
    this.#path += "Z";
  }

  /** A whole circle. @param {number} x @param {number} y @param {number} r */
  arc(x, y, r) {
    const half = `a${short(r)} ${short(r)} 0 1 1`;
    this.#path += `M${short(x - r)} ${short(y)}${half} ${short(2 * r)} 0${half} ${short(-2 * r)} 0Z`;
  }

  /** @param {number} x @param {number} y @param {number} width @param {number} height @param {number} r */
  roundRect(x, y, width, height, r) {
    const [across, down] = [width - 2 * r, height - 2 * r];
    const corner = (/** @type {number} */ dx, /** @type {number} */ dy) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
    this.#path += `M${short(x + r)} ${short(y)}h${short(across)}${corner(r, r)}v${short(down)}${corner(-r, r)}h${short(-across)}${corner(-r, -r)}v${short(-down)}${corner(r, -r)}Z`;
  }

  /** @param {number[]} dash */
  setLineDash(dash) {
    this.#dash = dash;
  }

  /** @param {Outline} [outline] the path that was drawn, where none is given @param {string} [rule] */
  fill(outline, rule) {
    this.#shape(outline, { fill: this.fillStyle, ...(rule ? { "fill-rule": rule } : {}) });
  }

  /** @param {Outline} [outline] */
  stroke(outline) {
    const dash = this.#dash.join(" ") || "none";
    this.#shape(outline, { fill: "none", stroke: this.strokeStyle, "stroke-width": this.lineWidth, "stroke-dasharray": dash, "stroke-linecap": this.lineCap });
  }

  /** @param {Outline | undefined} outline @param {Record<string, string | number>} look */
  #shape(outline, look) {
    this.written.push(draw("path", { d: outline?.written ?? this.#path, ...look, ...this.#place() }));
  }

  #place() {
    return { ...(this.#moved ? { transform: this.#moved } : {}), ...(this.globalAlpha < 1 ? { opacity: this.globalAlpha } : {}) };
  }

  /** @param {string} text */
  measureText(text) {
    this.ruler.font = this.font;
    return this.ruler.measureText(text);
  }

  /** @param {string} text */
  strokeText(text) {
    const edge = { stroke: this.strokeStyle, "stroke-width": this.lineWidth, "paint-order": "stroke", "stroke-linejoin": this.lineJoin };
    this.#edged = this.edges ? { text, edge } : null;
  }

  /** @param {string} text @param {number} x @param {number} y */
  fillText(text, x, y) {
    const [, weight = "400", size = "14"] = /^(\d+) (\d+)px/.exec(this.font) ?? [];
    const edge = this.#edged?.text === text ? this.#edged.edge : {};
    this.#edged = null;
    const look = { "font-size": size, "font-weight": weight, "text-anchor": ANCHORS[this.textAlign], fill: this.fillStyle };
    this.written.push(draw("text", { x: short(x), y: short(y + (this.textBaseline === "middle" ? MIDDLE * Number(size) : 0)), ...look, ...edge, ...this.#place() }, text));
  }
}
