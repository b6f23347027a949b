// @ts-check
/** Who links others, counted beside the page, so that the page never stops. Given { n, links }, ends of links two by two, answers a share of the pairs for each of n. */

import { betweenness, UndirectedGraph } from "../../vendor/measures.js";

self.addEventListener("message", (/** @type {MessageEvent<{ n: number, links: Uint32Array }>} */ { data: { n, links } }) => {
  const graph = new UndirectedGraph();
  for (let i = 0; i < n; i++) graph.addNode(i);
  for (let at = 0; at < links.length; at += 2) if (links[at] !== links[at + 1]) graph.mergeEdge(links[at], links[at + 1]);
  const found = betweenness(graph, { getEdgeWeight: null });
  self.postMessage(Float64Array.from({ length: n }, (_, i) => found[i] ?? 0));
});
