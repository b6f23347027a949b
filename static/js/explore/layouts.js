// @ts-check
/** Where nodes stand, for each way of arranging them. Pure: from a drawing to places. */

import { geoNaturalEarth1 } from "../../vendor/explore.js";
import { keepApart } from "./apart.js";

/** @import { Drawing } from "./drawing.js" */
/** @import { Entity, Facts } from "./facts.js" */
/** @import { Place } from "./store.js" */

/** @typedef {Map<string, Place>} Places */

const STEP = 105;
const ROOM = 30;
export const LAYER = 190;
const LINE = 56;
/** Size of a mark that is new, about: how much it is tied is not known yet. */
const FANNED = 9;

/** @param {Drawing} drawing @returns {Map<string, Set<string>>} */
export function neighbours(drawing) {
  /** @type {Map<string, Set<string>>} */
  const near = new Map([...drawing.dots.keys()].map((id) => [id, new Set()]));
  for (const { source, target } of drawing.links.values()) {
    near.get(source)?.add(target);
    near.get(target)?.add(source);
  }
  return near;
}

/** How many links away each is; what cannot be reached is left out. @param {Drawing} drawing @param {string[]} from @returns {Map<string, number>} */
export function distances(drawing, from) {
  const near = neighbours(drawing);
  const away = new Map(from.filter((id) => near.has(id)).map((id) => [id, 0]));
  const queue = [...away.keys()];
  for (let i = 0; i < queue.length; i++) {
    const id = /** @type {string} */ (queue[i]);
    for (const other of near.get(id) ?? []) {
      if (away.has(other)) continue;
      away.set(other, (away.get(id) ?? 0) + 1);
      queue.push(other);
    }
  }
  return away;
}

/** Rings around one node, by how many links away; siblings stay beside each other. @param {Drawing} drawing @param {string} middle @returns {Places} */
export function concentric(drawing, middle) {
  const away = distances(drawing, [middle]);
  const last = Math.max(0, ...away.values());
  for (const id of drawing.dots.keys()) if (!away.has(id)) away.set(id, last + 1);
  const near = neighbours(drawing);
  /** @type {Places} */
  const places = new Map([[middle, { x: 0, y: 0 }]]);
  /** @type {Map<string, number>} */
  const angles = new Map();
  let radius = 0;
  for (let ring = 1; ring <= last + 1; ring++) {
    const ids = [...away].filter(([, d]) => d === ring).map(([id]) => id);
    if (!ids.length) continue;
    const wish = new Map(ids.map((id) => [id, meanAngle([...(near.get(id) ?? [])].map((other) => angles.get(other)))]));
    ids.sort((a, b) => (wish.get(a) ?? 9) - (wish.get(b) ?? 9) || (a < b ? -1 : 1));
    radius = Math.max(radius + STEP, (ids.length * ROOM) / (2 * Math.PI));
    const turn = ids.length === 2 ? 0 : -Math.PI / 2;
    ids.forEach((id, i) => {
      const angle = turn + (2 * Math.PI * i) / ids.length;
      angles.set(id, angle);
      places.set(id, { x: radius * Math.cos(angle), y: -radius * Math.sin(angle) });
    });
  }
  return places;
}

/** @param {(number | undefined)[]} angles */
function meanAngle(angles) {
  const known = angles.filter((angle) => angle !== undefined);
  return known.length ? Math.atan2(sum(known.map(Math.sin)), sum(known.map(Math.cos))) : undefined;
}

/** @param {number[]} values */
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

/** One circle, the members of a community beside each other. @param {Drawing} drawing @param {Map<string, string>} communities @returns {Places} */
export function circular(drawing, communities) {
  const ids = [...drawing.dots.keys()].sort((a, b) => compare(communities.get(a) ?? "", communities.get(b) ?? "") || compare(a, b));
  const gaps = new Set(ids.map((id) => communities.get(id))).size;
  const slots = ids.length + (gaps > 1 ? gaps : 0);
  const radius = Math.max(130, (slots * ROOM) / (2 * Math.PI));
  /** @type {Places} */
  const places = new Map();
  let slot = 0;
  ids.forEach((id, i) => {
    if (i > 0 && communities.get(id) !== communities.get(ids[i - 1] ?? "")) slot++;
    const angle = Math.PI / 2 - (2 * Math.PI * slot++) / Math.max(1, slots);
    places.set(id, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) });
  });
  return places;
}

/** @param {string} a @param {string} b */
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Columns from left to right by how many links away from the first, ordered so that few links cross (each by the mean row of its neighbours in the column before).
 * @param {Drawing} drawing
 * @param {string[]} from
 * @returns {Places}
 */
