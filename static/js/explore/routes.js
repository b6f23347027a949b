// @ts-check
/** What lies along a path as the server tells it: its stops, and what two of them took part in. */

import { LAYER, layered } from "./layouts.js";

/**
 * @typedef {{ id: string, name: string, labels: string[] }} End
 * @typedef {{ from: End, to: End, strength: number, strength_word: string, sentence: string, validity_word: string, ties: { via: End | null }[] }} Step
 * @typedef {{ hops: number, weakest: number, steps: Step[], next: string }} Path
 * @typedef {{ paths: Path[], diverse: Path[], explanation: string, nearest: { entity: End, hops: number }[], source: End, target: End }} Answer
 */

/** Of what two took part in together, drawn between them. */
const MOST_TOGETHER = 2;

/** What the two of a step took part in together, where that is all that ties them. @param {Step} step @returns {string[]} */
export function together({ ties }) {
  if (ties.some(({ via }) => !via)) return [];
  return [...new Set(ties.flatMap(({ via }) => (via ? [via.id] : [])))].slice(0, MOST_TOGETHER);
}

/** The ids a path runs along: its stops, and between two of them what they took part in. @param {Path} path @returns {string[]} */
export function along(path) {
  return [...path.steps.slice(0, 1).map((step) => step.from.id), ...path.steps.flatMap((step) => [...together(step).slice(0, 1), step.to.id])];
}

/** @param {Path} path @returns {End[]} */
export function stops(path) {
  return [...path.steps.slice(0, 1).map((step) => step.from), ...path.steps.map((step) => step.to)];
}

/** In layers from the source; a place or a project as an end stands beside those it stands for. @param {Path[]} paths @param {string} from @param {string} to @param {string[]} ids @returns {Map<string, { x: number, y: number }>} */
export function inLayers(paths, from, to, ids) {
  const whole = (/** @type {Path} */ path) => [from, ...along(path), to];
  const links = paths.flatMap((path) => whole(path).flatMap((id, i, route) => (i && id !== route[i - 1] ? [[route[i - 1], id]] : [])));
  const drawn = {
    dots: new Map(ids.map((id) => [id, /** @type {any} */ ({ id })])),
    links: new Map(links.map(([source = "", target = ""], i) => [`${i}`, /** @type {any} */ ({ source, target })])),
    tints: new Map(),
    aside: new Set(),
  };
  const places = layered(drawn, [from]);
  // The target last, also where a shorter path leads to it than to what else is drawn.
  const [end, farthest] = [places.get(to), Math.max(...[...places].map(([id, { x }]) => (id === to ? -Infinity : x)))];
  if (end && farthest >= end.x) places.set(to, { x: farthest + LAYER, y: 0 });
  return places;
}
