// @ts-check
/** Showing what is around a node: by kind of tie, with the counts before anything is drawn. */

import { quoted } from "./ask.js";
import { DERIVED } from "./facts.js";
import { fan } from "./layouts.js";
import { amount, words } from "./texts.js";

/** @import { Desk } from "./desk.js" */
/** @import { Entity, Tie } from "./facts.js" */

/** More neighbours than this are not drawn without asking which. */
export const HUB = 60;
const MOST = 100;
/** Entries that are expanded in one step. */
const MOST_AT_ONCE = 60;
/** Neighbours of each of two that are shown together. */
const MOST_AROUND = 40;

/** @typedef {{ type: string, direction: "out" | "in" | "both", n: number }} Count */
/** @typedef {{ node: Entity, counts: Count[], total: number, looked_at_all: boolean, nodes: Entity[], ties: Tie[] }} Around */

/** By stored ties, or by derived ones where these types are asked for. @param {Desk} desk @param {string} id @param {{ type?: string | string[], limit?: number, page?: number }} [asked] @returns {Promise<Around>} */
export function around(desk, id, { type, limit = MOST, page = 1 } = {}) {
  const derived = [type ?? []].flat().some((one) => DERIVED.includes(one));
  return desk.asked(`graph/${derived ? "together" : "around"}/${quoted(id)}`, { type, limit, page });
}

/**
 * All of a small neighbourhood; of a hub nothing, until a kind of tie is chosen.
 * @param {Desk} desk
 * @param {string} id
 * @param {(hub: Around) => void} choose is called for a hub
 */
export async function expand(desk, id, choose) {
  const dot = desk.drawing.dots.get(id);
  if (dot?.members) return openGroup(desk, id);
  const found = await desk.waitFor(around(desk, id));
  if (found.total > HUB) {
    desk.say(words("hub", { name: found.node.name, n: found.total }));
    choose(found);
  } else show(desk, id, found);
}

/**
 * What is around several, as one step; groups open one by one, and of hubs the first is asked what to show.
 * @param {Desk} desk
 * @param {string[]} ids
 * @param {(hub: Around) => void} choose is called for a hub
 */
export async function expandAll(desk, ids, choose) {
  const [first = "", ...more] = ids;
  if (!more.length) return expand(desk, first, choose);
  if (ids.length > MOST_AT_ONCE) return desk.say(words("expand_fewer", { n: MOST_AT_ONCE }));
  const groups = ids.filter((id) => desk.drawing.dots.get(id)?.members);
  const found = await desk.waitFor(Promise.all(ids.filter((id) => !groups.includes(id)).map((id) => around(desk, id))));
  for (const group of groups) openGroup(desk, group);
  const small = found.filter(({ total }) => total <= HUB);
  const fresh = showAround(desk, small);
  const hub = found.find(({ total }) => total > HUB);
  if (hub) choose(hub);
  desk.say([words("added", { n: fresh.length }), ...(hub ? [words("hub", { name: hub.node.name, n: hub.total })] : [])].join(" "));
  return undefined;
}

/** As one step, each beside the first that has it as a neighbour. @param {Desk} desk @param {Around[]} found @param {string} [type] of ties, where not all are shown */
function showAround(desk, found, type) {
  /** @type {Map<string, string>} */
  const origins = new Map();
  for (const { node, nodes } of found) for (const { id } of nodes) if (!origins.has(id)) origins.set(id, node.id);
  const told = { nodes: found.flatMap(({ node, nodes }) => [node, ...nodes]), ties: found.flatMap(({ node, ties }) => ties.filter((tie) => [tie.source, tie.target].includes(node.id) && (!type || tie.type === type))) };
  const there = [...desk.drawing.dots.values()];
  const places = (/** @type {string[]} */ ids) =>
    new Map(found.flatMap(({ node }) => [...fan(ids.filter((id) => origins.get(id) === node.id), desk.view.places.get(node.id) ?? { x: 0, y: 0 }, there, grown(desk))]));
  const fresh = desk.add(told, { what: "did_expand", beside: (id) => origins.get(id) ?? id, places });
  if (fresh.length) desk.canvas.fit(inSight(desk, [...found.map(({ node }) => node.id), ...fresh]));
  return fresh;
}

/** One kind of tie, strongest neighbours first; another time, the next ones. @param {Desk} desk @param {string} id @param {string} type */
export async function expandBy(desk, id, type) {
  const isNew = (/** @type {Entity} */ { id: other }) => !desk.view.places.has(other) || desk.view.hidden.has(other);
  let page = Math.floor(shownBy(desk, id, type).size / MOST) + 1;
  let found = await desk.waitFor(around(desk, id, { type, page }));
  // Some are shown for other reasons: then those passed over stand on a page before.
  while (page > 1 && !found.nodes.some(isNew)) found = await desk.waitFor(around(desk, id, { type, page: --page }));
  show(desk, id, found, type);
}

