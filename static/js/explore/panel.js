// @ts-check
/** The panel: what is selected, what is known of it and from where, and what can be asked next. */

import { chosen, showHidden } from "./commands.js";
import { byId, icon, make, mark, named } from "./elements.js";
import { remember } from "./find.js";
import { Known, proof } from "./known.js";
import { several } from "./several.js";
import { amount, labelWord, typeWord, words } from "./texts.js";

/** @import { Desk } from "./desk.js" */
/** @import { Link } from "./drawing.js" */

export class Panel {
  #turn = 0;
  /** What is told of the one entity that is selected. @type {Known | null} */
  #known = null;

  /** @param {Desk} desk @param {{ paths: (from: string, to: string) => void, busy: () => boolean }} acts */
  constructor(desk, acts) {
    this.desk = desk;
    this.acts = acts;
    this.root = byId("panel");
    const canvas = byId("canvas");
    this.addresses = { entities: canvas.dataset.entities ?? "/entities/", introductions: canvas.dataset.introductions ?? "/introductions" };
    desk.selection.listen((what) => what === "chosen" && this.show());
    desk.store.listenAfter(() => this.show(true));
  }

  open() {
    if (matchMedia("(max-width: 68rem)").matches) this.root.scrollIntoView({ behavior: this.desk.still ? "auto" : "smooth", block: "nearest" });
  }

  /** @param {boolean} [again] only what depends on the view has changed */
  show(again = false) {
    // Path mode has the panel until it is closed.
    if (this.acts.busy()) return;
    const turn = ++this.#turn;
    const { selection } = this.desk;
    const link = selection.link ? this.desk.drawing.links.get(selection.link) : undefined;
    const ids = chosen(this.desk);
    const [first] = ids;
    if (ids.length === 1 && this.#known?.root.isConnected && this.#known.tells(first ?? "")) return this.#known.again();
    this.#known = null;
    const held = again && this.root.contains(document.activeElement);
    if (link) this.#link(link, turn);
    else if (ids.length > 1) this.root.replaceChildren(...several(this.desk, ids, this.acts.paths));
    else if (first) this.#one(first);
    else this.#nothing();
    // The keyboard stays here where what it was at is gone.
    if (held) this.root.focus({ preventScroll: true });
    return undefined;
  }

  /** @param {number} turn @param {() => void} act */
  #if(turn, act) {
    if (turn === this.#turn) act();
  }

  #nothing() {
    const { view, facts } = this.desk;
    const hidden = [...view.hidden].filter((id) => view.places.has(id)).length;
    const groups = view.named.map(({ name, ids }) => {
      const button = make("button", { type: "button", class: "xlink" }, named(name));
      button.addEventListener("click", () => this.desk.selection.choose(ids.filter((id) => this.desk.drawing.dots.has(id))));
      return make("li", {}, button, make("span", { class: "second" }, amount(ids.length)));
    });
    const notes = [...view.notes].map(([id, note]) => {
      const button = make("button", { type: "button", class: "xlink" }, named(facts.name(id)));
      button.addEventListener("click", () => this.desk.selection.choose([id]));
      return make("li", { class: "tall" }, button, make("p", { class: "source" }, note));
    });
    const back = make("button", { type: "button", class: "button" }, words("show_hidden", { n: hidden }));
    back.addEventListener("click", () => showHidden(this.desk));
    this.root.replaceChildren(
      make("h2", {}, words("nothing_selected")),
      make("ul", { class: "xhints" }, ...["hint_choose", "hint_expand", "hint_several", "hint_keys"].map((key) => make("li", {}, words(key)))),
      ...(hidden ? [back] : []),
      ...(groups.length ? [make("h3", {}, words("named_groups")), make("ul", { class: "xlist" }, ...groups)] : []),
      ...(notes.length ? [make("h3", {}, words("notes")), make("ul", { class: "xlist" }, ...notes)] : []),
    );
  }

  /** @param {string} sign @param {string} kind @param {string} name */
  #head(sign, kind, name) {
    const close = make("button", { type: "button", class: "xtool", "aria-label": words("close"), title: words("close") }, icon("close"));
    close.addEventListener("click", () => {
      this.desk.selection.choose([]);
      this.desk.canvas.container.focus();
    });
    return make("div", { class: "xpanel-head" }, make("div", {}, mark(sign, "medium"), make("p", { class: "kind" }, kind), make("h2", {}, named(name))), close);
  }

  /** @param {string} id */
  #one(id) {
    const entity = this.desk.facts.entities.get(id);
    if (!entity) return;
    remember(entity);
    this.#known = new Known(this.desk, id, this.addresses, this.acts.paths);
    this.root.replaceChildren(this.#head(this.desk.facts.label(id), labelWord(entity.labels.at(-1) ?? ""), entity.name), this.#known.root);
  }

  /** Once what is selected is told, or some of it took too long to be waited for. */
  async filled() {
    await this.#known?.filled;
  }

  /** @param {Link} link @param {number} turn */
  #link(link, turn) {
    const { desk } = this;
    const [a, b] = [desk.drawing.dots.get(link.source), desk.drawing.dots.get(link.target)];
    if (!a || !b) return;
    const head = this.#head(desk.facts.label(a.id), words("tie"), `${a.name} – ${b.name}`);
    const word = make("p", {}, make("span", { class: `tie ${link.weight}${link.inferred ? " inferred" : ""}` }, words(link.weight)));
    const behind = make("div", {});
    this.root.replaceChildren(head, word, behind);
    if (a.members || b.members) {
      behind.replaceChildren(make("p", {}, words("n_ties", { n: link.ties.length })), make("p", { class: "second" }, words("open_groups_first")));
      return;
    }
    desk.asked("graph/links", { source: a.id, target: b.id }).then(
      (told) => this.#if(turn, () => behind.replaceChildren(...evidence(told))),
      (error) => desk.complain(error),
    );
  }
}

/** What stands behind a tie, each fact with its source. @param {any} told */
function evidence(told) {
  const rows = told.ties.map((/** @type {any} */ tie, /** @type {number} */ i) =>
    make(
      "li",
      { class: "tall" },
      make("span", {}, told.sentences?.[i] ?? typeWord(tie.type)),
      make("span", { class: "age" }, told.ages?.[i] ? ` ${told.ages[i]}` : ""),
      make("span", { class: "source" }, icon("document"), ` ${proof(tie)}`),
    ),
  );
  const more = told.total > told.ties.length ? [make("p", { class: "second" }, words("and_more", { n: told.total - told.ties.length }))] : [];
  return [...(told.sentence ? [make("p", {}, told.sentence)] : []), make("ul", { class: "xlist" }, ...rows), ...more];
}
