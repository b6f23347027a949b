// @ts-check
/** Ties between places as arcs. Who takes part in something goes to where it happens: that is a flow, and has a direction. */

import { holds, legible } from "./drawing.js";

/** @import { Facts, Tie } from "./facts.js" */
/** @import { View } from "./store.js" */

/**
 * @typedef {{ from: string, to: string, tie: Tie, goes: boolean }} Leg of a tie, or of two: who takes part in what has no place goes where that aims at
 * @typedef {"tie" | "twin" | "flow"} Nature
 */
/** @template S @typedef {{ a: S, b: S, legs: Leg[], nature: Nature, there: number, back: number }} Arc `there`, `back`: legs that go from `a` to `b`, and from `b` to `a` */

const TWIN = "TWINNED_WITH";
/** Says where a place lies, which the map shows by itself. */
const WITHIN = "PART_OF";
const AIMS = "TARGETS";
const TAKES_PART = new Set(["PARTICIPATES_IN", "RUNS"]);

/** @param {View} view @param {Facts} facts @param {(id: string) => boolean} lies somewhere on the map @returns {Leg[]} */
export function legsOf(view, facts, lies) {
  const ties = [...view.ties].map((id) => facts.ties.get(id)).filter((tie) => tie !== undefined);
  const shown = ties.filter((tie) => tie.type !== WITHIN && legible(view, tie) && holds(tie, view.time));
  /** @type {Map<string, string[]>} */
  const aims = new Map();
  for (const { type, source, target } of shown) if (type === AIMS && !lies(source)) aims.set(source, [...(aims.get(source) ?? []), target]);
  return shown.flatMap((tie) => {
    const goes = TAKES_PART.has(tie.type);
    const ends = goes && !lies(tie.target) ? (aims.get(tie.target) ?? []) : [tie.target];
    return ends.map((to) => ({ from: tie.source, to, tie, goes }));
  });
}

/** Arcs between places, or marks, those of the most ties first. @template {{ key: string, ids: string[] }} S @param {Leg[]} legs @param {Iterable<S>} spots @returns {Arc<S>[]} */
export function arcsOf(legs, spots) {
  /** @type {Map<string, S>} */
  const at = new Map();
  for (const spot of spots) for (const id of spot.ids) at.set(id, spot);
  /** @type {Map<S, Map<S, Arc<S>>>} */
  const arcs = new Map();
  for (const leg of legs) {
    const [from, to] = [at.get(leg.from), at.get(leg.to)];
    if (!from || !to || from === to) continue;
    const along = from.key < to.key;
    const [a, b] = along ? [from, to] : [to, from];
    const beside = arcs.get(a) ?? new Map();
    arcs.set(a, beside);
    const arc = beside.get(b) ?? { a, b, legs: [], nature: "tie", there: 0, back: 0 };
    beside.set(b, arc);
    arc.legs.push(leg);
    if (leg.goes) arc[along ? "there" : "back"] += 1;
  }
  const all = [...arcs.values()].flatMap((beside) => [...beside.values()]);
  for (const arc of all) arc.nature = arc.there + arc.back ? "flow" : arc.legs.every(({ tie }) => tie.type === TWIN) ? "twin" : "tie";
  return all.sort((one, other) => other.legs.length - one.legs.length);
}
