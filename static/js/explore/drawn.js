// @ts-check
/** The drawing in a picture: links and marks by the numbers that sigma has for them, and above them what the screen has there, by the same code. */

import { numbersOf, signsIn } from "./captions.js";
import { draw } from "./elements.js";
import { Ink } from "./ink.js";
import { ends } from "./links.js";
import { paintAbove } from "./overlay.js";
import { faded } from "./palette.js";
import { spriteOf } from "./sprites.js";
import { words } from "./texts.js";

/** @import { Canvas } from "./canvas.js" */
/** @import { Numbered } from "./captions.js" */
/** @import { Dot, Link } from "./drawing.js" */
/** @import { Body, Ground } from "./picture.js" */

/** @typedef {{ dot: Dot, x: number, y: number, radius: number }} Shown a dot in sight, in pixels */

/** As the strokes of the canvas are dashed, in pixels; by the number that links have for it. */
const DASHES = ["none", "6.8 4.2", "2.1 2.9"];
const THINNEST = 0.7;

/** @param {Canvas} canvas @param {Ground} ground @returns {Body} */
export function drawn(canvas, ground) {
  return canvas.dyed({ ...ground.colours, paper: ground.colours.surface ?? "#fff" }, () => bodyOf(canvas, ground));
}

/** @param {Canvas} canvas @param {Ground} ground @returns {Body} */
function bodyOf(canvas, { transparent, notes, ruler, widthIn }) {
  const { width, height } = canvas.sigma.getDimensions();
  const shown = inSight(canvas, width, height);
  const links = linksOf(canvas, width, height);
  const numbers = numbersOf(shown, notes);
  const ink = new Ink(ruler, !transparent);
  paintAbove(/** @type {any} */ (ink), canvas);
  const marks = [...links.flatMap((link) => link.marks), ...shown.flatMap((one) => markOf(canvas, one)), ...ink.written, ...badges(canvas, numbers, widthIn("600 10px"))];
  return { width, height, marks, signs: signsIn(canvas, shown, links.map(({ link }) => link), numbers.length > 0), numbers, said: asideSaid(canvas) };
}

/** What of who worked together is out of sight. @param {Canvas} canvas */
function asideSaid(canvas) {
  const n = [...canvas.drawing.links.values()].filter((link) => !canvas.isInSight(link)).length;
  return n ? [words("picture_aside", { n })] : [];
}

/** Those that are pushed back first, as on the screen. @param {Canvas} canvas @param {number} width @param {number} height @returns {Shown[]} */
function inSight(canvas, width, height) {
  const found = [...canvas.drawing.dots.values()].flatMap((dot) => {
    const spot = canvas.spot(dot.id);
    return spot && spot.x > -spot.radius && spot.y > -spot.radius && spot.x < width + spot.radius && spot.y < height + spot.radius ? [{ dot, ...spot }] : [];
  });
  return found.sort((a, b) => Number(canvas.isBright(a.dot.id)) - Number(canvas.isBright(b.dot.id)));
}

/** @param {Canvas} canvas @param {number} width @param {number} height @returns {{ link: Link, marks: SVGElement[] }[]} */
function linksOf(canvas, width, height) {
  const scale = canvas.sigma.scaleSize(1);
  const below = [...canvas.drawing.links.values()].sort((a, b) => Number(b.derived) - Number(a.derived));
  return below.flatMap((link) => {
    const [a, b] = [canvas.spot(link.source), canvas.spot(link.target)];
    if (!a || !b || !canvas.isInSight(link) || Math.max(a.x, b.x) < 0 || Math.max(a.y, b.y) < 0 || Math.min(a.x, b.x) > width || Math.min(a.y, b.y) > height) return [];
    const { size, dash, arrow } = ends(link);
    const thick = Math.max(size * scale, THINNEST);
    const turn = { x: (a.x + b.x) / 2 + (b.y - a.y) * link.bend, y: (a.y + b.y) / 2 - (b.x - a.x) * link.bend };
    const stroke = canvas.linkColour(link);
    const d = `M${a.x.toFixed(1)} ${a.y.toFixed(1)}Q${turn.x.toFixed(1)} ${turn.y.toFixed(1)} ${b.x.toFixed(1)} ${b.y.toFixed(1)}`;
    const line = draw("path", { d, fill: "none", stroke, "stroke-width": thick.toFixed(2), "stroke-dasharray": DASHES[dash] ?? "none" });
    return [{ link, marks: arrow ? [line, headOf(turn, arrow > 0 ? b : a, thick * 1.1 + 4.5 * scale, stroke)] : [line] }];
  });
}

/** The head of an arrow, before the mark it points to; as strokes.js has it. @param {{ x: number, y: number }} from @param {{ x: number, y: number, radius: number }} to @param {number} size @param {string} fill */
function headOf(from, to, size, fill) {
  const away = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [(to.x - from.x) / away, (to.y - from.y) / away];
  const at = (/** @type {number} */ back, /** @type {number} */ aside) =>
    `${(to.x - dx * (to.radius + 1.5 + back) - dy * aside).toFixed(1)} ${(to.y - dy * (to.radius + 1.5 + back) + dx * aside).toFixed(1)}`;
  return draw("path", { d: `M${at(0, 0)}L${at(size, size / 2)}L${at(size, -size / 2)}Z`, fill });
}

/** @param {Canvas} canvas @param {Shown} shown */
function markOf(canvas, { dot, x, y, radius }) {
  const colour = canvas.dotColour(dot);
  const paper = canvas.colours.paper ?? "#fff";
  if (!dot.members) return [spriteOf(canvas.facts.label(dot.id), { colour, paper, glyph: null }, x, y, radius)];
  const rim = Math.max(1.5, radius * 0.09);
  const disc = (/** @type {number} */ r, /** @type {string} */ fill) => draw("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: Math.max(0, r).toFixed(1), fill });
  return [disc(radius * 0.97, colour), disc(radius * 0.97 - rim, paper), disc(radius * 0.97 - 2.2 * rim, faded(colour, paper, 0.88))];
}

/** The number of each note, where the screen has a dot. @param {Canvas} canvas @param {Numbered[]} numbers @param {(text: string) => number} widthOf */
function badges({ colours }, numbers, widthOf) {
  return numbers.flatMap(({ x, y, radius, number }) => {
    const [at, half] = [{ x: x + radius * 0.8, y: y - radius * 0.8 - 3 }, Math.max(6.5, widthOf(number) / 2 + 3.5)];
    const pill = { x: (at.x - half).toFixed(1), y: (at.y - 6.5).toFixed(1), width: (2 * half).toFixed(1), height: 13, rx: 6.5, fill: colours.alarm ?? "", stroke: colours.paper ?? "" };
    return [draw("rect", pill), draw("text", { x: at.x.toFixed(1), y: (at.y + 3.5).toFixed(1), "text-anchor": "middle", "font-size": 10, "font-weight": 600, fill: colours.paper ?? "" }, number)];
  });
}
