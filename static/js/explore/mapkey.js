// @ts-check
/** What the map says in words: a legend of its lines and marks, and what stands behind an arc. */

import { draw, make } from "./elements.js";
import { calledOf } from "./marks.js";
import { words } from "./texts.js";

/** @import { Curve } from "./arcs.js" */
/** @import { Arc } from "./flows.js" */
/** @import { Mark } from "./marks.js" */

const MOST_NAMED = 5;

/** Signs of what is in sight, and no others. @param {Mark[]} marks @param {Curve[]} curves @returns {Node[]} */
export function mapKey(marks, curves) {
  const natures = new Set(curves.map(({ arc }) => arc.nature));
  const lines = /** @type {const} */ (["tie", "twin", "flow"]).filter((nature) => natures.has(nature)).map((nature) => entry(line(nature), words(`map_${nature}`)));
  const rough = marks.some((mark) => mark.rough) ? [entry(draw("circle", { cx: 14, cy: 7, r: 5, class: "rough" }), words("map_rough"))] : [];
  return lines.length + rough.length ? [make("ul", { class: "xmapkey", "aria-label": words("map_key") }, ...lines, ...rough)] : [];
}

/** @param {string} nature */
function line(nature) {
  const head = nature === "flow" ? [draw("path", { class: "head", d: "M28 7l-9-4v8z" })] : [];
  return draw("g", { class: nature }, draw("path", { d: "M1 7h24" }), ...head);
}

/** @param {SVGElement} sign @param {string} text */
function entry(sign, text) {
  return make("li", {}, draw("svg", { viewBox: "0 0 28 14", "aria-hidden": "true" }, sign), text);
}

/** @param {Arc<Mark>} arc */
export function arcSaid({ a, b, legs, nature, there, back }) {
  const flow = (/** @type {Mark} */ from, /** @type {Mark} */ to, /** @type {number} */ n) => (n ? [words("arc_flow", { from: calledOf(from), to: calledOf(to), what: words("n_goings", { n }) })] : []);
  const rest = legs.length - there - back;
  const what = `${words("n_ties", { n: rest })}${nature === "twin" ? `, ${words("map_twin")}` : ""}`;
  const ties = rest ? [words("arc_tie", { from: calledOf(a), to: calledOf(b), what })] : [];
  return [...flow(a, b, there), ...flow(b, a, back), ...ties].join("; ");
}

/** What leads to a mark, for those who do not see it. @param {Mark} mark @param {Curve[]} curves those of the most ties first */
export function markSaid(mark, curves) {
  const own = curves.map(({ arc }) => arc).filter(({ a, b }) => a.key === mark.key || b.key === mark.key);
  const more = own.length - MOST_NAMED;
  return [...own.slice(0, MOST_NAMED).map(arcSaid), ...(more > 0 ? [words("and_more", { n: more })] : [])].join("; ");
}
