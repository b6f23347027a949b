// @ts-check
/** From a view to what is drawn: dots and links. Nothing here knows of screens. */

import { DERIVED, weightOf } from "./facts.js";
import { entityFilter, showsTie } from "./filters.js";
import { groupName, groupsOf } from "./folding.js";
import { tintOf, tintsOf } from "./tints.js";

/** @import { Entity, Facts, Tie } from "./facts.js" */
/** @import { View } from "./store.js" */
/** @import { Tint } from "./tints.js" */

/**
 * @typedef {{ id: string, x: number, y: number, kind: string, name: string, size: number, tint: number | null, pinned: boolean, note: boolean, members: string[] | null }} Dot
 *   a node, or a folded group; `tint`: of its community, 0 for a small one, null where its colour says the kind
 * @typedef {{ key: string, source: string, target: string, ties: Tie[], weight: string, strength: number, inferred: boolean, derived: boolean, arrow: -1 | 0 | 1, bend: number, quiet: boolean,
 *   fresh: number, over: number, folded: boolean }} Link one tie, or all between two dots; `folded`: one of them is a group; `derived`: nobody stored any of them; `fresh`, `over`: how many of them began and ended in the period
 * @typedef {{ dots: Map<string, Dot>, links: Map<string, Link>, tints: Map<string, Tint>, aside: Set<string> }} Drawing `aside`: links that stay out of sight, but for those of what is selected or pointed at
 */

/** More nodes than this are not read, so groups are folded. */
export const READABLE = 300;
const FEW = 3;
const BEND = 0.16;
/** Of links that follow from what two did together so many are followed by eye, or as many as there are dots; of more, those stay in sight that are among so many strongest of an end. */
const [FEW_DERIVED, STRONGEST] = [30, 2];

/** Ties that an entry counts as having where sizes say nothing. */
const EQUAL = 6;
/** Radius of a mark whose number is none. */
const LEAST = 4.5;

/** @param {number} degree @param {number} crowd how many are drawn */
export function sizeOf(degree, crowd) {
  const most = crowd > 2000 ? 7 : crowd > 400 ? 9 : 12;
  return Math.min(most, 5.2 + 1.15 * Math.log2(1 + Math.max(0, degree)) * (crowd > 400 ? 0.7 : 1));
}

/** Of a number that is counted among what is shown: its area says its share of the largest. @param {number} n @param {number} largest @param {number} crowd how many are drawn */
function measuredSize(n, largest, crowd) {
  const most = crowd > 2000 ? 9 : crowd > 400 ? 13 : 18;
  return LEAST + (most - LEAST) * Math.sqrt(largest > 0 ? n / largest : 0);
}

/** Ids on the canvas that neither hiding nor the legend takes away. @param {View} view @param {Facts} facts @returns {string[]} */
export function seen(view, facts) {
  const isShown = entityFilter(view.without);
  return [...view.places.keys()].filter((id) => {
    const entity = facts.entities.get(id);
    return entity && !view.hidden.has(id) && isShown(entity);
  });
}

/** @param {Tie} tie @param {[number, number] | null} time whether it holds at some point of these years; what has no date always does */
export function holds(tie, time) {
  if (!time) return true;
  return (tie.year_from === null || tie.year_from <= time[1]) && (tie.year_to === null || tie.year_to >= time[0]);
}

/** @param {Tie} tie @param {[number, number] | null} time whether it began in these years; what only was seen, or happened, in them did not */
export function isNew({ since, year_from }, time) {
  return since !== null && isWithin(year_from, time);
}

/** @param {Tie} tie @param {[number, number] | null} time whether it ended in these years */
export function isOver({ until, year_to }, time) {
  return until !== null && isWithin(year_to, time);
}

/** @param {number | null} year @param {[number, number] | null} time */
function isWithin(year, time) {
  return time !== null && year !== null && year >= time[0] && year <= time[1];
}

/** @param {View} view @param {Tie} tie whether the legend shows it, and it had begun by the day that is asked for */
export function legible(view, tie) {
  if (view.asOf && tie.since && tie.since > view.asOf.slice(0, tie.since.length)) return false;
  return showsTie(view.without, tie);
}

/** @type {Drawing} */
export const NOTHING = { dots: new Map(), links: new Map(), tints: new Map(), aside: new Set() };

