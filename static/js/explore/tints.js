// @ts-check
/** Colours by community: the largest have one each, the others share the colour of none. */

/** @import { View } from "./store.js" */

/** As many as tokens.css has tints. */
const MOST_TINTS = 6;

/** @typedef {{ tint: number, n: number }} Tint its number, from 1, and how many entries have it */

/** @param {View} view @param {Map<string, Tint>} tints @param {string} id @returns {number | null} of its community, 0 for a small one; null where colours say the kind */
export function tintOf(view, tints, id) {
  return view.style.colour === "community" ? (tints.get(view.communities.get(id) ?? "")?.tint ?? 0) : null;
}

/** The largest communities of what is seen, by their heads; none where colours say the kind. @param {View} view @param {string[]} ids @returns {Map<string, Tint>} */
export function tintsOf(view, ids) {
  if (view.style.colour !== "community") return new Map();
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const id of ids) {
    const head = view.communities.get(id);
    if (head) counts.set(head, (counts.get(head) ?? 0) + 1);
  }
  const largest = [...counts].filter(([, n]) => n > 1).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return new Map(largest.slice(0, MOST_TINTS).map(([head, n], i) => [head, { tint: i + 1, n }]));
}
