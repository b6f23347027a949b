// @ts-check
/** The signs inside the marks, taken from the page's own sprite so that they exist once. */

/** @type {Map<string, { path: Path2D, filled: boolean }[]>} */
const cache = new Map();

/** @param {string} label @returns {{ path: Path2D, filled: boolean }[]} in a square of 24 */
export function glyphOf(label) {
  const known = cache.get(label);
  if (known) return known;
  const paths = document.querySelectorAll(`#mark-${CSS.escape(label)} .glyph, #mark-${CSS.escape(label)} .inside`);
  const glyph = [...paths].map((path) => ({ path: new Path2D(path.getAttribute("d") ?? ""), filled: path.classList.contains("glyph") }));
  cache.set(label, glyph);
  return glyph;
}
