// @ts-check
/**
 * What is used of sigma that it keeps to itself, in one place: it has no way of its own to add a node or a link without putting all others in order again, nor to say what a finger means.
 * Where one of these goes, in a version to come, `Inside` cannot be made, and the page says so at once instead of drawing what is not there.
 */

/** @import { Sigma } from "../../vendor/explore.js" */

const FIELDS = ["nodeIndices", "edgeIndices", "itemIDsIndex", "nodeProgramIndex", "edgeProgramIndex", "nodePrograms", "edgePrograms", "nodeDataCache", "edgeDataCache", "nodeZExtent", "edgeZExtent"];

export class Inside {
  /** @type {any} */
  #own;

  /** @param {Sigma} sigma */
  constructor(sigma) {
    this.#own = sigma;
    const gone = [...FIELDS.filter((name) => typeof this.#own[name] !== "object"), ...(typeof this.#own.getNodeAtPosition === "function" ? [] : ["getNodeAtPosition"])];
    if (gone.length) throw new Error(`sigma has no ${gone.join(", ")} any more`);
  }

  /** Whether a new one comes behind all that is there, where the library would put it as well. @param {"node" | "edge"} what @param {number} zIndex */
  isLast(what, zIndex) {
    return zIndex >= this.#own[`${what}ZExtent`][1];
  }

  /** @param {"node" | "edge"} what @param {string} id @param {number} number by which it is pointed at */
  append(what, id, number) {
    const own = this.#own;
    own[`${what}Indices`][id] = number;
    own.itemIDsIndex[number] = { type: what, id };
    own[`${what}ProgramIndex`][id] = own[`${what}Programs`][own[`${what}DataCache`][id].type].extend();
  }

  /** Where there is no node right at a point, this says which is meant. @param {(at: { x: number, y: number }) => string | null} otherwise */
  pointBy(otherwise) {
    const exact = this.#own.getNodeAtPosition.bind(this.#own);
    this.#own.getNodeAtPosition = (/** @type {{ x: number, y: number }} */ at) => exact(at) ?? otherwise(at);
  }
}
