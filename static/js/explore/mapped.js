// @ts-check
/** The map in a picture, as it is seen: coasts and arcs by the code that paints them on the screen, and above them the marks with their names. */

import { draw } from "./elements.js";
import { Ink } from "./ink.js";
import { calledOf, namesOf } from "./marks.js";
import { amount, words } from "./texts.js";

/** @import { Sign } from "./captions.js" */
/** @import { MapView } from "./map.js" */
/** @import { Mark, Name } from "./marks.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Body, Ground } from "./picture.js" */

const ROUGH = "3 2.5";

/** @param {MapView} map @param {Ground} ground @returns {Body} */
export function mapped(map, { colours, transparent, ruler }) {
  const { room, marks, curves, note } = map.sight;
  const { width, height } = room;
  const sea = transparent ? [] : [draw("rect", { width, height, fill: colours.paper ?? "" })];
  const ink = new Ink(ruler, true);
  map.paintOn(/** @type {any} */ (ink), colours);
  const chosen = (/** @type {Mark} */ mark) => mark.ids.some((id) => map.desk.selection.ids.has(id));
  const names = namesOf(marks, room);
  const pins = marks.flatMap((mark) => pin(mark, names.get(mark.key), chosen(mark), colours));
  const natures = new Set(curves.map(({ arc }) => arc.nature));
  const signs = signsIn(marks, natures, marks.some(chosen), colours);
  return { width, height, marks: [...sea, ...ink.written, ...pins], signs, numbers: [], said: [...(map.desk.view.time ? [words("picture_map_outside")] : []), note] };
}

/** What is selected has its name wherever it must stand, as on the screen. @param {Mark} mark @param {Name | undefined} placed @param {boolean} chosen @param {Palette} colours */
function pin(mark, placed, chosen, { surface = "", paper = "", ink = "", accent = "", "ink-2": edge = "" }) {
  const { x, y, radius, ids, rough } = mark;
  const name = placed ?? (chosen ? { x: radius + 4, y: 4, text: calledOf(mark), anchor: "start" } : null);
  const at = (/** @type {number} */ right, /** @type {number} */ down) => ({ x: (x + right).toFixed(1), y: (y + down).toFixed(1) });
  const disc = { cx: x.toFixed(1), cy: y.toFixed(1), r: radius.toFixed(1), fill: surface, stroke: chosen ? accent : edge, "stroke-width": chosen ? 3.5 : 1.8 };
  return [
    draw("circle", { ...disc, ...(rough ? { "stroke-dasharray": ROUGH } : {}) }),
    ...(ids.length > 1 ? [draw("text", { ...at(0, 4), "font-size": 12, "font-weight": 600, "text-anchor": "middle", fill: ink }, amount(ids.length))] : []),
    ...(name ? [draw("text", { ...at(name.x, name.y), "font-size": 13, "text-anchor": name.anchor, fill: ink, stroke: paper, "stroke-width": 3, "paint-order": "stroke" }, name.text)] : []),
  ];
}

/** Signs of what is in sight, and no others. @param {Mark[]} marks @param {Set<string>} natures of the arcs @param {boolean} chosen whether anything selected is in sight @param {Palette} colours @returns {Sign[]} */
function signsIn(marks, natures, chosen, { tie = "", accent = "", ink = "", surface = "", "ink-2": edge = "" }) {
  const line = (/** @type {Record<string, string>} */ look) => draw("path", { d: "M0 0h32", fill: "none", stroke: tie, "stroke-width": 2, ...look });
  const disc = (/** @type {Record<string, string | number>} */ look) => draw("circle", { cx: 16, cy: 0, r: 8, fill: surface, stroke: edge, "stroke-width": 1.8, ...look });
  const counted = draw("g", {}, disc({}), draw("text", { x: 16, y: 4, "font-size": 12, "font-weight": 600, "text-anchor": "middle", fill: ink }, "3"));
  const flow = draw("g", {}, line({ stroke: accent }), draw("path", { d: "M32 0l-9 -4v8z", fill: accent }));
  /** Those that are there. @type {[boolean, SVGElement, string][]} */
  const signs = [
    [natures.has("tie"), line({}), words("map_tie")],
    [natures.has("twin"), line({ "stroke-dasharray": "6 4" }), words("map_twin")],
    [natures.has("flow"), flow, words("map_flow")],
    [marks.some(({ ids }) => ids.length > 1), counted, words("picture_place")],
    [marks.some(({ rough }) => rough), disc({ "stroke-dasharray": ROUGH }), words("map_rough")],
    [chosen, disc({ stroke: accent, "stroke-width": 3.5 }), words("is_selected")],
  ];
  return signs.flatMap(([isThere, mark, said]) => (isThere ? [{ mark, said }] : []));
}