export function layered(drawing, from) {
  const away = distances(drawing, from);
  const last = Math.max(0, ...away.values());
  for (const id of drawing.dots.keys()) if (!away.has(id)) away.set(id, last + 1);
  const near = neighbours(drawing);
  /** @type {Places} */
  const places = new Map();
  /** @type {Map<string, number>} */
  const rows = new Map();
  for (let layer = 0; layer <= last + 1; layer++) {
    const ids = [...away].filter(([, d]) => d === layer).map(([id]) => id);
    const wish = new Map(ids.map((id) => [id, mean([...(near.get(id) ?? [])].map((other) => rows.get(other)))]));
    ids.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0) || compare(a, b));
    ids.forEach((id, i) => {
      const row = i - (ids.length - 1) / 2;
      rows.set(id, row);
      places.set(id, { x: (layer - last / 2) * LAYER, y: -row * LINE });
    });
  }
  return places;
}

/** @param {(number | undefined)[]} values */
function mean(values) {
  const known = values.filter((value) => value !== undefined);
  return known.length ? sum(known) / known.length : 0;
}

/** @param {Entity | undefined} entity a folded group is none, and stands nowhere */
export function isPlaced(entity) {
  return entity?.lat != null && entity.lon != null;
}

/** As on a map; what has no place stands below, in rows. Marks of one city stand around it. @param {Drawing} drawing @param {Facts} facts @returns {Places} */
export function geographic(drawing, facts) {
  const projection = geoNaturalEarth1().scale(1).translate([0, 0]);
  /** @type {Places} */
  const places = new Map();
  /** @type {string[]} */
  const elsewhere = [];
  for (const id of drawing.dots.keys()) {
    const entity = facts.entities.get(id);
    const point = isPlaced(entity) ? projection([Number(entity?.lon), Number(entity?.lat)]) : null;
    if (point) places.set(id, { x: point[0], y: -point[1] });
    else elsewhere.push(id);
  }
  const points = [...places.values()];
  const extent = Math.max(1e-6, ...["x", "y"].map((axis) => range(points.map((point) => point[/** @type {"x" | "y"} */ (axis)]))));
  const [left, low] = [Math.min(...points.map((p) => p.x)), Math.min(...points.map((p) => p.y))];
  const side = Math.max(700, 34 * Math.sqrt(points.length));
  const factor = side / extent;
  for (const point of points) {
    point.x = (point.x - left) * factor - side / 2;
    point.y = (point.y - low) * factor;
  }
  keepApart([...places].map(([id, place]) => Object.assign(place, { radius: drawing.dots.get(id)?.size ?? 6, fixed: false })));
  const across = Math.max(8, Math.ceil(side / 60));
  elsewhere.sort((a, b) => compare(drawing.dots.get(a)?.kind ?? "", drawing.dots.get(b)?.kind ?? "") || compare(a, b));
  elsewhere.forEach((id, i) => places.set(id, { x: ((i % across) - (across - 1) / 2) * 60, y: -110 - Math.floor(i / across) * 44 }));
  return new Map([...places].map(([id, { x, y }]) => [id, { x, y }]));
}

/** @param {number[]} values */
function range(values) {
  return values.length ? Math.max(...values) - Math.min(...values) : 0;
}

/**
 * Places for what is new beside a node, on the side where there is room. What is there stays where it is.
 * @param {string[]} fresh
 * @param {Place} middle
 * @param {(Place & { size?: number })[]} others all that is on the canvas
 * @param {number} [grown] how many units a mark of size 1 takes from its middle on the screen
 * @returns {Places}
 */
export function fan(fresh, middle, others, grown = 1) {
  const own = 2 * FANNED * grown;
  const near = others.filter((place) => place !== middle && Math.hypot(place.x - middle.x, place.y - middle.y) < 4 * STEP);
  const pull = { x: sum(near.map((p) => p.x - middle.x)), y: sum(near.map((p) => p.y - middle.y)) };
  const alone = near.length === 0;
  const outwards = alone ? Math.PI / 2 : Math.atan2(-pull.y, -pull.x);
  const width = alone ? 2 * Math.PI : Math.min(1.75 * Math.PI, 0.6 + fresh.length * 0.22);
  /** @type {Places} */
  const places = new Map();
  let [placed, radius] = [0, Math.max(95, 3 * own)];
  while (placed < fresh.length) {
    const room = Math.max(1, Math.floor((width * radius) / Math.max(44, own + 9)));
    const here = fresh.slice(placed, placed + room);
    here.forEach((id, i) => {
      const share = alone ? i / here.length : here.length === 1 ? 0.5 : i / (here.length - 1);
      const angle = outwards - width / 2 + width * share;
      places.set(id, { x: middle.x + radius * Math.cos(angle), y: middle.y + radius * Math.sin(angle) });
    });
    placed += here.length;
    radius += Math.max(52, own + 9);
  }
  const all = [
    ...[...places].map(([id, place]) => ({ ...place, id, radius: FANNED * grown, fixed: false })),
    ...others
      .filter((place) => Math.hypot(place.x - middle.x, place.y - middle.y) < radius + 2 * STEP)
      .map(({ x, y, size = FANNED }) => ({ x, y, id: "", radius: size * grown, fixed: true })),
  ];
  keepApart(all, 25);
  return new Map(all.filter(({ id }) => id).map(({ id, x, y }) => [id, { x, y }]));
}
