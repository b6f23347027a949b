// @ts-check
/** The view somebody works on, and every state it had: undo and redo of everything that changes what is shown. */

/**
 * @typedef {{ x: number, y: number }} Place
 * @typedef {{ name: string, without: string[], time: [number, number] | null, asOf: string | null }} FilterSet filters under a name
 * @typedef {{ size: "ties" | "equal" | "shown" | "between", colour: "kind" | "community" }} Style what sizes and colours say; of sizes, `shown` and `between` are counted among what is shown
 * @typedef {object} View
 * @property {Map<string, Place>} places of what is on the canvas
 * @property {Set<string>} ties on the canvas
 * @property {Set<string>} pinned
 * @property {Set<string>} hidden
 * @property {Map<string, string>} notes
 * @property {Set<string>} without signs that the legend leaves out, see filters.js
 * @property {[number, number] | null} time years
 * @property {string | null} asOf
 * @property {string} layout
 * @property {"" | "community" | "city" | "sector" | "country"} fold what folded groups have in common
 * @property {Map<string, string>} communities of each node, where `fold` or `style` asks for them
 * @property {Set<string>} opened groups
 * @property {{ name: string, ids: string[] }[]} named groups
 * @property {FilterSet[]} sets
 * @property {Style} style
 * @property {Set<string>} together actors among whom all derived ties were drawn; none where that was not asked for
 */

const MOST_STEPS = 100;

/** @returns {View} */
export function emptyView() {
  return {
    places: new Map(),
    ties: new Set(),
    pinned: new Set(),
    hidden: new Set(),
    notes: new Map(),
    without: new Set(),
    time: null,
    asOf: null,
    layout: "force",
    fold: "",
    communities: new Map(),
    opened: new Set(),
    named: [],
    sets: [],
    style: { size: "ties", colour: "kind" },
    together: new Set(),
  };
}

/** @param {View} view @returns {View} */
function copied(view) {
  return {
    ...view,
    places: new Map(view.places),
    ties: new Set(view.ties),
    pinned: new Set(view.pinned),
    hidden: new Set(view.hidden),
    notes: new Map(view.notes),
    without: new Set(view.without),
    opened: new Set(view.opened),
    named: [...view.named],
    sets: [...view.sets],
    style: { ...view.style },
    together: new Set(view.together),
  };
}

export class Store {
  view = emptyView();
  /** @type {{ what: string, view: View }[]} */
  #past = [];
  /** @type {{ what: string, view: View }[]} */
  #future = [];
  /** @type {((view: View, how: "begin" | "change" | "undo" | "redo") => void)[]} */
  #listeners = [];

  /** @param {(view: View, how: "begin" | "change" | "undo" | "redo") => void} listener */
  listen(listener) {
    this.#listeners.push(listener);
  }

  /** Hear of it once the canvas is on the screen: what stands beside it may come a moment later. @param {() => void} listener */
  listenAfter(listener) {
    let asked = false;
    this.listen(() => {
      if (asked) return;
      asked = true;
      afterPaint(() => {
        asked = false;
        listener();
      });
    });
  }

  /** Start from another view; what was before cannot be undone. @param {View} view */
  begin(view) {
    this.view = view;
    this.#past = [];
    this.#future = [];
    this.#tell("begin");
  }

  /**
   * @param {string} what is done, as a key of the catalogue
   * @param {(draft: View) => void} recipe changes a copy
   */
  change(what, recipe) {
    const draft = copied(this.view);
    recipe(draft);
    this.#past.push({ what, view: this.view });
    if (this.#past.length > MOST_STEPS) this.#past.shift();
    this.#future = [];
    this.view = draft;
    this.#tell("change");
  }

  /** Belongs to the step before, such as where a layout put what was just added. @param {(draft: View) => void} recipe */
  amend(recipe) {
    const draft = copied(this.view);
    recipe(draft);
    this.view = draft;
    this.#tell("change");
  }

  /** @returns {string | undefined} what was undone */
  undo() {
    return this.#step(this.#past, this.#future, "undo");
  }

  /** @returns {string | undefined} what was done again */
  redo() {
    return this.#step(this.#future, this.#past, "redo");
  }

  get undoable() {
    return this.#past.at(-1)?.what;
  }

  get redoable() {
    return this.#future.at(-1)?.what;
  }

  /**
   * @param {{ what: string, view: View }[]} from
   * @param {{ what: string, view: View }[]} to
   * @param {"undo" | "redo"} how
   */
  #step(from, to, how) {
    const step = from.pop();
    if (!step) return undefined;
    to.push({ what: step.what, view: this.view });
    this.view = step.view;
    this.#tell(how);
    return step.what;
  }

  /** @param {"begin" | "change" | "undo" | "redo"} how */
  #tell(how) {
    for (const listener of this.#listeners) listener(this.view, how);
  }
}

/** Not before the frame that comes next has been shown, which is when there is another. @param {() => void} act */
export function afterPaint(act) {
  // A page in the background is not painted.
  if (document.hidden) setTimeout(act);
  else requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(act)));
}
