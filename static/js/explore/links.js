// @ts-check
/** A link as sigma wants it, and the programs for each way of drawing it. */

import { WIDTHS } from "./palette.js";
import { amount } from "./texts.js";

/** @import { Link } from "./drawing.js" */

/** Of the width that links of groups have: most groups are tied, and by many ties, of which one is strong; and that links have which follow from others. */
const THIN = { folded: 0.35, derived: 0.5 };

/** @param {Link} link */
export function ends(link) {
  const dash = link.weight === "situates" ? 2 : link.inferred ? 1 : 0;
  const shape = link.bend ? "bent" : "straight";
  // What only situates has one direction only, and its hollow end tells which.
  const arrow = link.weight === "situates" ? 0 : link.arrow;
  const size = (WIDTHS[link.weight] ?? 1) * (link.folded ? THIN.folded : link.derived ? THIN.derived : 1);
  return { type: arrow ? `${shape}Arrow` : shape, size, bend: link.bend, dash, arrow, zIndex: link.derived ? 0 : 1 };
}

/** What stands at the middle of a link: how many ties it stands for, where there are several, and which of them began (+) and ended (×) in the period. @param {Link} link */
export function countOf({ ties, fresh, over }) {
  const several = ties.length > 1;
  const change = (/** @type {string} */ sign, /** @type {number} */ n) => (n ? [several ? `${sign}${amount(n)}` : sign] : []);
  return [...(several ? [amount(ties.length)] : []), ...change("+", fresh), ...change("×", over)].join(" ");
}

/** Where that is, between its ends on the screen. @param {Link} link @param {{ x: number, y: number }} a @param {{ x: number, y: number }} b */
export function middleOf({ bend }, a, b) {
  return { x: (a.x + b.x + (b.y - a.y) * bend) / 2, y: (a.y + b.y - (b.x - a.x) * bend) / 2 };
}

/**
 * @param {any} Straight
 * @param {any} Bent
 * @param {any} Head
 */
export function byDirection(Straight, Bent, Head) {
  return { straightArrow: both(Straight, Head), bentArrow: both(Bent, Head) };
}

/** Two programs over the same links: the stroke, then the arrow's head. @param {any} Stroke @param {any} Head @returns {any} */
function both(Stroke, Head) {
  return class {
    drawLabel = undefined;

    /** @param {any} gl @param {any} buffer @param {any} renderer */
    constructor(gl, buffer, renderer) {
      this.programs = [new Stroke(gl, buffer, renderer), new Head(gl, buffer, renderer)];
    }

    /** @param {number} capacity */
    reallocate(capacity) {
      for (const program of this.programs) program.reallocate(capacity);
    }

    extend() {
      return this.programs.map((program) => program.extend())[0];
    }

    /** @param {[number, number, any, any, any]} link */
    process(...link) {
      for (const program of this.programs) program.process(...link);
    }

    /** @param {any} params */
    render(params) {
      for (const program of this.programs) program.render(params);
    }

    kill() {
      for (const program of this.programs) program.kill();
    }
  };
}
