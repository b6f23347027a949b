// @ts-check
/** A link as sigma wants it, and the programs for each way of drawing it. */

/** @import { Link } from "./drawing.js" */

/** @param {Link} link */
export function ends(link) {
  const dash = link.weight === "situates" ? 2 : link.inferred ? 1 : 0;
  const shape = link.bend ? "bent" : "straight";
  // What only situates has one direction only, and its hollow end tells which.
  const arrow = link.weight === "situates" ? 0 : link.arrow;
  return { type: arrow ? `${shape}Arrow` : shape, weight: link.weight, bend: link.bend, dash, arrow };
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
