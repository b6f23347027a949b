// @ts-check
/** The signs inside the marks, taken from the page's own sprite so that they exist once. */

/** A path that can still be written down. */
export class Outline extends Path2D {
  /** @param {string} written */
  constructor(written) {
    super(written);
    this.written = written;
  }
}

/** @type {Map<string, { path: Outline, filled: boolean }[]>} */
const cache = new Map();

/** @param {string} label @returns {{ path: Outline, filled: boolean }[]} in a square of 24 */
export function glyphOf(label) {
  const known = cache.get(label);
  if (known) return known;
  const paths = document.querySelectorAll(`#mark-${CSS.escape(label)} .glyph, #mark-${CSS.escape(label)} .inside`);
  const glyph = [...paths].map((path) => ({ path: new Outline(path.getAttribute("d") ?? ""), filled: path.classList.contains("glyph") }));
  cache.set(label, glyph);
  return glyph;
}
