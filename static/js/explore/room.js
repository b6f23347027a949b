// @ts-check
/** What has room in a picture of so many pixels: how large marks are in it, and from how far all of them are seen. */

/** @import { Place } from "./store.js" */

/**
 * @typedef {{ width: number, height: number, side: number, share: number }} Room in pixels: for marks, without names at the sides (on a phone they find room above and below) and half a mark above and below;
 *   `side`: of the square that is filled at zoom 1; `share`: of their sizes that marks have
 */

/** Side of the square of positions that fills the canvas at zoom 1. */
export const SIDE = 1000;
export const PADDING = 36;
/** As near as anything is fitted. */
export const CLOSEST = 0.24;
/** Share of the width that names at the sides take, and pixels at most; pixels above and below. */
const NAMES = { share: 0.3, most: 200, above: 90 };
/** Side of the square on the screen, in pixels, that marks have their sizes for; in a smaller one they are smaller, down to the share after it. */
const [AMPLE, SMALLEST] = [560, 0.6];

/** @param {{ width: number, height: number }} picture @returns {Room} */
export function roomIn({ width, height }) {
  const side = Math.max(1, Math.min(width, height) - 2 * PADDING);
  const share = Math.min(1, Math.max(SMALLEST, Math.sqrt(side / AMPLE)));
  return { width: Math.max(1, width - Math.min(NAMES.most, NAMES.share * width)), height: Math.max(1, height - NAMES.above), side, share };
}

/** The middle of some places, as the camera has it, and how far off it is. @param {Place[]} places one at least @param {Room} room */
export function overview(places, { width, height, side }) {
  const [across, down] = [extent(places.map(({ x }) => x)), extent(places.map(({ y }) => y))];
  const ratio = Math.max(((across.to - across.from) / SIDE) * (side / width), ((down.to - down.from) / SIDE) * (side / height), CLOSEST);
  return { ...lookAt({ x: (across.from + across.to) / 2, y: (down.from + down.to) / 2 }), ratio, angle: 0 };
}

/** Where the camera is over a place. @param {Place} place */
export function lookAt({ x, y }) {
  return { x: 0.5 + x / SIDE, y: 0.5 + y / SIDE };
}

/** @param {number[]} values */
function extent(values) {
  let [from, to] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < from) from = value;
    if (value > to) to = value;
  }
  return { from, to };
}
