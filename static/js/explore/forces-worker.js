// @ts-check
/**
 * ForceAtlas2 beside the page, so that the page never stops. A worker file of our own: the library's would be a `blob:` address, which the content security policy refuses.
 * Given { nodes, edges, radii, rounds, settings } as the library's matrices, answers { nodes }.
 */

import { iterate } from "../../vendor/forces.js";
import { keepApart } from "./apart.js";

const PER_NODE = 10;

self.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
  const { nodes, edges, radii, rounds, settings } = data;
  for (let i = 0; i < rounds; i++) iterate(settings, nodes, edges);
  const n = nodes.length / PER_NODE;
  const places = Array.from({ length: n }, (_, i) => ({ x: nodes[i * PER_NODE], y: nodes[i * PER_NODE + 1], radius: radii[i], fixed: nodes[i * PER_NODE + 9] === 1 }));
  spread(places);
  keepApart(places);
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

/** @param {number[]} values */
function median(values) {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
