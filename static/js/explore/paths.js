// @ts-check
/** Path mode: who can introduce one to the other, as cards beside the drawing. Every change of the question is answered at once. */

import { ask } from "./ask.js";
import { card, chosenBetween } from "./cards.js";
import { byId, icon, make, shortened } from "./elements.js";
import { ENDS, INTRODUCE } from "./facts.js";
import { meant, offerNames } from "./find.js";
import { FARTHEST, instead, waysOf } from "./instead.js";
import { along, inLayers, together } from "./routes.js";
import { keepOnly } from "./commands.js";
import { words } from "./texts.js";

/** @import { Desk } from "./desk.js" */
/** @import { Answer, End, Path } from "./routes.js" */

const MOST = 8;
const BESIDE = 120;

export class Paths {
  /** @type {End | null} */
  from = null;
  /** @type {End | null} */
  to = null;
  /** @type {End | null} */
  via = null;
  /** @type {End[]} */
  avoid = [];
  /** What stands in a field that means nobody, and what was made of the text of one. @type {Record<string, { text?: string, said: string }>} */
  #read = {};
  between = 3;
  diverse = false;
  on = false;
  /** @type {Answer | null} */
  #answer = null;
  #asking = new AbortController();

  /** @param {Desk} desk @param {() => void} closed */
  constructor(desk, closed) {
    this.desk = desk;
    this.closed = closed;
    this.root = byId("panel");
    this.label = this.root.getAttribute("aria-label") ?? "";
    desk.selection.listen((what) => what === "chosen" && this.on && this.#offer());
    byId("to-paths").addEventListener("click", () => (this.on ? this.close() : this.open(...this.#selected())));
  }

  /** What is selected, where it is one or two that paths can begin and end at. @returns {End[]} */
  #selected() {
    const { selection, facts } = this.desk;
    const ends = [...selection.ids].map((id) => facts.entities.get(id)).filter((entity) => entity !== undefined && ENDS.includes(entity.kind));
    return ends.length <= 2 ? /** @type {End[]} */ (ends) : [];
  }

  /** As an address names the ends: by ids or by names. @param {string} from @param {string} to @param {boolean} known the server knows both */
  async openNamed(from, to, known) {
    const exact = known && from && to ? await ask("introductions", { source: from, target: to, limit: 1 }) : null;
    if (exact?.source.id && exact.target.id) {
      await this.open(exact.source, exact.target);
      return this.#arrange([...this.desk.drawing.dots.keys()]);
    }
    const [source, target] = await Promise.all([from, to].map(meant));
    this.#read = { from: { text: from, said: source?.said ?? "" }, to: { text: to, said: target?.said ?? "" } };
    return this.open(source?.end, target?.end);
  }

  /** @param {End | null} [from] @param {End | null} [to] */
  open(from, to) {
    this.on = true;
    if (from && !to && from.id === this.to?.id) this.to = null;
    this.from = from ?? this.from;
    this.to = to ?? this.to;
    byId("to-paths").setAttribute("aria-pressed", "true");
    this.root.setAttribute("aria-label", words("paths_title"));
    this.draw();
    this.root.focus();
    return this.ask();
  }

  close() {
    this.on = false;
    byId("to-paths").setAttribute("aria-pressed", "false");
    this.root.setAttribute("aria-label", this.label);
    this.desk.selection.light([]);
    this.closed();
  }

  draw() {
    const close = make("button", { type: "button", class: "xtool", "aria-label": words("close"), title: words("close") }, icon("close"));
    close.addEventListener("click", () => this.close());
    const slider = make("input", { type: "range", id: "between", min: 0, max: FARTHEST, step: 1, value: this.between });
    // Told with the slider, and not by itself when the panel opens.
    const said = make("span");
    const say = () => {
      said.textContent = words("at_most_between", { n: this.between });
      slider.setAttribute("aria-valuetext", said.textContent);
    };
    say();
    slider.addEventListener("input", () => {
      this.between = Number(slider.value);
      say();
    });
    slider.addEventListener("change", () => this.ask());
    this.offered = make("div", { "aria-live": "polite" });
    this.answers = make("div", { class: "xanswers", "aria-live": "polite" });
    this.chips = make("div", { class: "chips" });
    this.root.replaceChildren(
      make("div", { class: "xpanel-head" }, make("div", {}, make("h2", {}, words("paths_title"))), close),
      this.#end("from", words("from")),
      this.#end("to", words("to")),
      make("div", { class: "xfield" }, make("label", { for: "between" }, words("between")), slider, said),
      this.#end("via", words("path_via")),
      this.chips,
      this.offered,
      this.answers,
    );
  }

  /** An actor that is chosen on the canvas, to go round it or by way of it. */
  #offer() {
    const [id = "", ...more] = this.desk.selection.ids;
    const entity = this.desk.facts.entities.get(id);
    const isBetween = entity && !more.length && INTRODUCE.includes(entity.kind) && ![this.from?.id, this.to?.id].includes(id);
    this.offered?.replaceChildren(...(isBetween ? [chosenBetween(entity, { avoid: () => this.#avoid(entity), pass: () => this.#pass(entity) })] : []));
  }

  /** @param {End} end */
  #avoid(end) {
    // What is offered for who is selected, and the field of whom to pass by, would say otherwise.
    const said = this.desk.selection.ids.has(end.id) || this.via?.id === end.id;
    this.avoid = [...this.avoid.filter((other) => other.id !== end.id), end];
    if (this.via?.id === end.id) this.via = null;
    return said ? this.#asked() : this.ask();
  }

  /** @param {End} end */
  #pass(end) {
    this.via = end;
    this.avoid = this.avoid.filter((other) => other.id !== end.id);
    this.#asked();
  }

  /** Another question, by what was chosen on the canvas. */
  #asked() {
    this.draw();
    this.root.focus();
    return this.ask();
  }

  /** @param {"from" | "to" | "via"} which @param {string} label */
  #end(which, label) {
    const field = make("input", { id: `path-${which}`, type: "search", autocomplete: "off", maxlength: 200 });
    field.value = this[which]?.name ?? this.#read[which]?.text ?? "";
    const said = make("p", { class: "second", role: "status" }, this.#read[which]?.said ?? "");
    const box = make("div", { class: "xfield xpathend" }, make("label", { for: field.id }, label), field);
    offerNames(box, (offer) => {
      this[which] = offer;
      field.value = offer.name;
      said.textContent = "";
      delete this.#read[which];
      this.ask();
    });
    box.append(said);
    field.addEventListener("change", () => this.#typed(which, field, said).catch((error) => this.desk.complain(error)));
    return box;
  }

  /** A name that nothing was chosen for stands for the closest one, so that a field never says one thing and the answer another. @param {"from" | "to" | "via"} which @param {HTMLInputElement} field @param {HTMLElement} said */
  async #typed(which, field, said) {
    const text = field.value.trim();
    if (text === (this[which]?.name ?? "")) return;
    const found = await meant(text);
    if (field.value.trim() !== text) return;
    this[which] = found.end;
    this.#read[which] = { text, said: found.said };
    said.textContent = found.said;
    if (found.end) field.value = found.end.name;
    if (text && !found.end) this.answers?.replaceChildren();
    else this.ask();
  }

  async ask() {
    if (!this.from || !this.to) return this.#say(words("paths_hint"));
    this.#asking.abort();
    this.#asking = new AbortController();
    const held = this.root.contains(document.activeElement);
    this.#drawChips();
    const question = {
      source: this.from.id,
      target: this.to.id,
      max_hops: this.between + 1,
      limit: MOST,
      avoid: this.avoid.map((end) => end.id),
      via: this.via?.id,
      as_of: this.desk.view.asOf,
    };
    try {
      this.#answer = await this.desk.waitFor(ask("introductions", question, this.#asking.signal));
      if (this.on) await this.#show();
    } catch (error) {
      if (!(error instanceof DOMException)) this.#say(error instanceof Error ? error.message : words("failed"));
    }
    // The keyboard stays here where what it was at is gone.
    if (held && !this.root.contains(document.activeElement)) this.root.focus({ preventScroll: true });
    return undefined;
  }

  #drawChips() {
    const chips = this.avoid.map((end) => {
      const chip = make("button", { type: "button", class: "chip" }, words("without_name", { name: shortened(end.name, 60) }), icon("close"));
      chip.addEventListener("click", () => {
        this.avoid = this.avoid.filter((other) => other.id !== end.id);
        this.ask();
      });
      return chip;
    });
    this.chips?.replaceChildren(...chips);
  }

  /** @param {string} text */
  #say(text) {
    this.answers?.replaceChildren(make("p", { class: "second" }, text));
  }

  async #show() {
    const answer = this.#answer;
    if (!answer) return;
    const paths = this.diverse ? answer.diverse : answer.paths;
    await this.#onCanvas([...answer.paths, ...answer.diverse]);
    const [best] = paths;
    if (!best) return this.#none(answer);
    const shortest = [...answer.paths].sort((a, b) => a.hops - b.hops)[0];
    const special = shortest && answer.paths[0] && shortest.hops < answer.paths[0].hops ? shortest : undefined;
    const toggle = [false, true].map((diverse) => {
      const chip = make("button", { type: "button", class: "chip", "aria-pressed": String(this.diverse === diverse) }, words(diverse ? "diverse" : "best_first"));
      chip.addEventListener("click", async () => {
        this.diverse = diverse;
        await this.#show();
        /** @type {HTMLElement | null | undefined} */ (this.answers?.querySelector("[aria-pressed=true]"))?.focus();
      });
      return chip;
    });
    const only = make("button", { type: "button", class: "xlink" }, words("only_paths"));
    only.addEventListener("click", () => this.#only(paths));
    this.answers?.replaceChildren(
      make("p", { class: "second" }, answer.explanation),
      make("div", { class: "chips xtabs", role: "group", "aria-label": words("which_paths") }, ...toggle),
      ...(special && !this.diverse ? [make("div", { class: "xtwo" }, this.#card(best, words("strongest_path")), this.#card(special, words("shortest_path")))] : []),
      make("ol", { class: "xcards" }, ...paths.map((path, i) => make("li", {}, this.#card(path, words("path_n", { n: 1, rank: i + 1 }))))),
      only,
    );
    this.#light(best);
    return undefined;
  }

  /** @param {Path[]} paths what is not there yet is added, as one step, with what the two of a step took part in */
  async #onCanvas(paths) {
    const { desk } = this;
    const ids = [...new Set([this.from?.id, this.to?.id, ...paths.flatMap(along)].filter((id) => id !== undefined))];
    const missing = ids.filter((id) => !desk.drawing.dots.has(id));
    if (!missing.length) return;
    const was = desk.drawing.dots.size;
    const told = await desk.fetched(ids);
    if (was === 0) {
      await desk.begin(told, { layout: "force" });
      this.#arrange(ids);
    } else {
      desk.add(told, { what: "did_paths", places: (fresh) => this.#beside(ids, fresh) });
      desk.canvas.fit();
    }
  }

  /** From left to right, what is new to the right of all there is. @param {string[]} ids @param {string[]} fresh @returns {Map<string, { x: number, y: number }>} */
  #beside(ids, fresh) {
    const there = [...this.desk.view.places.values()];
    const all = this.#places(ids);
    const places = new Map([...all].filter(([id]) => fresh.includes(id)));
    const right = Math.max(...there.map(({ x }) => x)) + BESIDE - Math.min(...[...places.values()].map(({ x }) => x));
    const middle = there.reduce((sum, { y }) => sum + y, 0) / there.length;
    return new Map([...places].map(([id, { x, y }]) => [id, { x: x + right, y: y + middle }]));
  }

  /** @param {string[]} ids */
  #places(ids) {
    const { paths = [], diverse = [] } = this.#answer ?? {};
    return inLayers([...paths, ...diverse], this.from?.id ?? "", this.to?.id ?? "", ids);
  }

  /** From left to right, the source first. @param {string[]} ids */
  #arrange(ids) {
    const { desk } = this;
    const inside = ids.filter((id) => desk.drawing.dots.has(id));
    const places = this.#places(inside);
    desk.store.amend((draft) => {
      draft.layout = "layered";
      for (const [id, place] of places) draft.places.set(id, place);
    });
    // Not at once: that would not stop the camera where it is on its way to something else.
    desk.canvas.fit(inside);
  }

  /** @param {Path[]} paths */
  #only(paths) {
    const ids = new Set(paths.flatMap(along));
    this.desk.selection.choose([...ids].filter((id) => this.desk.drawing.dots.has(id)));
    keepOnly(this.desk);
    this.desk.selection.choose([]);
    this.#arrange([...ids]);
    if (paths[0]) this.#light(paths[0]);
  }

  /** @param {Path} path */
  #light(path) {
    const route = along(path);
    const ends = [this.from?.id, this.to?.id].filter((id) => id !== undefined);
    this.desk.selection.light([...ends, ...route, ...path.steps.flatMap(together)], route);
  }

  /** @param {Path} path @param {string} title */
  #card(path, title) {
    return card(path, title, {
      light: () => this.#light(path),
      show: () => this.desk.canvas.fit(along(path)),
      avoid: (end) => this.#avoid(end),
    });
  }

  /** @param {Answer} answer */
  #none(answer) {
    this.answers?.replaceChildren(...instead(answer, [this.from?.id, this.to?.id], (end) => void this.open(this.from, end), waysOf(this)));
    this.desk.selection.light([]);
  }
}
