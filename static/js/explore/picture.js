// @ts-check
/** The drawing as a picture, on paper whatever the theme: SVG with text as text, title, legend and notes; PNG from the same. */

import { noteLines, numbersOf, signsIn, wrapped } from "./captions.js";
import { draw } from "./elements.js";
import { Ink } from "./ink.js";
import { ends } from "./links.js";
import { paintAbove } from "./overlay.js";
import { faded, palette } from "./palette.js";
import { spriteOf } from "./sprites.js";
import { words } from "./texts.js";

/** @import { Canvas } from "./canvas.js" */
/** @import { Dot, Link } from "./drawing.js" */

/** @typedef {{ dot: Dot, x: number, y: number, radius: number }} Shown a dot in sight, in pixels */
/** @typedef {{ title: string, transparent: boolean, notes: Map<string, string> }} Asked notes: of all that is shown */

const MARGIN = 20;
const LINE = 24;
/** Quoted: a family that ends in a figure is none otherwise, neither to a browser nor to what measures the names. */
const FONT = '"Source Sans 3", "Segoe UI", sans-serif';
/** As the strokes of the canvas are dashed, in pixels; by the number that links have for it. */
const DASHES = ["none", "6.8 4.2", "2.1 2.9"];
const THINNEST = 0.7;
/** What browsers make as one picture. */
const MOST_PIXELS = 64e6;
const LONGEST_SIDE = 16_000;
/** What XML has no way to write. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

/**
 * What is in sight now, as it is drawn.
 * @param {Canvas} canvas
 * @param {Asked} asked
 * @returns {SVGElement}
 */
export function svgOf(canvas, asked) {
  const colours = palette("light");
  return canvas.dyed({ ...colours, paper: colours.surface ?? "#fff" }, () => sheet(canvas, asked));
}

/** @param {Canvas} canvas @param {Asked} asked */
function sheet(canvas, { title, transparent, notes }) {
  const { colours } = canvas;
  const { width, height } = canvas.sigma.getDimensions();
  const ruler = document.createElement("canvas").getContext("2d");
  if (!ruler) throw new Error(words("failed"));
  const room = width - 2 * MARGIN;
  const widthIn = (/** @type {string} */ font) => (/** @type {string} */ text) => {
    ruler.font = `${font} ${FONT}`;
    return ruler.measureText(text).width;
  };
  const heading = wrapped(title, room, widthIn("600 22px"));
  const head = 28 + 28 * heading.length;
  const shown = inSight(canvas, width, height);
  const links = linksOf(canvas, width, height);
  const numbers = numbersOf(shown, notes);
  const signs = signsIn(canvas, shown, links.map(({ link }) => link), numbers.length > 0);
  const legend = columns(canvas, signs, room, widthIn("14px"), head + height + 20);
  const said = noteLines(numbers, notes.size, room - 28, widthIn("14px"));
  const foot = legend.bottom + (said.length ? 40 : 0);
  const whole = foot + said.length * 20 + 16;
  const ink = (/** @type {string} */ text, /** @type {Record<string, string | number>} */ at) => draw("text", { fill: colours.ink ?? "", ...at }, text);
  const picture = draw("svg", { xmlns: "http://www.w3.org/2000/svg", width, height: whole, viewBox: `0 0 ${width} ${whole}`, "font-family": FONT, "font-size": 14 });
  if (!transparent) picture.append(draw("rect", { width, height: whole, fill: colours.paper ?? "#fff" }));
  picture.append(draw("title", {}, title), ...heading.map((line, i) => ink(line, { x: MARGIN, y: 34 + 28 * i, "font-size": 22, "font-weight": 600 })));
  picture.append(draw("defs", {}, draw("clipPath", { id: "room" }, draw("rect", { width, height }))));
  const drawn = [...links.map(({ marks }) => marks).flat(), ...shown.flatMap((one) => markOf(canvas, one)), ...above(canvas, ruler, transparent), ...badges(canvas, numbers, widthIn("600 10px"))];
  picture.append(draw("g", { transform: `translate(0 ${head})`, "clip-path": "url(#room)" }, ...drawn), ...legend.entries);
  if (said.length) picture.append(ink(words("notes"), { x: MARGIN, y: foot - 12, "font-weight": 600 }));
  said.forEach(({ number, text }, i) => {
    if (number) picture.append(ink(number, { x: MARGIN, y: foot + 10 + 20 * i, "font-weight": 600 }));
    picture.append(ink(text, { x: MARGIN + 28, y: foot + 10 + 20 * i, "unicode-bidi": "plaintext" }));
  });
  return picture;
}

