// @ts-check
/** The map in the hand: dragged by one finger or the mouse, pinched by two, closer and farther by the wheel. */

/** @import { Point } from "./arcs.js" */

/**
 * @typedef {object} Acts
 * @property {(right: number, down: number) => void} pan by pixels
 * @property {(factor: number, at: Point) => void} zoom
 * @property {() => void} rest once it is let go of
 * @property {(at: Point | null) => void} point
 * @property {(at: Point, more: boolean) => boolean} tap whether there was something
 */

/** A hand is never quite still. */
const STILL = 4;

/** @param {HTMLElement} root @param {Acts} acts */
export function follow(root, acts) {
  /** What touches it, and where. @type {Map<number, Point>} */
  const held = new Map();
  /** @type {Point | null} */
  let start = null;
  let moved = false;
  const at = (/** @type {MouseEvent} */ event) => {
    const { left, top } = root.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  root.addEventListener("wheel", (event) => {
    event.preventDefault();
    acts.zoom(event.deltaY < 0 ? 1.25 : 0.8, at(event));
  });
  root.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    if (!held.size) [start, moved] = [at(event), false];
    held.set(event.pointerId, at(event));
  });
  window.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    const now = at(event);
    if (!before) return acts.point(event.target instanceof Node && root.contains(event.target) && event.pointerType === "mouse" ? now : null);
    if (!moved && held.size === 1 && start && Math.hypot(now.x - start.x, now.y - start.y) < STILL) return undefined;
    moved = true;
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
    held.set(event.pointerId, now);
    if (!other) return acts.pan(now.x - before.x, now.y - before.y);
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    acts.pan((now.x - before.x) / 2, (now.y - before.y) / 2);
    return acts.zoom(Math.max(1, apart(now, other)) / Math.max(1, apart(before, other)), middle);
  });
  const release = (/** @type {PointerEvent} */ event) => {
    if (held.delete(event.pointerId) && !held.size && moved) acts.rest();
  };
  window.addEventListener("pointerup", release);
  window.addEventListener("pointercancel", release);
  // The click that ends a drag is none, nor does it reach a mark below it.
  root.addEventListener(
    "click",
    (event) => {
      if (moved) event.stopPropagation();
      else if (!(event.target instanceof Element && event.target.closest(".xspot, button")) && acts.tap(at(event), event.shiftKey || event.ctrlKey || event.metaKey)) event.stopPropagation();
      moved = false;
    },
    true,
  );
}

/** @param {Point} a @param {Point} b */
function apart(a, b) {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
