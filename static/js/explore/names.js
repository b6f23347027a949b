// @ts-check
/** Where names stand, so that none lies over another or over a node. */

import { shortened } from "./elements.js";

/**
 * @typedef {{ id: string, x: number, y: number, radius: number, text: string, weight: number, strong: boolean }} Wanted a name by its node on the screen, in pixels; heavier ones come first
 * @typedef {{ id: string, x: number, y: number, text: string, align: "left" | "right" | "center", strong: boolean }} Placed
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
 * @param {{ width: number, height: number }} room names stay inside, and clear of the controls in its lower right corner
 * @param {number} most
 * @returns {Placed[]}
 */
export function placeNames(wanted, measure, obstacles, room, most) {
  const taken = new Taken();
  taken.add(room.width - CONTROLS.width, room.height - CONTROLS.height, room.width, room.height);
  for (const node of obstacles) taken.add(node.x - node.radius, node.y - node.radius, node.x + node.radius, node.y + node.radius);
  /** @type {Placed[]} */
  const placed = [];
  for (const name of [...wanted].sort((a, b) => b.weight - a.weight).slice(0, TRIED)) {
    if (placed.length >= most) break;
    const text = shortened(name.text, LONGEST);
    const width = measure(text, name.strong);
    const spot = spots(name, width).find(({ box }) => box[0] > 2 && box[2] < room.width - 2 && taken.isFree(...box)) ?? (name.strong ? spots(name, width)[0] : undefined);
    if (!spot) continue;
    taken.add(...spot.box);
    placed.push({ id: name.id, x: spot.x, y: spot.y, text, align: spot.align, strong: name.strong });
  }
  return placed;
}

/** @param {Wanted} name @param {number} width @returns {{ x: number, y: number, align: Placed["align"], box: [number, number, number, number] }[]} right, left, below, above */
function spots({ x, y, radius }, width) {
  const gap = radius + 5;
  const half = LINE / 2;
  return [
    { x: x + gap, y, align: "left", box: [x + gap - 1, y - half, x + gap + width + 3, y + half] },
    { x: x - gap, y, align: "right", box: [x - gap - width - 3, y - half, x - gap + 1, y + half] },
    { x, y: y + gap + half - 2, align: "center", box: [x - width / 2 - 2, y + gap - 2, x + width / 2 + 2, y + gap + LINE - 2] },
    { x, y: y - gap - half + 2, align: "center", box: [x - width / 2 - 2, y - gap - LINE + 2, x + width / 2 + 2, y - gap + 2] },
  ];
}

/** Rectangles, found by the cells they lie in. */
class Taken {
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

  /** @param {number} left @param {number} top @param {number} right @param {number} bottom @returns {string[]} */
  #over(left, top, right, bottom) {
    const cells = [];
    for (let i = Math.floor(left / CELL); i <= Math.floor(right / CELL); i++) {
      for (let j = Math.floor(top / CELL); j <= Math.floor(bottom / CELL); j++) cells.push(`${i} ${j}`);
    }
    return cells;
  }
}
