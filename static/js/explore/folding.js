// @ts-check
/** Groups that stand for many nodes, so that no more is shown than can be read. */

import { louvain, MultiGraph } from "../../vendor/explore.js";
import { TRAITS } from "./filters.js";
import { countryName, words } from "./texts.js";

/** @import { Facts } from "./facts.js" */
/** @import { View } from "./store.js" */

const SMALLEST = 3;
/** Folding is worth it where it leaves at most this share of what is shown to be drawn, and most entries have what it goes by. */
const [MOST_LEFT, MOST_WITHOUT] = [0.5, 0.8];

/**
 * The folded group of each node that is in one: groups of fewer than three, and opened ones, fold nothing.
 * @param {View} view
 * @param {Facts} facts
 * @param {string[]} ids
 * @returns {Map<string, string>}
 */
export function groupsOf(view, facts, ids) {
  /** @type {Map<string, string>} */
  const groups = new Map();
  /** @type {Map<string, number>} */
  const sizes = new Map();
  for (const id of ids) {
    const key = `${view.fold}\t${commonOf(view, facts, id)}`;
    if (view.opened.has(key)) continue;
    groups.set(id, key);
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
  }
  for (const [id, key] of groups) if ((sizes.get(key) ?? 0) < SMALLEST) groups.delete(id);
  return groups;
}

/**
 * What is added while communities are folded stays in sight: beside an entry it belongs with that one, whose community is open then; else to none.
 * @param {View} draft
 * @param {string[]} fresh
 * @param {(id: string) => string} [beside] which entry each was added beside
 */
export function joinCommunity(draft, fresh, beside) {
  if (draft.fold !== "community") return;
  draft.communities = new Map(draft.communities);
  for (const id of fresh) {
    const other = beside?.(id);
    const head = other === undefined ? id : (draft.communities.get(other) ?? other);
    draft.communities.set(id, head);
    if (other !== undefined) draft.opened.add(`community\t${head}`);
  }
}

/** Towns belong to themselves, and so do sectors and countries. @param {View} view @param {Facts} facts @param {string} id */
function commonOf(view, facts, id) {
  if (view.fold === "community") return view.communities.get(id) ?? "";
  const entity = facts.entities.get(id);
  return (entity && TRAITS[view.fold]?.(entity)[0]) ?? "";
}

/**
 * Whether folding by this makes groups out of what is shown; of communities only whether there is any tie to find them by.
 * @param {View["fold"]} fold
 * @param {View} view
 * @param {Facts} facts
 * @param {string[]} ids
 */
export function divides(fold, view, facts, ids) {
  if (fold === "community") return view.ties.size > 0;
  /** @type {Map<string, number>} */
  const sizes = new Map();
  const whole = { ...view, fold };
  for (const id of ids) {
    const common = commonOf(whole, facts, id);
    sizes.set(common, (sizes.get(common) ?? 0) + 1);
  }
  const without = sizes.get("") ?? 0;
  sizes.delete("");
  const groups = [...sizes.values()].filter((n) => n >= SMALLEST);
  const loose = ids.length - without - groups.reduce((sum, n) => sum + n, 0);
  return groups.length > 1 && loose + groups.length <= MOST_LEFT * ids.length && without <= MOST_WITHOUT * ids.length;
}

/** @param {string} group @param {string[]} members @param {Facts} facts */
export function groupName(group, members, facts) {
  const [by = "", what = ""] = group.split("\t");
  if (by === "community") {
    const [first] = [...members].sort((a, b) => (facts.entities.get(b)?.degree ?? 0) - (facts.entities.get(a)?.degree ?? 0) || (a < b ? -1 : 1));
    return words("around_name", { name: facts.called(first ?? "") });
  }
  if (!what) return words(`no_${by}`);
  return by === "country" ? countryName(what) : what;
}

/**
 * Who is tied more to each other than to the rest, by Louvain's method, the same each time.
 * @param {Facts} facts
 * @param {string[]} ids
 * @param {Iterable<string>} ties
 * @returns {Map<string, string>} the community of each, called after its best-connected member
 */
export function communitiesOf(facts, ids, ties) {
  const graph = new MultiGraph({ type: "undirected" });
  for (const id of ids) graph.addNode(id);
  for (const id of ties) {
    const tie = facts.ties.get(id);
    if (tie && tie.source !== tie.target && graph.hasNode(tie.source) && graph.hasNode(tie.target))
      graph.addUndirectedEdge(tie.source, tie.target, { weight: tie.introduces ? 0.2 + (tie.strength ?? 0) : 0.3 });
  }
  if (graph.size === 0) return new Map();
  const found = louvain(graph, { randomWalk: false, getEdgeWeight: "weight" });
  /** @type {Map<number, string>} */
  const heads = new Map();
  for (const id of ids) {
    const community = /** @type {number} */ (found[id]);
    const head = heads.get(community);
    if (head === undefined || graph.degree(id) > graph.degree(head)) heads.set(community, id);
  }
  return new Map(ids.map((id) => [id, heads.get(/** @type {number} */ (found[id])) ?? id]));
}
