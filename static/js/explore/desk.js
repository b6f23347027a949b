// @ts-check
/** What all parts of the page share: facts, the view with its past, what is selected, the canvas; and how one is drawn from the other. */

import { ask, tell } from "./ask.js";
import { Canvas, isStill } from "./canvas.js";
import { drawingOf, meanOf, READABLE, seen } from "./drawing.js";
import { byId } from "./elements.js";
import { Facts } from "./facts.js";
import { communitiesOf, divides, joinCommunity } from "./folding.js";
import { forced, spiral } from "./forces.js";
import { circular, concentric, geographic, isPlaced, layered } from "./layouts.js";
import { Measures } from "./measures.js";
import { Selection } from "./selection.js";
import { emptyView, Store } from "./store.js";
import { words } from "./texts.js";

/** @import { Drawing } from "./drawing.js" */
/** @import { Entity, Tie } from "./facts.js" */
/** @import { Place, View } from "./store.js" */

/** How long the first picture waits for a settled arrangement, in milliseconds. */
const PATIENCE = 400;
/** From when on somebody who waits is told so. */
const SOON = 200;

export class Desk {
  facts = new Facts();
  measures = new Measures(this.facts);
  store = new Store();
  selection = new Selection();
  canvas = new Canvas(byId("canvas"), this.selection, this.facts);
  /** @type {Drawing} */
  drawing = this.canvas.drawing;
  /** A better arrangement is on its way. */
  settling = false;
  #asked = 0;
  /** What was selected in a view when a step took it off the canvas. @type {WeakMap<View, Set<string>>} */
  #left = new WeakMap();
  #shown = this.store.view;

  constructor() {
    this.store.listen((view, how) => {
      this.redraw();
      if (how !== "begin") this.#select(view, how);
      this.#shown = view;
    });
    this.measures.listen(() => this.redraw());
  }

