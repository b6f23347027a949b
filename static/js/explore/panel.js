// @ts-check
/** The panel: what is selected, what is known of it and from where, and what can be asked next. */

import { piece, quoted } from "./ask.js";
import { annotate, chosen, hide, showHidden } from "./commands.js";
import { byId, icon, make, mark, named } from "./elements.js";
import { expandBy, around, shownOf } from "./expand.js";
import { remember } from "./find.js";
import { amount, choiceWord, countryName, labelWord, propertyWord, typeHeading, typeWord, words } from "./texts.js";
import { DERIVED, ENDS, INTRODUCE, weightOf } from "./facts.js";
import { several } from "./several.js";

/** @import { Desk } from "./desk.js" */
/** @import { Link } from "./drawing.js" */

const STRONGEST = 6;
/** Told elsewhere on the page, or of use to programs only. */
const UNSAID = new Set(["name", "id", "lat", "lon", "synthetic", "aliases", "evidence", "source_document", "origin", "contact"]);

export class Panel {
  #turn = 0;

  /** @param {Desk} desk @param {{ paths: (from: string, to: string) => void, busy: () => boolean }} acts */
  constructor(desk, acts) {
    this.desk = desk;
    this.acts = acts;
    this.root = byId("panel");
    const canvas = byId("canvas");
    this.entities = canvas.dataset.entities ?? "/entities/";
    this.introductions = canvas.dataset.introductions ?? "/introductions";
    desk.selection.listen((what) => what === "chosen" && this.show());
    desk.store.listenAfter(() => this.show(true));
  }

  open() {
    if (matchMedia("(max-width: 68rem)").matches && !this.desk.still) this.root.scrollIntoView({ behavior: "smooth", block: "nearest" });
  }

  /** @param {boolean} [again] only what depends on the view has changed */
  show(again = false) {
    if (again && this.root.contains(document.activeElement) && document.activeElement instanceof HTMLTextAreaElement) return;
    // Path mode has the panel until it is closed.
    if (this.acts.busy()) return;
    const turn = ++this.#turn;
    const { selection } = this.desk;
    const link = selection.link ? this.desk.drawing.links.get(selection.link) : undefined;
    const ids = chosen(this.desk);
    const [first] = ids;
    if (link) this.#link(link, turn);
    else if (ids.length > 1) this.root.replaceChildren(...several(this.desk, ids, this.acts.paths));
    else if (first) this.#one(first, turn);
    else this.#nothing();
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

  /** @param {string} id @param {number} turn */
  #one(id, turn) {
    const { desk } = this;
    const entity = desk.facts.entities.get(id);
    if (!entity) return;
    remember(entity);
    const head = this.#head(desk.facts.label(id), labelWord(entity.labels.at(-1) ?? ""), entity.name);
    const community = desk.view.style.colour === "community" ? desk.view.communities.get(id) : undefined;
    const inCommunity = community ? [make("p", { class: "second" }, words("in_community", { name: desk.facts.called(community) }))] : [];
    const facts = make("div", {});
    const ties = make("div", {});
    const nature = make("div", {});
    const worked = make("div", {});
    const time = make("div", { id: "over-time" });
    const whole = make("a", { href: this.entities + quoted(id), class: "xwhole" }, words("whole_page"));
    this.root.replaceChildren(head, ...inCommunity, facts, this.#questions(id), ties, nature, worked, time, this.#note(id), make("p", {}, whole));
    this.#facts(id).then((found) => this.#if(turn, () => facts.replaceChildren(...found)), () => undefined);
    this.#strongest(id).then((found) => this.#if(turn, () => ties.replaceChildren(...found)), () => undefined);
    this.#time(id).then((found) => this.#if(turn, () => time.replaceChildren(...found)), () => undefined);
    this.#nature(id).then((found) => this.#if(turn, () => nature.replaceChildren(...found)), (error) => desk.complain(error));
    this.#together(id).then((found) => this.#if(turn, () => worked.replaceChildren(...found)), (error) => desk.complain(error));
  }

  /** @param {string} id */
  async #facts(id) {
    const { properties, withheld } = await this.desk.asked(`entities/${quoted(id)}`, { as_of: null });
    const said = Object.entries(properties).filter(([name]) => !UNSAID.has(name) && !name.endsWith("_source"));
    const rows = said.slice(0, 8).flatMap(([name, value]) => [make("dt", {}, propertyWord(name)), make("dd", {}, told(name, value))]);
    const source = properties.source_document ?? properties.evidence;
    const unnamed = withheld ? [make("p", { class: "second" }, words("withheld", { n: withheld }))] : [];
    return [make("dl", { class: "xfacts" }, ...rows), make("p", { class: "source" }, icon("document"), ` ${source ?? words("no_document")}`), ...unnamed];
  }

