// @ts-check
/** Places of the map as marks: those that lie too near each other to be told apart have one, which says how many it stands for. */

import { shortened } from "./elements.js";
import { placeNames } from "./names.js";
import { countryName } from "./texts.js";

/** @import { Atlas } from "./atlas.js" */
/** @import { Entity, Facts } from "./facts.js" */

/**
 * @typedef {{ key: string, lon: number, lat: number, name: string, ids: string[], degree: number, rough: boolean }} Spot `degree`: relationships of all that is there; `rough`: only the country is known
 * @typedef {Spot & { x: number, y: number, radius: number, more: number }} Mark `x`, `y`: on the screen; `more`: places beside the one it is named after
 * @typedef {{ x: number, y: number, text: string, anchor: "start" | "end" | "middle" }} Name beside the middle of its mark
 */

const NEAR = 18;
const LARGEST = 24;
const FONT = '13px "Source Sans 3", "Segoe UI", sans-serif';
const MOST_NAMES = 200;
/** @type {Record<string, Name["anchor"]>} */
const ANCHORS = { left: "start", right: "end", center: "middle" };

/** Where these are, as far as it is known: in a place of their own, else in the middle of their country. @param {string[]} ids @param {Facts} facts @param {Atlas} atlas @returns {Spot[]} */
export function spotsOf(ids, facts, atlas) {
  /** @type {Map<string, Spot>} */
  const spots = new Map();
  for (const id of ids) {
    const entity = /** @type {Entity} */ (facts.entities.get(id));
    const exact = entity.lat !== null && entity.lon !== null;
    const middle = exact ? [entity.lon ?? 0, entity.lat ?? 0] : atlas.middle(entity.country);
    if (!middle) continue;
    const [lon = 0, lat = 0] = middle;
    const key = `${lat} ${lon}`;
    const spot = spots.get(key);
    if (spot) {
      spot.ids.push(id);
      spot.degree += entity.degree;
    } else spots.set(key, { key, lon, lat, name: exact ? placeName(entity) : countryName(entity.country ?? ""), ids: [id], degree: entity.degree, rough: !exact });
  }
  return [...spots.values()];
}

/** @param {Entity} entity */
function placeName(entity) {
  return entity.kind === "place" ? entity.name : (entity.city ?? entity.name);
}

/** A mark is named after the place with the most entries, then a known one rather than the middle of a country, then the most relationships. @param {Iterable<Spot>} spots @param {(spot: Spot) => [number, number] | null} project to the screen @returns {Mark[]} */
export function marksOf(spots, project) {
  /** @type {Map<string, Mark[]>} */
  const cells = new Map();
  const cell = (/** @type {number} */ value) => Math.floor(value / (LARGEST + NEAR));
  const sorted = [...spots].sort((a, b) => b.ids.length - a.ids.length || Number(a.rough) - Number(b.rough) || b.degree - a.degree || (a.key < b.key ? -1 : 1));
  /** @type {Mark[]} */
  const marks = [];
  for (const spot of sorted) {
    const at = project(spot);
    if (!at) continue;
    const [x, y] = at;
    const around = [-1, 0, 1].flatMap((i) => [-1, 0, 1].flatMap((j) => cells.get(`${cell(x) + i} ${cell(y) + j}`) ?? []));
    const near = around.find((mark) => Math.hypot(mark.x - x, mark.y - y) < Math.max(NEAR, mark.radius + 6));
    if (near) {
      near.ids.push(...spot.ids);
      near.more += 1;
      near.radius = radiusOf(near.ids.length);
      continue;
    }
    const mark = { ...spot, ids: [...spot.ids], x, y, radius: radiusOf(spot.ids.length), more: 0 };
    const key = `${cell(x)} ${cell(y)}`;
    cells.set(key, [...(cells.get(key) ?? []), mark]);
    marks.push(mark);
  }
  return marks;
}

/** @param {number} n */
function radiusOf(n) {
  return Math.min(LARGEST, 5 + 2.2 * Math.sqrt(n));
}

/** Those names that lie over no other name and no mark. @param {Mark[]} marks @param {{ width: number, height: number }} room @returns {Map<string, Name>} by key */
export function namesOf(marks, room) {
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return new Map();
  pen.font = FONT;
  const inside = marks.filter(({ x, y }) => x > 0 && y > 0 && x < room.width && y < room.height);
  const wanted = inside.map((mark) => ({ id: mark.key, x: mark.x, y: mark.y, radius: mark.radius, text: calledOf(mark), weight: mark.ids.length, strong: false }));
  const at = new Map(inside.map((mark) => [mark.key, mark]));
  const placed = placeNames(wanted, (text) => pen.measureText(text).width, inside, room, MOST_NAMES);
  return new Map(placed.map(({ id, x, y, text, align }) => [id, { x: x - (at.get(id)?.x ?? 0), y: y - (at.get(id)?.y ?? 0) + 4, text, anchor: ANCHORS[align] ?? "start" }]));
}

/** @param {Mark} mark */
export function calledOf({ name, more }) {
  return `${shortened(name, 60)}${more ? ` +${more}` : ""}`;
}
