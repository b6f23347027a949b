// @ts-check
/** Our type in pictures that leave the page: without it, names are drawn in whatever there is, and run over what was placed around them. */

import { draw } from "./elements.js";
import { imageOf } from "./picture.js";

const FOLDER = new URL("../../vendor/fonts/", import.meta.url);
const NAME = "Source Sans 3";
/** What each file holds, as the style sheets of the page say it too. */
const FILES = [
  { file: "source-sans-3-latin-wght-normal.woff2", range: "", wanted: /./u, letter: "n" },
  { file: "source-sans-3-latin-ext-wght-normal.woff2", range: "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+0304, U+0308, U+0329, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20C0", wanted: /[\u0100-\u02ff\u0300-\u036f\u1e00-\u1eff]/u, letter: "č" },
];
/** Of a letter, in pixels. */
const CELL = 40;
const MOST_TRIES = 60;
const PAUSE = 50;
/** @type {Map<string, Promise<string>>} */
const read = new Map();
/** By how many files. @type {Map<number, Promise<void>>} */
const tried = new Map();

/** The picture with the letters it is written in. @param {SVGElement} picture @returns {Promise<SVGElement>} */
export async function lettered(picture) {
  const text = picture.textContent ?? "";
  const files = FILES.filter(({ wanted }) => wanted.test(text));
  const faces = files.map(async ({ file, range }) => {
    const limits = range ? `unicode-range:${range};` : "";
    return `@font-face{font-family:"${NAME}";font-weight:200 900;${limits}src:url(${await dataOf(file)}) format("woff2")}`;
  });
  const style = (await Promise.all(faces)).join("\n");
  if (!tried.has(files.length)) tried.set(files.length, shown(style, files.map(({ letter }) => letter)));
  await tried.get(files.length);
  picture.prepend(draw("style", {}, style));
  return picture;
}

/** A browser leaves out what is written in a type that it has not read yet, also where it says that an image is ready: one letter of each is waited for, once. @param {string} style @param {string[]} letters */
async function shown(style, letters) {
  const texts = letters.map((letter, i) => draw("text", { x: CELL * i + 10, y: 28 }, letter));
  const size = { width: CELL * letters.length, height: CELL };
  const image = await imageOf(draw("svg", { xmlns: "http://www.w3.org/2000/svg", ...size, "font-family": `"${NAME}"`, "font-size": 20 }, draw("style", {}, style), ...texts));
  const canvas = document.createElement("canvas");
  Object.assign(canvas, size);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  if (!pen) return;
  for (let i = 0; i < MOST_TRIES; i++) {
    pen.clearRect(0, 0, size.width, size.height);
    pen.drawImage(image, 0, 0);
    if (letters.every((_, n) => pen.getImageData(CELL * n, 0, CELL, CELL).data.some((value) => value > 0))) return;
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}

/** @param {string} file @returns {Promise<string>} */
function dataOf(file) {
  const known = read.get(file);
  if (known) return known;
  const found = fetch(new URL(file, FOLDER)).then(async (answer) => {
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return `data:font/woff2;base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}`;
  });
  read.set(file, found);
  found.catch(() => read.delete(file));
  return found;
}
