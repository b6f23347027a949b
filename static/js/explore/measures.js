// @ts-check
/** What sizes can say that is counted among what is shown: ties, and who stands between others. */

import { isSame, legible, seen } from "./drawing.js";

/** @import { Facts } from "./facts.js" */
/** @import { View } from "./store.js" */

/** With more entries than this, who links others is not counted: the time grows with the square of their number. */
export const MOST_COUNTED = 2000;

/** @typedef {{ ids: string[], ends: string[] }} Shown entries, and the ends of ties among them two by two */

export class Measures {
  /** A count is under way. */
  counting = false;
  /** @type {Map<string, number>} */
  #between = new Map();
  /** What those are of, or will be. @type {Shown} */
  #of = { ids: [], ends: [] };
  /** @type {Worker | null} */
  #worker = null;
  /** @type {(() => void)[]} */
  #listeners = [];

  /** @param {Facts} facts */
  constructor(facts) {
    this.facts = facts;
  }

  /** Hear of numbers that came later than they were asked for. @param {() => void} listener */
  listen(listener) {
    this.#listeners.push(listener);
  }

  /** The number of each entry that its size says, while a new count is under way those of the last; none where sizes say nothing that is counted here. @param {View} view @returns {Map<string, number> | null} */
  of(view) {
    const { size } = view.style;
    if (size === "shown") return tally(shownOf(view, this.facts));
    if (size !== "between") return null;
    const shown = shownOf(view, this.facts);
    if (shown.ids.length > MOST_COUNTED) return null;
    if (!isSame(shown.ids, this.#of.ids) || !isSame(shown.ends, this.#of.ends)) this.#count(shown);
    return this.#between;
  }

  /** @param {Shown} shown */
  #count(shown) {
    this.#of = shown;
    if (this.counting) this.#stop();
    this.counting = true;
    this.#worker ??= new Worker(new URL("./measures-worker.js", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#counted(new Map(shown.ids.map((id, i) => [id, data[i]])));
    this.#worker.onerror = () => {
      this.#stop();
      this.#counted(new Map());
    };
    const rows = new Map(shown.ids.map((id, i) => [id, i]));
    this.#worker.postMessage({ n: shown.ids.length, links: Uint32Array.from(shown.ends, (id) => rows.get(id) ?? 0) });
  }

  #stop() {
    this.#worker?.terminate();
    this.#worker = null;
  }

  /** @param {Map<string, number>} numbers */
  #counted(numbers) {
    this.counting = false;
    this.#between = numbers;
    for (const listener of this.#listeners) listener();
  }
}

/** @param {View} view @param {Facts} facts @returns {Shown} */
function shownOf(view, facts) {
  const ids = seen(view, facts);
  const there = new Set(ids);
  /** @type {string[]} */
  const ends = [];
  for (const id of view.ties) {
    const tie = facts.ties.get(id);
    if (tie && there.has(tie.source) && there.has(tie.target) && legible(view, tie)) ends.push(tie.source, tie.target);
  }
  return { ids, ends };
}

/** @param {Shown} shown */
function tally({ ids, ends }) {
  const numbers = new Map(ids.map((id) => [id, 0]));
  for (const id of ends) numbers.set(id, (numbers.get(id) ?? 0) + 1);
  return numbers;
}