/** Neighbours by one kind of tie, or by any, that are on the canvas. @param {Desk} desk @param {string} id @param {string} [type] */
function shownBy(desk, id, type) {
  /** @type {Set<string>} */
  const shown = new Set();
  for (const key of desk.facts.around.get(id) ?? []) {
    const tie = desk.facts.ties.get(key);
    if (tie && (!type || tie.type === type) && desk.view.ties.has(key)) shown.add(tie.source === id ? tie.target : tie.source);
  }
  return shown;
}

/** @param {Desk} desk @param {string} id @param {Around} found @param {string} [type] */
function show(desk, id, found, type) {
  const fresh = showAround(desk, [found], type);
  const rest = found.total - shownBy(desk, id, type).size;
  desk.say(`${words("added", { n: fresh.length })} ${rest > 0 ? words(fresh.length ? "more_there" : "beyond", { n: rest }) : ""}`);
}

/** What two have around them, of which some may be common: these are told. @param {Desk} desk @param {string[]} ids @returns {Promise<string[]>} */
export async function aroundBoth(desk, ids) {
  const found = await desk.waitFor(Promise.all(ids.map((id) => around(desk, id, { limit: MOST_AROUND }))));
  const told = await desk.waitFor(desk.fetched([...new Set(found.flatMap(({ node, nodes }) => [node.id, ...nodes.map(({ id }) => id)]))]));
  const fresh = desk.add(told, { what: "did_expand" });
  const [a, b] = found.map(({ nodes }) => new Set(nodes.map(({ id }) => id)));
  const common = [...(a ?? [])].filter((id) => b?.has(id));
  desk.selection.light([...ids, ...common]);
  desk.canvas.fit(fresh.length ? [...ids, ...fresh] : ids);
  desk.say(words("common", { n: common.length }));
  return common;
}

/** What should be seen after something was added: everything, as long as it is readable; else the addition. @param {Desk} desk @param {string[]} fresh */
function inSight(desk, fresh) {
  return isReadWhole(desk) ? undefined : fresh;
}

/** @param {Desk} desk */
function isReadWhole(desk) {
  return desk.drawing.dots.size <= 80;
}

/** Of more than is read as a whole the addition is brought near, where marks take less room among each other. @param {Desk} desk */
function grown(desk) {
  return isReadWhole(desk) ? Math.max(1, desk.canvas.grown) : 1;
}

/** @param {Desk} desk @param {string} group */
export function openGroup(desk, group) {
  const dot = desk.drawing.dots.get(group);
  if (!dot?.members) return;
  const members = dot.members;
  const others = [...desk.drawing.dots.values()].filter((other) => other !== dot);
  const places = fan(members, dot, others, grown(desk));
  desk.store.change("did_open", (draft) => {
    draft.opened.add(group);
    for (const id of members) draft.places.set(id, places.get(id) ?? dot);
  });
  desk.canvas.fit(members.filter((id) => desk.drawing.dots.has(id)));
  desk.say(words("opened", { name: dot.name, n: members.length }));
}

/** All ties among what is shown. @param {Desk} desk */
export async function reveal(desk) {
  const ids = [...desk.view.places.keys()].filter((id) => desk.facts.entities.has(id));
  if (!ids.length) return;
  const found = await desk.waitFor(desk.fetched(ids));
  const before = desk.view.ties.size;
  desk.add({ nodes: [], ties: found.ties }, { what: "did_reveal" });
  desk.say(words("revealed", { n: desk.view.ties.size - before }));
}

/** Take away what hangs on these nodes alone. @param {Desk} desk @param {Iterable<string>} ids */
export function collapse(desk, ids) {
  const kept = new Set(ids);
  /** @type {Map<string, Set<string>>} */
  const near = new Map();
  for (const id of desk.view.ties) {
    const tie = desk.facts.ties.get(id);
    if (!tie || !desk.view.places.has(tie.source) || !desk.view.places.has(tie.target)) continue;
    for (const [a, b] of [
      [tie.source, tie.target],
      [tie.target, tie.source],
    ]) {
      if (a === undefined || b === undefined) continue;
      near.set(a, (near.get(a) ?? new Set()).add(b));
    }
  }
  const gone = [...near].filter(([id, others]) => !kept.has(id) && !desk.view.pinned.has(id) && others.size === 1 && [...others].every((other) => kept.has(other)));
  if (!gone.length) return desk.say(words("nothing_to_collapse"));
  desk.store.change("did_collapse", (draft) => {
    for (const [id] of gone) {
      draft.places.delete(id);
      for (const tie of desk.facts.around.get(id) ?? []) draft.ties.delete(tie);
    }
  });
  desk.say(words("collapsed", { n: gone.length }));
  return undefined;
}

/** @param {number} shown @param {number} n */
export function shownOf(shown, n) {
  return shown >= n ? words("all_shown", { n }) : shown > 0 ? words("some_shown", { shown: amount(shown), n }) : words("show_n", { n });
}