/**
 * Dots and links that are in `before`, and no different, are those very ones.
 * @param {View} view
 * @param {Facts} facts
 * @param {Map<string, number> | null} numbers that sizes say, where they say what is counted among what is shown
 * @param {Drawing} [before] of the same period
 * @returns {Drawing}
 */
export function drawingOf(view, facts, numbers, before = NOTHING) {
  const ids = seen(view, facts);
  const groups = view.fold ? groupsOf(view, facts, ids) : null;
  const tints = tintsOf(view, ids);
  const dots = dotsOf(view, facts, ids, groups, tints, numbers);
  for (const [id, dot] of dots) dots.set(id, sameOf(dot, before.dots.get(id)));
  const links = linksOf(view, facts, dots, groups, before.links);
  return { dots, links, tints, aside: asideOf(links, dots.size) };
}

/** The weaker derived ones, where there are too many. @param {Map<string, Link>} links @param {number} crowd how many dots are drawn @returns {Set<string>} */
function asideOf(links, crowd) {
  const derived = [...links.values()].filter((link) => link.derived);
  if (derived.length <= Math.max(FEW_DERIVED, crowd)) return new Set();
  derived.sort((a, b) => b.strength - a.strength || (a.key < b.key ? -1 : 1));
  /** @type {Map<string, number>} */
  const kept = new Map();
  const has = (/** @type {string} */ id) => kept.get(id) ?? 0;
  const weaker = derived.filter(({ source, target }) => {
    const isWeak = has(source) >= STRONGEST && has(target) >= STRONGEST;
    if (!isWeak) for (const id of [source, target]) kept.set(id, has(id) + 1);
    return isWeak;
  });
  return new Set(weaker.map(({ key }) => key));
}

/** @param {Dot} now @param {Dot} [before] */
function sameOf(now, before) {
  if (!before) return now;
  const { x, y, kind, name, size, tint, pinned, note, members } = before;
  const isThere = now.x === x && now.y === y && now.size === size && now.pinned === pinned;
  const isCalled = now.kind === kind && now.name === name && now.tint === tint && now.note === note;
  return isThere && isCalled && (now.members === members || isSame(now.members ?? [], members ?? [])) ? before : now;
}

/** @param {unknown[]} some @param {unknown[]} others */
export function isSame(some, others) {
  return some.length === others.length && some.every((one, i) => one === others[i]);
}

/**
 * @param {View} view
 * @param {Facts} facts
 * @param {string[]} ids
 * @param {Map<string, string> | null} groups the folded group of each
 * @param {Map<string, Tint>} tints of communities
 * @param {Map<string, number> | null} numbers
 */
function dotsOf(view, facts, ids, groups, tints, numbers) {
  /** @type {Map<string, Dot>} */
  const dots = new Map();
  /** @type {Map<string, string[]>} */
  const members = new Map();
  for (const id of ids) {
    const group = groups?.get(id);
    if (!group) continue;
    const inside = members.get(group);
    if (inside) inside.push(id);
    else members.set(group, [id]);
  }
  const crowd = ids.length;
  const largest = numbers ? largestOf(numbers.values()) : 0;
  const size = (/** @type {Entity} */ { id, degree }) =>
    numbers ? measuredSize(numbers.get(id) ?? 0, largest, crowd) : sizeOf(view.style.size === "ties" ? degree : EQUAL, crowd);
  const tint = (/** @type {string} */ id) => tintOf(view, tints, id);
  for (const id of ids) {
    if (groups?.get(id)) continue;
    const entity = /** @type {Entity} */ (facts.entities.get(id));
    const place = /** @type {{ x: number, y: number }} */ (view.places.get(id));
    dots.set(id, {
      id,
      x: place.x,
      y: place.y,
      kind: entity.kind,
      name: entity.name,
      size: size(entity),
      tint: tint(id),
      pinned: view.pinned.has(id),
      note: view.notes.has(id),
      members: null,
    });
  }
  for (const [group, inside] of members) {
    const middle = meanOf(inside.map((id) => /** @type {{ x: number, y: number }} */ (view.places.get(id))));
    const width = Math.min(34, 9 + 1.4 * Math.sqrt(inside.length));
    const place = view.places.get(group) ?? middle;
    const common = view.fold === "community" ? tint(inside[0] ?? "") : null;
    dots.set(group, { id: group, ...place, kind: "fold", name: groupName(group, inside, facts), size: width, tint: common, pinned: false, note: false, members: inside });
  }
  return dots;
}

