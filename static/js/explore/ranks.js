// @ts-check
/** The order of words in the reader's language. Comparing them takes long, so each has its place in the alphabet once, and many are sorted by that. */

import { order } from "./texts.js";

export class Ranks {
  /** @type {Map<string, number>} */
  #known = new Map();

  /** @param {string[]} texts @returns {number[]} of each, equal where they are */
  of(texts) {
    if (texts.some((text) => !this.#known.has(text))) {
      const all = [...new Set([...this.#known.keys(), ...texts])].sort(order.compare);
      let rank = 0;
      this.#known = new Map(all.map((text, i) => [text, i && order.compare(text, all[i - 1] ?? "") ? (rank = i) : rank]));
    }
    return texts.map((text) => this.#known.get(text) ?? 0);
  }
}