  /** @param {string} id */
  #questions(id) {
    const entity = this.desk.facts.entities.get(id);
    const kind = entity?.kind ?? "";
    const to = make("a", { class: "button button-main", href: `${this.introductions}?target=${quoted(id)}` }, words("introduce_me"));
    const from = make("a", { href: `${this.introductions}?source=${quoted(id)}` }, words("introductions_from"));
    const here = make("button", { type: "button", class: "xlink" }, words("paths_from_here"));
    here.addEventListener("click", () => this.acts.paths(id, ""));
    const page = (/** @type {string} */ asked, /** @type {string} */ key) => make("li", {}, make("a", { href: `${this.entities.replace(/entities\/$/, "")}${asked}=${quoted(id)}` }, words(key)));
    const away = make("button", { type: "button", class: "xlink" }, words("hide_it"));
    away.addEventListener("click", () => {
      hide(this.desk);
      this.desk.canvas.container.focus();
    });
    const links = INTRODUCE.includes(kind) ? [make("li", {}, from), make("li", {}, here), page("partners?entity", "partners")] : ENDS.includes(kind) ? [make("li", {}, here)] : [];
    if (kind === "company") links.push(page("coexport?company", "coexport"));
    if (kind === "need") links.push(page("consortium?opportunity", "who_can_answer"));
    return make("div", {}, to, make("ul", { class: "xnext" }, ...links, make("li", {}, away)));
  }

  /** @param {string} id */
  async #strongest(id) {
    const { results, total } = await this.desk.asked(`entities/${quoted(id)}/ties`, { page_size: STRONGEST });
    const rows = results.map((/** @type {any} */ row) => {
      const other = make("button", { type: "button", class: "xlink xplain" }, named(row.other.name));
      other.addEventListener("click", () => this.#goTo(row.other.id, row.tie));
      const weight = weightOf({ introduces: row.strength !== null, strength: row.strength });
      return make(
        "li",
        { class: "tall" },
        make("span", { class: "xpair" }, make("span", { class: "who" }, mark(row.other.labels.at(-1)), other), make("span", { class: `tie ${weight}` }, row.strength_word ?? words("situates"))),
        make("span", { class: "source" }, `${typeWord(row.tie.type)}${row.tie.since ? ` (${row.tie.since})` : ""}. ${proof(row.tie)}`),
      );
    });
    if (!rows.length) return [make("h3", {}, words("strongest")), make("p", { class: "second" }, words("no_ties"))];
    return [make("h3", {}, words("strongest")), make("ul", { class: "xlist" }, ...rows), make("p", { class: "second" }, words("n_ties", { n: total }))];
  }

  /** @param {string} id @param {{ from: { id: string }, to: { id: string } }} tie */
  async #goTo(id, tie) {
    const { desk } = this;
    if (!desk.drawing.dots.has(id)) {
      const middle = [tie.from.id, tie.to.id].find((end) => end !== id) ?? "";
      const { fan } = await import("./layouts.js");
      const told = await desk.fetched([id, middle]);
      const place = desk.view.places.get(middle);
      desk.add(told, { what: "did_add", ...(place ? { places: (fresh) => fan(fresh, place, [...desk.drawing.dots.values()]) } : {}) });
    }
    desk.selection.choose([id]);
    desk.canvas.reveal(id);
  }

  /** How many ties of each kind, and a way to show them. @param {string} id */
  async #nature(id) {
    const { desk } = this;
    const { counts } = await around(desk, id, { limit: 1 });
    const rows = counts.map((count) => this.#count(id, count));
    return rows.length ? [make("h3", {}, words("by_nature")), make("ul", { class: "xlist", id: "nature" }, ...rows)] : [];
  }

  /** With whom it worked, which no stored tie says. @param {string} id */
  async #together(id) {
    const { desk } = this;
    if (!INTRODUCE.includes(desk.facts.entities.get(id)?.kind ?? "")) return [];
    const { counts, looked_at_all: all } = await around(desk, id, { type: DERIVED, limit: 1 });
    const rows = counts.map(({ type, n }) => this.#count(id, { type, direction: "both", n }));
    if (!all) rows.push(make("li", { class: "second" }, words("not_all_looked_at")));
    return rows.length ? [make("ul", { class: "xlist", id: "worked" }, ...rows)] : [];
  }

  /** How many of a kind are shown, and a way to show more. @param {string} id @param {import("./expand.js").Count} count */
  #count(id, { type, direction, n }) {
    const { desk } = this;
    const shown = [...(desk.facts.around.get(id) ?? [])].filter((key) => {
      const tie = desk.facts.ties.get(key);
      return tie && tie.type === type && desk.view.ties.has(key) && (direction === "both" || (direction === "out") === (tie.source === id));
    }).length;
    const title = typeHeading(type, direction);
    const button = make("button", { type: "button", class: "xlink", "aria-label": `${title}: ${shownOf(shown, n)}`, "data-type": type }, shownOf(shown, n));
    button.addEventListener("click", () => expandBy(desk, id, type).catch((error) => desk.complain(error)));
    return make("li", {}, make("span", {}, title), shown >= n ? make("span", { class: "second" }, shownOf(shown, n)) : button);
  }

  /** What began, ended and happened: the time-line of its page. @param {string} id */
  async #time(id) {
    return [make("h3", {}, words("over_time")), ...(await piece(`${this.entities}${quoted(id)}/timeline`))];
  }

  /** @param {string} id */
  #note(id) {
    const area = make("textarea", { class: "xnote", id: "note", maxlength: 2000 });
    area.value = this.desk.view.notes.get(id) ?? "";
    area.addEventListener("change", () => annotate(this.desk, id, area.value));
    return make("div", {}, make("h3", {}, make("label", { for: "note" }, words("note"))), area);
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

/** @param {string} name @param {unknown} value */
function told(name, value) {
  if (name === "country") return countryName(String(value));
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "number" ? (name.includes("year") ? String(value) : amount(value)) : choiceWord(String(value));
}

/** A document and what it says. @param {{ evidence: string | null, source_document: string | null }} fact */
function proof({ evidence, source_document }) {
  return [source_document, evidence?.replace(/[.\s]+$/, "")].filter(Boolean).join(", ") || words("no_document");
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