/** @param {Iterable<number>} values */
function largestOf(values) {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, value);
  return largest;
}

/** @param {{ x: number, y: number }[]} places */
export function meanOf(places) {
  const n = Math.max(1, places.length);
  return { x: places.reduce((sum, place) => sum + place.x, 0) / n, y: places.reduce((sum, place) => sum + place.y, 0) / n };
}

/** Of pairs, made once: of tens of thousands of ties, most of the time goes into these. @type {WeakMap<Tie, string>} */
const keys = new WeakMap();

/** @param {Tie} tie @returns {string} */
function keyOf(tie) {
  let key = keys.get(tie);
  if (key === undefined) keys.set(tie, (key = keyBetween(tie.source, tie.target)));
  return key;
}

/** @param {string} a @param {string} b the same either way @returns {string} */
function keyBetween(a, b) {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}

/**
 * @param {View} view
 * @param {Facts} facts
 * @param {Map<string, Dot>} dots
 * @param {Map<string, string> | null} groups
 * @param {Map<string, Link>} before
 */
function linksOf(view, facts, dots, groups, before) {
  /** @type {Map<string, { source: string, target: string, ties: Tie[] }>} */
  const pairs = new Map();
  for (const id of view.ties) {
    const tie = facts.ties.get(id);
    if (!tie || !legible(view, tie)) continue;
    const a = groups?.get(tie.source) ?? tie.source;
    const b = groups?.get(tie.target) ?? tie.target;
    if (a === b || !dots.has(a) || !dots.has(b)) continue;
    const key = a === tie.source && b === tie.target ? keyOf(tie) : keyBetween(a, b);
    const pair = pairs.get(key);
    if (pair) pair.ties.push(tie);
    else pairs.set(key, { source: a, target: b, ties: [tie] });
  }
  /** @type {Map<string, Link>} */
  const links = new Map();
  const isFolded = (/** @type {string} */ id) => groups !== null && dots.get(id)?.members != null;
  const put = (/** @type {string} */ key, /** @type {string} */ source, /** @type {string} */ target, /** @type {Tie[]} */ ties, /** @type {number} */ bend) => {
    const known = before.get(key);
    const arrow = arrowOf(source, ties, groups);
    const folded = isFolded(source) || isFolded(target);
    const isKnown = known && known.source === source && known.arrow === arrow && known.bend === bend && isSame(ties, known.ties);
    links.set(key, isKnown ? known : linkOf({ key, source, target, ties, bend, arrow, folded }, view.time));
  };
  const apart = pairs.size <= READABLE;
  for (const [key, { source, target, ties }] of pairs) {
    if (apart && ties.length > 1 && ties.length <= FEW && !isFolded(source) && !isFolded(target)) {
      ties.forEach((tie, i) => {
        const along = tie.source === source;
        const bend = (i - (ties.length - 1) / 2) * BEND * (along ? 1 : -1);
        put(`${key}\n${tie.id}`, tie.source, tie.target, [tie], bend);
      });
    } else put(key, source, target, ties, 0);
  }
  return links;
}

/** @param {Pick<Link, "key" | "source" | "target" | "ties" | "bend" | "arrow" | "folded">} drawn @param {[number, number] | null} time @returns {Link} */
function linkOf(drawn, time) {
  const { ties } = drawn;
  const strength = Math.max(...ties.map((tie) => (tie.introduces ? (tie.strength ?? 0) : -1)));
  return {
    ...drawn,
    weight: strength < 0 ? "situates" : weightOf({ introduces: true, strength }),
    strength: Math.max(0, strength),
    inferred: ties.every((tie) => tie.status === "inferred"),
    derived: ties.every((tie) => DERIVED.includes(tie.type)),
    quiet: !ties.some((tie) => holds(tie, time)),
    fresh: ties.filter((tie) => isNew(tie, time)).length,
    over: ties.filter((tie) => isOver(tie, time)).length,
  };
}

/** 1 where all ties point to the target, -1 where all point to the source. @param {string} source @param {Tie[]} ties @param {Map<string, string> | null} groups @returns {-1 | 0 | 1} */
function arrowOf(source, ties, groups) {
  if (ties.some((tie) => tie.symmetric)) return 0;
  const forward = ties.filter((tie) => (groups?.get(tie.source) ?? tie.source) === source).length;
  return forward === ties.length ? 1 : forward === 0 ? -1 : 0;
}
