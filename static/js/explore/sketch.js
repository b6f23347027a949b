// @ts-check
/** Sigma, told of many changes at once: left to itself it draws the whole anew for each node and link that goes. */

import { Sigma } from "../../vendor/explore.js";

export class Sketch extends Sigma {
  /** Refreshing waits. Not private: the library refreshes before there are private parts. */
  isHeld = false;
  /** @type {Set<string>} */
  #nodes = new Set();
  /** @type {Set<string>} */
  #links = new Set();
  /** More changed than colours since the library last put all in order. */
  #isOther = false;

  /** @param {ConstructorParameters<typeof Sigma>} given */
  constructor(...given) {
    super(...given);
    this.on("afterProcess", () => (this.#isOther = false));
  }

  /** @param {Parameters<Sigma["refresh"]>[0]} [what] */
  refresh(what) {
    return this.isHeld ? this : super.refresh(what);
  }

  /** Draw anew what these changes touched, once, in the next frame. @param {() => void} change by `node`, `link` and `drop` */
  alter(change) {
    this.isHeld = true;
    try {
      change();
    } finally {
      this.isHeld = false;
    }
    this.refresh({ partialGraph: { nodes: [...this.#nodes], edges: [...this.#links] }, skipIndexation: !this.#isOther, schedule: true });
    this.#nodes.clear();
    this.#links.clear();
  }

  /** @param {string} id @param {Record<string, unknown>} attributes */
  node(id, attributes) {
    const graph = this.getGraph();
    if (!graph.hasNode(id)) {
      graph.addNode(id, attributes);
      this.#isOther = true;
    } else if (this.#differs(graph.getNodeAttributes(id), attributes)) graph.mergeNodeAttributes(id, attributes);
    else return;
    this.#nodes.add(id);
  }

  /** @param {string} key @param {string} source @param {string} target @param {Record<string, unknown>} attributes */
  link(key, source, target, attributes) {
    const graph = this.getGraph();
    const isThere = graph.hasEdge(key);
    if (isThere && graph.source(key) === source) {
      if (!this.#differs(graph.getEdgeAttributes(key), attributes)) return;
      graph.mergeEdgeAttributes(key, attributes);
    } else {
      if (isThere) graph.dropEdge(key);
      graph.addEdgeWithKey(key, source, target, attributes);
      this.#isOther = true;
    }
    this.#links.add(key);
  }

  /** Drop what is not among these. @param {{ has: (id: string) => boolean }} nodes @param {{ has: (key: string) => boolean }} links */
  keep(nodes, links) {
    const graph = this.getGraph();
    const [order, size] = [graph.order, graph.size];
    for (const key of graph.filterEdges((one) => !links.has(one))) graph.dropEdge(key);
    for (const id of graph.filterNodes((one) => !nodes.has(one))) graph.dropNode(id);
    if (graph.order !== order || graph.size !== size) this.#isOther = true;
  }

  /** @param {Record<string, unknown>} now @param {Record<string, unknown>} wanted */
  #differs(now, wanted) {
    const changed = Object.keys(wanted).filter((key) => now[key] !== wanted[key]);
    if (changed.some((key) => key !== "color")) this.#isOther = true;
    return changed.length > 0;
  }
}