/** Those that are pushed back first, as on the screen. @param {Canvas} canvas @param {number} width @param {number} height @returns {Shown[]} */
function inSight(canvas, width, height) {
  const found = [...canvas.drawing.dots.values()].flatMap((dot) => {
    const spot = canvas.spot(dot.id);
    return spot && spot.x > -spot.radius && spot.y > -spot.radius && spot.x < width + spot.radius && spot.y < height + spot.radius ? [{ dot, ...spot }] : [];
  });
  return found.sort((a, b) => Number(canvas.isBright(a.dot.id)) - Number(canvas.isBright(b.dot.id)));
}

/** What above the marks is painted on the screen. @param {Canvas} canvas @param {CanvasRenderingContext2D} ruler @param {boolean} transparent */
function above(canvas, ruler, transparent) {
  const ink = new Ink(ruler, !transparent);
  paintAbove(/** @type {any} */ (ink), canvas);
  return ink.written;
}

/** @param {Canvas} canvas @param {number} width @param {number} height @returns {{ link: Link, marks: SVGElement[] }[]} */
function linksOf(canvas, width, height) {
  const scale = canvas.sigma.scaleSize(1);
  return [...canvas.drawing.links.values()].flatMap((link) => {
    const [a, b] = [canvas.spot(link.source), canvas.spot(link.target)];
    if (!a || !b || Math.max(a.x, b.x) < 0 || Math.max(a.y, b.y) < 0 || Math.min(a.x, b.x) > width || Math.min(a.y, b.y) > height) return [];
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

/** The number of each note, where the screen has a dot. @param {Canvas} canvas @param {ReturnType<typeof numbersOf>} numbers @param {(text: string) => number} widthOf */
function badges({ colours }, numbers, widthOf) {
  return numbers.flatMap(({ shown: { x, y, radius }, number }) => {
    const [at, half] = [{ x: x + radius * 0.8, y: y - radius * 0.8 - 3 }, Math.max(6.5, widthOf(number) / 2 + 3.5)];
    const pill = { x: (at.x - half).toFixed(1), y: (at.y - 6.5).toFixed(1), width: (2 * half).toFixed(1), height: 13, rx: 6.5, fill: colours.alarm ?? "", stroke: colours.paper ?? "" };
    return [draw("rect", pill), draw("text", { x: at.x.toFixed(1), y: (at.y + 3.5).toFixed(1), "text-anchor": "middle", "font-size": 10, "font-weight": 600, fill: colours.paper ?? "" }, number)];
  });
}

/** Columns as wide as the longest word of the legend wants them. @param {Canvas} canvas @param {ReturnType<typeof signsIn>} signs @param {number} room @param {(text: string) => number} widthOf @param {number} top */
function columns(canvas, signs, room, widthOf, top) {
  const widest = Math.min(room, Math.max(0, ...signs.map(({ said }) => widthOf(said))) + 72);
  const across = Math.max(1, Math.floor((room + 28) / widest));
  let [y, tallest] = [top, 0];
  const entries = signs.map(({ mark, said }, i) => {
    if (i % across === 0) [y, tallest] = [y + tallest, 0];
    const lines = wrapped(said, widest - 44, widthOf);
    tallest = Math.max(tallest, LINE + 18 * (lines.length - 1));
    const texts = lines.map((line, n) => draw("text", { x: 44, y: 5 + 18 * n, fill: canvas.colours.ink ?? "" }, line));
    return draw("g", { transform: `translate(${MARGIN + (i % across) * widest} ${y})` }, mark, ...texts);
  });
  return { entries, bottom: y + tallest };
}

/** The picture as a file; characters that would break it are shown as unreadable. @param {SVGElement} picture */
export function textOf(picture) {
  return new XMLSerializer().serializeToString(picture).replace(UNWRITABLE, "\ufffd");
}

/** @param {SVGElement} picture @returns {Promise<Blob>} */
export async function pngOf(picture) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(textOf(picture))}`;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(2, LONGEST_SIDE / width, LONGEST_SIDE / height, Math.sqrt(MOST_PIXELS / (width * height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.floor(width * scale);
  canvas.height = Math.floor(height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(words("failed"))))));
}
