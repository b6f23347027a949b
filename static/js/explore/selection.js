// @ts-check
/** What is selected, pointed at and focused. The canvas, the tables and the map share one of these. */

export class Selection {
  /** @type {Set<string>} */
  ids = new Set();
  /** A drawn tie. @type {string | null} */
  link = null;
  /** @type {string | null} */
  hovered = null;
  /** Where the keyboard is. @type {string | null} */
  focused = null;
  /** Drawn with emphasis, such as a path: nodes. @type {Set<string>} */
  lit = new Set();
  /** A path drawn over the links: its stops in order. @type {string[]} */
  route = [];
  /** @type {((what: "chosen" | "pointed") => void)[]} */
  #listeners = [];

  /** @param {(what: "chosen" | "pointed") => void} listener */
  listen(listener) {
    this.#listeners.push(listener);
  }

  /** @param {Iterable<string>} ids */
  choose(ids) {
    this.ids = new Set(ids);
    this.link = null;
    if (this.ids.size === 1) this.focused = [...this.ids][0] ?? null;
    this.#tell("chosen");
  }

  /** @param {string} id */
  toggle(id) {
    const ids = new Set(this.ids);
    if (!ids.delete(id)) ids.add(id);
    this.focused = id;
    this.ids = ids;
    this.link = null;
    this.#tell("chosen");
  }

  /** @param {string | null} key */
  chooseLink(key) {
    this.ids = new Set();
    this.link = key;
    this.#tell("chosen");
  }

  /** Forget what is no longer there. @param {(id: string) => boolean} there */
  keep(there) {
    const ids = [...this.ids].filter(there);
    if (this.focused && !there(this.focused)) this.focused = null;
    if (this.hovered && !there(this.hovered)) this.hovered = null;
    if (ids.length !== this.ids.size) this.choose(ids);
  }

  /** @param {string | null} id */
  point(id) {
    if (this.hovered === id) return;
    this.hovered = id;
    this.#tell("pointed");
  }

  /** @param {string | null} id */
  focus(id) {
    this.focused = id;
    this.#tell("pointed");
  }

  /** @param {Iterable<string>} ids @param {string[]} [route] */
  light(ids, route = []) {
    this.lit = new Set(ids);
    this.route = route;
    this.#tell("pointed");
  }

  /** @param {"chosen" | "pointed"} what */
  #tell(what) {
    for (const listener of this.#listeners) listener(what);
  }
}
