// @ts-check
/** What can be left out: kinds and weights by their words, what has no date, types of tie and what entries have in common as `type:KNOWS` or `city:Lyon`. */

import { weightOf } from "./facts.js";

/** @import { Entity, Facts, Tie } from "./facts.js" */
/** @import { View } from "./store.js" */

/** What entries have in common. Who has several is left out with the last of them. @type {Record<string, (entity: Entity) => string[]>} */
export const TRAITS = {
  sector: (entity) => (entity.labels.includes("Sector") ? [entity.name] : entity.sectors),
  city: (entity) => (entity.labels.includes("City") ? [entity.name] : entity.city ? [entity.city] : []),
  country: (entity) => (entity.country ? [entity.country] : []),
};

/** The signs of an entity; who has none of a trait has a sign as well, `city:`. @param {string} trait @param {Entity} entity @returns {string[]} */
export function signsOf(trait, entity) {
  const values = TRAITS[trait]?.(entity) ?? [];
  return values.length ? values.map((value) => `${trait}:${value}`) : [`${trait}:`];
}

/** @param {Tie} tie */
export function typeSign({ type }) {
  return `type:${type}`;
}

/** Sign of the ties that no period and no day can tell anything of. */
export const UNDATED = "undated";

/** @param {Tie} tie */
export function isUndated({ year_from, year_to }) {
  return year_from === null && year_to === null;
}

/** Whether each entity is shown; to be made once for many. @param {Set<string>} without @returns {(entity: Entity) => boolean} */
export function entityFilter(without) {
  const traits = Object.keys(TRAITS).filter((trait) => [...without].some((sign) => sign.startsWith(`${trait}:`)));
  return (entity) => !without.has(entity.kind) && traits.every((trait) => signsOf(trait, entity).some((sign) => !without.has(sign)));
}

/** @param {Set<string>} without @param {Tie} tie */
export function showsTie(without, tie) {
  if (!without.size) return true;
  if (without.has(weightOf(tie)) || without.has(typeSign(tie))) return false;
  return !(without.has("inferred") && tie.status === "inferred") && !(without.has(UNDATED) && isUndated(tie));
}

/** What stands on the canvas, hidden things aside, whether the legend leaves it out or not. @param {View} view @param {Facts} facts */
export function filterable({ places, hidden, ties }, facts) {
  const entities = [...places.keys()].map((id) => facts.entities.get(id)).filter((entity) => entity !== undefined);
  const there = new Set(entities.map((entity) => entity.id).filter((id) => !hidden.has(id)));
  const known = [...ties].map((id) => facts.ties.get(id)).filter((tie) => tie !== undefined);
  return { entities: entities.filter((entity) => there.has(entity.id)), ties: known.filter((tie) => there.has(tie.source) && there.has(tie.target)) };
}

/** How much of it the legend leaves out. @param {View} view @param {Facts} facts */
export function leftOut(view, facts) {
  if (!view.without.size) return { entities: 0, ties: 0 };
  const all = filterable(view, facts);
  const seen = all.entities.filter(entityFilter(view.without));
  const there = new Set(seen.map((entity) => entity.id));
  const ties = all.ties.filter((tie) => showsTie(view.without, tie) && there.has(tie.source) && there.has(tie.target));
  return { entities: all.entities.length - seen.length, ties: all.ties.length - ties.length };
}
