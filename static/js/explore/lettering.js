// @ts-check
/** Our type in pictures that leave the page: without it, names are drawn in whatever there is, and run over what was placed around them. */

import { draw } from "./elements.js";

const FOLDER = new URL("../../vendor/fonts/", import.meta.url);
const NAME = "Source Sans 3";
/** What each file holds, as the style sheets of the page say it too. */
const FILES = [
  { file: "source-sans-3-latin-wght-normal.woff2", range: "", wanted: /./u },
  { file: "source-sans-3-latin-ext-wght-normal.woff2", range: "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+0304, U+0308, U+0329, U+1E00-1E9F, U+1EF2-1EFF, U+20A0-20C0", wanted: /[\u0100-\u02ff\u0300-\u036f\u1e00-\u1eff]/u },
];
/** @type {Map<string, Promise<string>>} */
const read = new Map();

/** The picture with the letters it is written in. @param {SVGElement} picture @returns {Promise<SVGElement>} */
export async function lettered(picture) {
  const text = picture.textContent ?? "";
  const faces = FILES.filter(({ wanted }) => wanted.test(text)).map(async ({ file, range }) => {
    const limits = range ? `unicode-range:${range};` : "";
    return `@font-face{font-family:"${NAME}";font-weight:200 900;${limits}src:url(${await dataOf(file)}) format("woff2")}`;
  });
  picture.prepend(draw("style", {}, (await Promise.all(faces)).join("\n")));
  return picture;
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