  /** Only what is there; what a step took away is selected again once that step is undone. @param {View} view @param {"change" | "undo" | "redo"} how */
  #select(view, how) {
    const was = this.selection.ids;
    this.selection.keep((id) => this.drawing.dots.has(id));
    if (this.selection.ids !== was) this.#left.set(this.#shown, was);
    const back = how === "undo" ? this.#left.get(view) : undefined;
    if (back) this.selection.choose(back);
  }

  get view() {
    return this.store.view;
  }

  redraw() {
    this.drawing = drawingOf(this.view, this.facts, this.measures.of(this.view), this.view.time === this.#shown.time ? this.drawing : undefined);
    this.canvas.show(this.drawing);
  }

  /** To those who listen, and not look. @param {string} text */
  say(text) {
    byId("said").textContent = text;
  }

  /** While something takes long. @template T @param {Promise<T>} work @returns {Promise<T>} */
  async waitFor(work) {
    const timer = window.setTimeout(() => this.#wait(words("loading")), SOON);
    this.#asked++;
    try {
      return await work;
    } finally {
      clearTimeout(timer);
      if (--this.#asked === 0) this.#wait("");
    }
  }

  /** @param {string} text */
  #wait(text) {
    byId("wait").textContent = text;
  }

  /** Say what went wrong, in the server's words where it has any. @param {unknown} error */
  complain(error) {
    if (error instanceof DOMException && error.name === "AbortError") return;
    this.#wait(error instanceof Error && error.message ? error.message : words("failed"));
    window.setTimeout(() => this.#asked || this.#wait(""), 6000);
  }

  /**
   * Begin with these, arranged; what came before is forgotten.
   * @param {{ nodes: Entity[], ties: Tie[] }} told
   * @param {Partial<View>} [given]
   */
  async begin(told, given = {}) {
    this.facts.learn(told);
    const seeds = spiral(told.nodes.length);
    const places = new Map(told.nodes.map((node, i) => [node.id, seeds[i] ?? { x: 0, y: 0 }]));
    const view = { ...emptyView(), places, ties: new Set(told.ties.map((tie) => tie.id)), ...given };
    if (given.fold === undefined && view.places.size > READABLE) this.fold(view);
    if (!given.places) {
      const early = this.#arranged(view, view.layout).then((found) => found && this.#place(view, found));
      this.settling = true;
      await Promise.race([early, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
      this.store.begin(view);
      this.canvas.fit(undefined, true);
      const shown = this.view;
      early.then(() => {
        this.settling = false;
        if (this.view !== shown) return;
        this.redraw();
        this.canvas.fit(undefined, true);
      });
    } else {
      this.store.begin(view);
      this.canvas.fit(undefined, true);
    }
  }

  /** By the first of these that makes groups. @param {View} draft */
  fold(draft) {
    const ids = seen(draft, this.facts);
    const found = /** @type {const} */ (["community", "country", "city", "sector"]).find((fold) => divides(fold, draft, this.facts, ids));
    this.foldBy(draft, found ?? "community");
  }

  /** @param {View} draft @param {View["fold"]} fold */
  foldBy(draft, fold) {
    draft.fold = fold;
    draft.opened = new Set();
    if (fold === "community") draft.communities = communitiesOf(this.facts, seen(draft, this.facts), draft.ties);
  }

  /** Whose colours say so is of which community; not anew while groups are folded by those that were found. @param {View} draft */
  findCommunities(draft) {
    if (draft.style.colour === "community" && draft.fold !== "community") draft.communities = communitiesOf(this.facts, seen(draft, this.facts), draft.ties);
  }

  /** @param {View} draft @param {Map<string, Place>} places */
  #place(draft, places) {
    for (const [id, place] of places) if (!draft.pinned.has(id)) draft.places.set(id, place);
  }

  /** @param {View} view @param {string} layout @returns {Promise<Map<string, Place> | null>} */
  async #arranged(view, layout) {
    const drawing = drawingOf(view, this.facts, this.measures.of(view));
    const chosen = [...this.selection.ids].filter((id) => drawing.dots.has(id));
    if (layout === "community") return circular(drawing, communitiesOf(this.facts, [...drawing.dots.keys()], view.ties));
    if (layout === "layered") return layered(drawing, chosen.length ? chosen.slice(0, 1) : [this.best(drawing)]);
    if (layout === "concentric") return concentric(drawing, chosen[0] ?? this.best(drawing));
    if (layout === "geographic") return geographic(drawing, this.facts);
    return forced(drawing, view.pinned, this.canvas.room);
  }

  /** The best connected of what is drawn. @param {Drawing} drawing */
  best(drawing) {
    let [best, most] = ["", -1];
    for (const id of drawing.dots.keys()) {
      const degree = this.facts.entities.get(id)?.degree ?? 0;
      if (degree > most) [best, most] = [id, degree];
    }
    return best;
  }

  /** Arrange anew, as one step that can be undone. @param {string} layout */
  async arrange(layout) {
    const before = this.view;
    this.settling = true;
    const found = await this.waitFor(this.#arranged(before, layout)).finally(() => (this.settling = false));
    if (!found || this.view !== before) return;
    // What the mouse was on is elsewhere now.
    this.selection.point(null);
    this.store.change("did_arrange", (draft) => {
      draft.layout = layout;
      this.#place(draft, found);
    });
    this.canvas.fit();
    const placeless = layout === "geographic" ? [...this.drawing.dots.keys()].filter((id) => !isPlaced(this.facts.entities.get(id))).length : 0;
    if (placeless) this.complain(new Error(words("placeless", { n: placeless })));
  }

  /**
   * Show more, beside nodes or anywhere.
   * @param {{ nodes: Entity[], ties: Tie[] }} told
   * @param {{ what: string, beside?: (id: string) => string, places?: (fresh: string[]) => Map<string, Place> }} how
   * @returns {string[]} what is new on the canvas
   */
  add(told, { what, places, beside }) {
    this.facts.learn(told);
    const fresh = told.nodes.map((node) => node.id).filter((id) => !this.view.places.has(id));
    const ties = told.ties.map((tie) => tie.id).filter((id) => !this.view.ties.has(id));
    const back = told.nodes.map((node) => node.id).filter((id) => this.view.hidden.has(id));
    if (!fresh.length && !ties.length && !back.length) return [];
    const put = places?.(fresh) ?? this.#beside(fresh);
    this.store.change(what, (draft) => {
      for (const id of fresh) draft.places.set(id, put.get(id) ?? { x: 0, y: 0 });
      for (const id of ties) draft.ties.add(id);
      for (const id of back) draft.hidden.delete(id);
      joinCommunity(draft, fresh, beside);
      if (!draft.fold && seen(draft, this.facts).length > READABLE && fresh.length > READABLE / 2) this.fold(draft);
      this.findCommunities(draft);
    });
    return fresh;
  }

  /** To the right of all there is. @param {string[]} fresh */
  #beside(fresh) {
    const there = [...this.view.places.values()];
    const right = there.length ? Math.max(...there.map((place) => place.x)) + 120 : 0;
    const middle = meanOf(there);
    return new Map(spiral(fresh.length).map((place, i) => [fresh[i] ?? "", { x: right + place.x, y: middle.y + place.y }]));
  }

  /** Entities and all ties among them and what is there. @param {string[]} ids @returns {Promise<{ nodes: Entity[], ties: Tie[], missing: string[] }>} */
  async fetched(ids) {
    return tell("graph/among", { ids, as_of: this.view.asOf ?? undefined });
  }

  /** @param {string} path @param {Record<string, string | number | string[] | null | undefined>} [asked] */
  async asked(path, asked = {}) {
    return ask(path, { as_of: this.view.asOf, ...asked });
  }

  get still() {
    return isStill();
  }
}
