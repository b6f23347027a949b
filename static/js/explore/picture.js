// @ts-check
/** What one looks at as a picture, on paper whatever the theme: SVG with text as text, title, period and day, legend and notes; PNG from the same. */

import { noteLines, stated, wrapped } from "./captions.js";
import { seen } from "./drawing.js";
import { drawn } from "./drawn.js";
import { draw } from "./elements.js";
import { mapped } from "./mapped.js";
import { palette } from "./palette.js";
import { words } from "./texts.js";

/** @import { Numbered, Sign } from "./captions.js" */
/** @import { Desk } from "./desk.js" */
/** @import { MapView } from "./map.js" */
/** @import { Palette } from "./palette.js" */

/**
 * @typedef {{ title: string, transparent: boolean }} Asked
 * @typedef {{ colours: Palette, transparent: boolean, notes: Map<string, string>, ruler: CanvasRenderingContext2D, widthIn: (font: string) => (text: string) => number }} Ground
 *   what a picture is made on; `notes`: of all that is shown; `ruler` measures text
 * @typedef {{ width: number, height: number, marks: SVGElement[], signs: Sign[], numbers: Numbered[], said: string[] }} Body
 *   the drawing or the map: `signs` are explained below it, `numbers` are those of the notes that stand in it, `said` goes beside period and day
 */

const MARGIN = 20;
const LINE = 24;
const TEXT = 20;
/** Quoted: a family that ends in a figure is none otherwise, neither to a browser nor to what measures the names. */
const FONT = '"Source Sans 3", "Segoe UI", sans-serif';
/** What browsers make as one picture. */
const MOST_PIXELS = 64e6;
const LONGEST_SIDE = 16_000;
/** What XML has no way to write. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu;

/**
 * What is in sight now, the drawing or the map.
 * @param {Desk} desk
 * @param {MapView} map
 * @param {Asked} asked
 * @returns {SVGElement}
 */
export function pictureOf(desk, map, { title, transparent }) {
  const ruler = document.createElement("canvas").getContext("2d");
  if (!ruler) throw new Error(words("failed"));
  const widthIn = (/** @type {string} */ font) => (/** @type {string} */ text) => {
    ruler.font = `${font} ${FONT}`;
    return ruler.measureText(text).width;
  };
  const ground = { colours: palette("light"), transparent, notes: notesOf(desk), ruler, widthIn };
  return sheet(title, map.on ? mapped(map, ground) : drawn(desk.canvas, ground), stated(desk), ground);
}

/** Of what is shown. @param {Pick<Desk, "view" | "facts">} desk */
export function notesOf({ view, facts }) {
  return new Map(seen(view, facts).flatMap((id) => (view.notes.get(id) ? [[id, view.notes.get(id) ?? ""]] : [])));
}

/** One below the other: title, what it is of, the body, its signs, its notes. @param {string} title @param {Body} body @param {string[]} of @param {Ground} ground */
function sheet(title, { width, height, marks, signs, numbers, said }, of, { colours, transparent, notes, widthIn }) {
  const room = width - 2 * MARGIN;
  const heading = wrapped(title, room, widthIn("600 22px"));
  const about = wrapped([...of, ...said].join(" "), room, widthIn("14px"));
  const under = 28 + 28 * heading.length;
  const head = under + TEXT * about.length;
  const legend = columns(signs, room, widthIn("14px"), head + height + 20, colours.ink ?? "");
  const lines = noteLines(numbers, notes.size, room - 28, widthIn("14px"));
  const foot = legend.bottom + (lines.length ? 40 : 0);
  const whole = foot + lines.length * TEXT + 16;
  const ink = (/** @type {string} */ text, /** @type {Record<string, string | number>} */ at) => draw("text", { fill: colours.ink ?? "", ...at }, text);
  const picture = draw("svg", { xmlns: "http://www.w3.org/2000/svg", width, height: whole, viewBox: `0 0 ${width} ${whole}`, "font-family": FONT, "font-size": 14 });
  if (!transparent) picture.append(draw("rect", { width, height: whole, fill: colours.surface ?? "#fff" }));
  picture.append(draw("title", {}, title), ...heading.map((line, i) => ink(line, { x: MARGIN, y: 34 + 28 * i, "font-size": 22, "font-weight": 600 })));
  picture.append(...about.map((line, i) => ink(line, { x: MARGIN, y: under + 2 + TEXT * i, fill: colours["ink-2"] ?? "", "unicode-bidi": "plaintext" })));
  picture.append(draw("defs", {}, draw("clipPath", { id: "room" }, draw("rect", { width, height }))));
  picture.append(draw("g", { transform: `translate(0 ${head})`, "clip-path": "url(#room)" }, ...marks), ...legend.entries);
  if (lines.length) picture.append(ink(words("notes"), { x: MARGIN, y: foot - 12, "font-weight": 600 }));
  lines.forEach(({ number, text }, i) => {
    if (number) picture.append(ink(number, { x: MARGIN, y: foot + 10 + TEXT * i, "font-weight": 600 }));
    picture.append(ink(text, { x: MARGIN + 28, y: foot + 10 + TEXT * i, "unicode-bidi": "plaintext" }));
  });
  return picture;
}

/** As wide as the longest word of the legend wants them. @param {Sign[]} signs @param {number} room @param {(text: string) => number} widthOf @param {number} top @param {string} ink */
function columns(signs, room, widthOf, top, ink) {
  const widest = Math.min(room, Math.max(0, ...signs.map(({ said }) => widthOf(said))) + 72);
  const across = Math.max(1, Math.floor((room + 28) / widest));
  let [y, tallest] = [top, 0];
  const entries = signs.map(({ mark, said }, i) => {
    if (i % across === 0) [y, tallest] = [y + tallest, 0];
    const lines = wrapped(said, widest - 44, widthOf);
    tallest = Math.max(tallest, LINE + 18 * (lines.length - 1));
    const texts = lines.map((line, n) => draw("text", { x: 44, y: 5 + 18 * n, fill: ink }, line));
    return draw("g", { transform: `translate(${MARGIN + (i % across) * widest} ${y})` }, mark, ...texts);
  });
  return { entries, bottom: y + tallest };
}

/** The picture as a file; characters that would break it are shown as unreadable. @param {SVGElement} picture */
export function textOf(picture) {
  return new XMLSerializer().serializeToString(picture).replace(UNWRITABLE, "\ufffd");
}

/** @param {SVGElement} picture @returns {Promise<HTMLImageElement>} */
export async function imageOf(picture) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(textOf(picture))}`;
  await image.decode();
  return image;
}

/** @param {SVGElement} picture @returns {Promise<Blob>} */
export async function pngOf(picture) {
  const image = await imageOf(picture);
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(2, LONGEST_SIDE / width, LONGEST_SIDE / height, Math.sqrt(MOST_PIXELS / (width * height)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.floor(width * scale);
  canvas.height = Math.floor(height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(words("failed"))))));
}
