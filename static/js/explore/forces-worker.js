// @ts-check
/**
 * ForceAtlas2 beside the page, so that the page never stops. A worker file of our own: the library's would be a `blob:` address, which the content security policy refuses.
 * Given { nodes, edges, radii, rounds, settings } as the library's matrices, answers { nodes }, the long side of it all along that of the `room` in the picture; few marks stand apart there in all their size, groups that are `folded` with room around them.
 */

import { iterate } from "../../vendor/forces.js";
import { keepApart } from "./apart.js";
import { CLOSEST, SIDE } from "./room.js";

/** @import { Room } from "./room.js" */

const PER_NODE = 10;
/** A mark with the room it has to itself, in shares of its radius: that of a group is large, and so are its name and links. */
const AROUND = { folded: 1.3, single: 1.1 };
/** More marks than this have no room to stand apart in one picture. */
const MOST_APART = 400;

self.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
  const { nodes, edges, radii, rounds, settings, room, folded } = data;
  for (let i = 0; i < rounds; i++) iterate(settings, nodes, edges);
  const n = nodes.length / PER_NODE;
  const places = Array.from({ length: n }, (_, i) => ({ x: nodes[i * PER_NODE], y: nodes[i * PER_NODE + 1], radius: radii[i], fixed: nodes[i * PER_NODE + 9] === 1 }));
  spread(places);
  turn(places, room);
  if (folded || places.length <= MOST_APART) keepApartIn(places, room, folded ? AROUND.folded : AROUND.single);
  else keepApart(places);
  places.forEach((place, i) => {
    nodes[i * PER_NODE] = place.x;
    nodes[i * PER_NODE + 1] = place.y;
  });
  self.postMessage({ nodes }, { transfer: [nodes.buffer] });
});

/** Give each node about as much room as names need, unless something is pinned. @param {{ x: number, y: number, fixed: boolean }[]} places */
function spread(places) {
  if (places.length < 2 || places.some((place) => place.fixed)) return;
  const middle = { x: median(places.map((p) => p.x)), y: median(places.map((p) => p.y)) };
  const far = median(places.map((p) => Math.hypot(p.x - middle.x, p.y - middle.y)));
  const wanted = Math.max(60, 46 * Math.sqrt(places.length));
  const factor = far > 0 ? wanted / far / 1.35 : 1;
  for (const place of places) {
    place.x = (place.x - middle.x) * factor;
    place.y = (place.y - middle.y) * factor;
  }
}

/** Turn them round their middle until the axis along which they are strewn farthest lies along the longer side of the picture, unless something is pinned. @param {{ x: number, y: number, fixed: boolean }[]} places @param {Room} room */
function turn(places, { width, height }) {
  if (places.length < 3 || places.some((place) => place.fixed)) return;
  let [across, down, both] = [0, 0, 0];
  for (const { x, y } of places) {
    across += x * x;
    down += y * y;
    both += x * y;
  }
  const axis = Math.atan2(2 * both, across - down) / 2;
  const angle = (width >= height ? 0 : axis > 0 ? Math.PI / 2 : -Math.PI / 2) - axis;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (const place of places) {
    const { x, y } = place;
    place.x = x * cos - y * sin;
    place.y = x * sin + y * cos;
  }
}

/** Marks shrink less than the drawing when it is seen from farther: the wider it grows, the more room they take in it. @param {{ x: number, y: number, radius: number, fixed: boolean }[]} places @param {Room} room @param {number} around */
function keepApartIn(places, { width, height, side, share }, around) {
  const radii = places.map((place) => place.radius);
  for (let round = 0; round < 4; round++) {
    // Units to a pixel once all of it is fitted, where a mark is its radius over the root of the zoom.
    const unit = Math.max(range(places.map((p) => p.x)) / width, range(places.map((p) => p.y)) / height, (CLOSEST * SIDE) / side);
    const scale = (around * share * unit) / Math.sqrt((unit * side) / SIDE);
    places.forEach((place, i) => (place.radius = (radii[i] ?? 0) * scale));
    keepApart(places);
  }
}

/** @param {number[]} values */
function range(values) {
  return Math.max(...values) - Math.min(...values);
}

/** @param {number[]} values */
function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
