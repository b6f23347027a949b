// @ts-check
/** Where names stand, so that none lies over another or over a node. */

import { shortened } from "./elements.js";

/**
 * @typedef {{ id: string, x: number, y: number, radius: number, text: string, weight: number, strong: boolean, sure?: boolean }} Wanted
 *   a name by its node on the screen, in pixels; heavier ones come first. `sure`: over a mark rather than nowhere; `strong`: over a name as well
 * @typedef {{ id: string, x: number, y: number, text: string, align: "left" | "right" | "center", strong: boolean }} Placed
 * @typedef {{ x: number, y: number, align: Placed["align"], box: [number, number, number, number] }} Spot
 */

const LINE = 17;
const CELL = 48;
const LONGEST = 34;
const TRIED = 600;
const CONTROLS = { width: 62, height: 155 };

/**
 * @param {Wanted[]} wanted
 * @param {(text: string, strong: boolean) => number} measure width in pixels
 * @param {{ x: number, y: number, radius: number }[]} obstacles nodes that names keep clear of
 * @param {{ width: number, height: number, bare?: boolean }} room names stay inside, and clear of the controls in its lower right corner, where it is not `bare`
 * @param {number} most
 * @returns {Placed[]}
 */
export function placeNames(wanted, measure, obstacles, room, most) {
  const [names, marks] = [new Taken(), new Taken()];
  if (!room.bare) names.add(room.width - CONTROLS.width, room.height - CONTROLS.height, room.width, room.height);
  for (const node of obstacles) marks.add(node.x - node.radius, node.y - node.radius, node.x + node.radius, node.y + node.radius);
  /** @type {Placed[]} */
  const placed = [];
  for (const name of [...wanted].sort((a, b) => b.weight - a.weight).slice(0, TRIED)) {
    if (placed.length >= most) break;
    const text = shortened(name.text, LONGEST);
    const width = measure(text, name.strong);
    const around = spots(name, width);
    const inside = around.filter(({ box }) => box[0] > 2 && box[2] < room.width - 2);
    const isFree = (/** @type {Spot} */ { box }) => names.isFree(...box);
    const spot = inside.find((one) => marks.isFree(...one.box) && isFree(one)) ?? (name.sure ? least(inside.filter(isFree), marks) : undefined) ?? (name.strong ? around[0] : undefined);
    if (!spot) continue;
    names.add(...spot.box);
    placed.push({ id: name.id, x: spot.x, y: spot.y, text, align: spot.align, strong: name.strong });
  }
  return placed;
}

/** @param {Wanted} name @param {number} width @returns {Spot[]} right, left, below, above; below and above again, to either side */
function spots({ x, y, radius }, width) {
  const gap = radius + 5;
  const half = LINE / 2;
  const [below, above] = [y + gap + half - 2, y - gap - half + 2];
  return [
    spot(x + gap, y, "left", width),
    spot(x - gap, y, "right", width),
    spot(x, below, "center", width),
    spot(x, above, "center", width),
    spot(x, below, "left", width),
    spot(x, below, "right", width),
    spot(x, above, "left", width),
    spot(x, above, "right", width),
  ];
}

/** @param {number} x @param {number} y @param {Placed["align"]} align @param {number} width @returns {Spot} */
function spot(x, y, align, width) {
  const left = align === "left" ? x - 1 : align === "right" ? x - width - 3 : x - width / 2 - 2;
  return { x, y, align, box: [left, y - LINE / 2, left + width + 4, y + LINE / 2] };
}

/** Where least of the marks is covered. @param {Spot[]} free @param {Taken} marks @returns {Spot | undefined} */
function least(free, marks) {
  const covered = new Map(free.map((spot) => [spot, marks.covered(...spot.box)]));
  return free.sort((a, b) => (covered.get(a) ?? 0) - (covered.get(b) ?? 0))[0];
}

/** Rectangles, found by the cells they lie in. */
export class Taken {
  /** @type {Map<string, [number, number, number, number][]>} */
  #cells = new Map();

  /** @param {number} left @param {number} top @param {number} right @param {number} bottom */
  add(left, top, right, bottom) {
    for (const cell of this.#over(left, top, right, bottom)) {
      const inside = this.#cells.get(cell);
      if (inside) inside.push([left, top, right, bottom]);
      else this.#cells.set(cell, [[left, top, right, bottom]]);
    }
  }

  /** @param {number} left @param {number} top @param {number} right @param {number} bottom */
  isFree(left, top, right, bottom) {
    for (const cell of this.#over(left, top, right, bottom)) {
      for (const [l, t, r, b] of this.#cells.get(cell) ?? []) {
        if (l < right && left < r && t < bottom && top < b) return false;
      }
    }
    return true;
  }

  /** How much of the rectangles lies in this one. @param {number} left @param {number} top @param {number} right @param {number} bottom */
  covered(left, top, right, bottom) {
    const near = new Set(this.#over(left, top, right, bottom).flatMap((cell) => this.#cells.get(cell) ?? []));
    return [...near].reduce((sum, [l, t, r, b]) => sum + Math.max(0, Math.min(r, right) - Math.max(l, left)) * Math.max(0, Math.min(b, bottom) - Math.max(t, top)), 0);
  }

  /** @param {number} left @param {number} top @param {number} right @param {number} bottom @returns {string[]} */
  #over(left, top, right, bottom) {
    const cells = [];
    for (let i = Math.floor(left / CELL); i <= Math.floor(right / CELL); i++) {
      for (let j = Math.floor(top / CELL); j <= Math.floor(bottom / CELL); j++) cells.push(`${i} ${j}`);
    }
    return cells;
  }
}
