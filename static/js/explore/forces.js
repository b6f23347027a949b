// @ts-check
/** Force layout, asked of the worker. A newer question drops an older one. */

/** @import { Drawing } from "./drawing.js" */
/** @import { Room } from "./room.js" */
/** @import { Place } from "./store.js" */

const PER_NODE = 10;
const PER_LINK = 3;
/** @type {Worker | null} */
let worker = null;
/** @type {((nodes: Float32Array | null) => void) | null} */
let waiting = null;

/** @param {number} n */
function roundsFor(n) {
  return n > 5000 ? 60 : n > 1500 ? 120 : n > 300 ? 250 : 500;
}

/**
 * @param {Drawing} drawing
 * @param {Set<string>} pinned
 * @param {Room} room in the picture
 * @returns {Promise<Map<string, Place> | null>} null when a newer question came
 */
export async function forced(drawing, pinned, room) {
  const ids = [...drawing.dots.keys()];
  const rows = new Map(ids.map((id, i) => [id, i]));
  const nodes = new Float32Array(ids.length * PER_NODE);
  const radii = new Float32Array(ids.length);
  const start = spiral(ids.length);
  const spreadOut = areSpread(drawing);
  ids.forEach((id, i) => {
    const dot = drawing.dots.get(id);
    if (!dot) return;
    const place = spreadOut ? dot : (start[i] ?? dot);
    nodes.set([place.x, place.y, 0, 0, 0, 0, 1, 1, dot.size, pinned.has(id) ? 1 : 0], i * PER_NODE);
    radii[i] = dot.size;
  });
  const edges = new Float32Array(drawing.links.size * PER_LINK);
  let at = 0;
  for (const link of drawing.links.values()) {
    const [a, b] = [(rows.get(link.source) ?? 0) * PER_NODE, (rows.get(link.target) ?? 0) * PER_NODE];
    const weight = 0.35 + link.strength + 0.1 * Math.log(link.ties.length);
    edges.set([a, b, weight], at);
    nodes[a + 6] = (nodes[a + 6] ?? 0) + weight;
    nodes[b + 6] = (nodes[b + 6] ?? 0) + weight;
    at += PER_LINK;
  }
  const settings = {
    linLogMode: false,
    outboundAttractionDistribution: false,
    adjustSizes: false,
    edgeWeightInfluence: 1,
    scalingRatio: 12,
    strongGravityMode: true,
    gravity: 0.045,
    slowDown: 1 + Math.log(1 + ids.length),
    barnesHutOptimize: ids.length > 600,
    barnesHutTheta: 0.6,
  };
  const folded = [...drawing.dots.values()].some((dot) => dot.members);
  const found = await ask({ nodes, edges, radii, rounds: roundsFor(ids.length), settings, room, folded });
  return found && new Map(ids.map((id, i) => [id, { x: found[i * PER_NODE] ?? 0, y: found[i * PER_NODE + 1] ?? 0 }]));
}

/** @param {object} question @returns {Promise<Float32Array | null>} */
function ask(question) {
  if (waiting) {
    waiting(null);
    worker?.terminate();
    worker = null;
  }
  worker ??= new Worker(new URL("./forces-worker.js", import.meta.url), { type: "module" });
  const asked = worker;
  return new Promise((resolve) => {
    waiting = resolve;
    asked.onmessage = ({ data }) => {
      waiting = null;
      resolve(data.nodes);
    };
    asked.onerror = () => {
      waiting = null;
      resolve(null);
    };
    asked.postMessage(question);
  });
}

/** Whether the places are an arrangement already. @param {Drawing} drawing */
function areSpread(drawing) {
  const places = new Set([...drawing.dots.values()].map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`));
  return places.size > 0.9 * drawing.dots.size;
}

/** @param {number} n @returns {Place[]} evenly over a disc, as seeds in a sunflower */
export function spiral(n) {
  return Array.from({ length: n }, (_, i) => {
    const angle = i * Math.PI * (3 - Math.sqrt(5));
    const radius = 34 * Math.sqrt(i + 0.5);
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
}
