// @ts-check
/** The page's own marks, taken from its sprite into pictures, with their colours written in. */

import { draw } from "./elements.js";

/**
 * @param {string} label
 * @param {{ colour: string, paper: string, glyph: string | null }} look without a colour for it, the sign inside is left out
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 */
export function spriteOf(label, { colour, paper, glyph }, x, y, radius) {
  const group = draw("g", { transform: `translate(${(x - radius).toFixed(1)} ${(y - radius).toFixed(1)}) scale(${(radius / 12).toFixed(3)})` });
  for (const part of document.querySelectorAll(`#mark-${CSS.escape(label)} > *`)) {
    const role = part.getAttribute("class");
    const isInside = role === "glyph" || role === "inside";
    if (isInside && glyph === null) continue;
    const copy = /** @type {SVGElement} */ (part.cloneNode(true));
    copy.removeAttribute("class");
    if (role === "body" || role === "glyph") copy.setAttribute("fill", role === "body" ? colour : (glyph ?? ""));
    else {
      copy.setAttribute("fill", role === "hollow" ? paper : "none");
      copy.setAttribute("stroke", colour);
      copy.setAttribute("stroke-width", "1.7");
    }
    group.append(copy);
  }
  return group;
}
