// @ts-check
/** Sigma, told of many changes at once: left to itself it draws the whole anew for each node and link that goes. */

import { Sigma } from "../../vendor/explore.js";
import { Inside } from "./inside.js";

/** What changes nothing but how one node or link looks, where it is. */
const LOOKS = new Set(["color", "hidden"]);

export class Sketch extends Sigma {
  /** Refreshing waits. Not private: the library refreshes before there are private parts. */
  isHeld = false;
  /** @type {Set<string>} */
  #nodes = new Set();
  /** @type {Set<string>} */
  #links = new Set();
  /** More changed since the library last put all in order than looks, and what came last. */
  #isOther = true;
  /** @type {Set<string>} */
  #newNodes = new Set();
  /** @type {Set<string>} */
  #newLinks = new Set();
  /** Number of what came last, as it is pointed at. */
  #last = 0;
  /** How far from the middle of a mark it is still meant, in pixels: none where what points is as fine as a mouse. */
  reach = 0;
  #inside = new Inside(this);

  /** @param {ConstructorParameters<typeof Sigma>} given */
  constructor(...given) {
    super(...given);
    this.#inside.pointBy((at) => this.#nearest(at));
    this.on("afterProcess", () => {
      this.#isOther = false;
      this.#last = this.getGraph().order + this.getGraph().size;
    });
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
    if (!this.#isOther) this.#append();
    this.refresh({ partialGraph: { nodes: [...this.#nodes], edges: [...this.#links] }, skipIndexation: !this.#isOther, schedule: true });
    this.#nodes.clear();
    this.#links.clear();
    this.#newNodes.clear();
    this.#newLinks.clear();
  }

  /** What is new need not put all in order, where it comes behind all that is there. */
  #append() {
    const graph = this.getGraph();
    const isLast = (/** @type {"node" | "edge"} */ what, /** @type {Record<string, any>} */ { zIndex }) => this.#inside.isLast(what, zIndex ?? 0);
    this.#isOther = [...this.#newNodes].some((id) => !isLast("node", graph.getNodeAttributes(id))) || [...this.#newLinks].some((key) => !isLast("edge", graph.getEdgeAttributes(key)));
    if (this.#isOther) return;
    for (const id of this.#newNodes) this.#inside.append("node", id, ++this.#last);
    for (const key of this.#newLinks) this.#inside.append("edge", key, ++this.#last);
  }

  /** The mark nearest to a finger. @param {{ x: number, y: number }} at @returns {string | null} */
  #nearest(at) {
    let [nearest, least] = [/** @type {string | null} */ (null), this.reach];
    if (!least) return null;
    for (const id of this.getGraph().nodes()) {
      const data = this.getNodeDisplayData(id);
      if (!data) continue;
      const { x, y } = this.framedGraphToViewport(data);
      const away = Math.hypot(x - at.x, y - at.y);
      if (away < least) [nearest, least] = [id, away];
    }
    return nearest;
  }

  /** @param {string} id @param {Record<string, unknown>} attributes */
  node(id, attributes) {
    const graph = this.getGraph();
    if (!graph.hasNode(id)) {
      graph.addNode(id, attributes);
      this.#newNodes.add(id);
    } else if (this.#newNodes.has(id) || this.#differs(graph.getNodeAttributes(id), attributes)) graph.mergeNodeAttributes(id, attributes);
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
      if (isThere) this.#isOther = true;
      else this.#newLinks.add(key);
    }
    this.#links.add(key);
  }

  /** Drop what is not among these. @param {{ has: (id: string) => boolean }} nodes @param {{ has: (key: string) => boolean }} links */
  keep(nodes, links) {
    const graph = this.getGraph();
    const [order, size] = [graph.order, graph.size];
    for (const key of graph.edges()) if (!links.has(key)) graph.dropEdge(key);
    for (const id of graph.nodes()) if (!nodes.has(id)) graph.dropNode(id);
    if (graph.order !== order || graph.size !== size) this.#isOther = true;
  }

  /** @param {Record<string, unknown>} now @param {Record<string, unknown>} wanted */
  #differs(now, wanted) {
    const changed = Object.keys(wanted).filter((key) => now[key] !== wanted[key]);
    if (changed.some((key) => !LOOKS.has(key))) this.#isOther = true;
    return changed.length > 0;
  }
}
