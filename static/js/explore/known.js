// @ts-check
/** What is known of one entity and from where, and what can be asked of it next. Asked once while it stays selected, and shown all at once, so that nothing moves under a hand. */

import { piece, quoted } from "./ask.js";
import { annotate, hide } from "./commands.js";
import { make, mark, named, icon } from "./elements.js";
import { around, expandBy, shownOf } from "./expand.js";
import { DERIVED, ENDS, INTRODUCE, weightOf } from "./facts.js";
import { amount, choiceWord, countryName, propertyWord, typeHeading, typeWord, words } from "./texts.js";

/** @import { Desk } from "./desk.js" */
/** @import { Count } from "./expand.js" */
/** @typedef {{ entities: string, introductions: string }} Addresses where pages of entities begin, and that of introductions */

const STRONGEST = 6;
/** How long what has come waits for the rest, in milliseconds. */
const PATIENCE = 700;
/** Told elsewhere on the page, or of use to programs only. */
const UNSAID = new Set(["name", "id", "lat", "lon", "synthetic", "aliases", "evidence", "source_document", "origin", "contact"]);

export class Known {
  #community = make("div");
  #nature = make("div");
  #worked = make("div");
  #note = make("textarea", { class: "xnote", id: "note", maxlength: 2000 });
  /** @type {Count[]} */
  #counts = [];
  /** @type {{ counts: Count[], looked_at_all: boolean }} */
  #gathered = { counts: [], looked_at_all: true };

  /** @param {Desk} desk @param {string} id @param {Addresses} addresses @param {(from: string, to: string) => void} paths */
  constructor(desk, id, addresses, paths) {
    this.desk = desk;
    this.id = id;
    this.day = desk.view.asOf;
    this.addresses = addresses;
    this.paths = paths;
    const [facts, ties, time] = [make("div"), make("div"), make("div", { id: "over-time" })];
    const whole = make("a", { href: addresses.entities + quoted(id), class: "xwhole" }, words("whole_page"));
    this.root = make("div", { class: "xknown", "data-filling": true }, this.#community, facts, this.#questions(), ties, this.#nature, this.#worked, time, this.#written(), make("p", {}, whole));
    this.#note.addEventListener("change", () => annotate(desk, id, this.#note.value));
    this.again();
    const coming = [
      this.#facts().then((found) => facts.replaceChildren(...found)),
      this.#strongest().then((found) => ties.replaceChildren(...found)),
      this.#time().then((found) => time.replaceChildren(...found)),
      this.#tied(),
      this.#together(),
    ];
    for (const one of coming) one.catch((error) => desk.complain(error));
    /** Once all has come, or some of it took too long to be waited for. */
    this.filled = Promise.race([Promise.allSettled(coming), new Promise((resolve) => setTimeout(resolve, PATIENCE))]).then(() => this.root.removeAttribute("data-filling"));
  }

  /** Whether this is what would be told of it now. @param {string} id */
  tells(id) {
    return this.id === id && this.day === this.desk.view.asOf;
  }

  /** What depends on the view. The keyboard stays at the kind of tie it was at. */
  again() {
    const { desk, id } = this;
    const community = desk.view.style.colour === "community" ? desk.view.communities.get(id) : undefined;
    this.#community.replaceChildren(...(community ? [make("p", { class: "second" }, words("in_community", { name: desk.facts.called(community) }))] : []));
    if (document.activeElement !== this.#note) this.#note.value = desk.view.notes.get(id) ?? "";
    const at = document.activeElement instanceof HTMLElement && this.root.contains(document.activeElement) ? document.activeElement.dataset.tie : undefined;
    this.#drawCounts();
    const [same] = [...this.root.querySelectorAll("[data-tie]")].filter((one) => one instanceof HTMLElement && one.dataset.tie === at);
    if (same instanceof HTMLElement) same.focus({ preventScroll: true });
  }

  /** How many ties of each kind. */
  async #tied() {
    this.#counts = (await around(this.desk, this.id, { limit: 1 })).counts;
    this.#drawCounts();
  }

  /** With whom it worked, which no stored tie says. */
  async #together() {
    if (!INTRODUCE.includes(this.desk.facts.entities.get(this.id)?.kind ?? "")) return;
    this.#gathered = await around(this.desk, this.id, { type: DERIVED, limit: 1 });
    this.#drawCounts();
  }

  #drawCounts() {
    const rows = this.#counts.map((count) => this.#count(count));
    this.#nature.replaceChildren(...(rows.length ? [make("h3", {}, words("by_nature")), make("ul", { class: "xlist", id: "nature" }, ...rows)] : []));
    const { counts, looked_at_all: all } = this.#gathered;
    const worked = counts.map(({ type, n }) => this.#count({ type, direction: "both", n }));
    if (!all) worked.push(make("li", { class: "second" }, words("not_all_looked_at")));
    this.#worked.replaceChildren(...(worked.length ? [make("ul", { class: "xlist", id: "worked" }, ...worked)] : []));
  }

  /** How many of a kind are shown, and a way to show more. @param {Count} count */
  #count({ type, direction, n }) {
    const { desk, id } = this;
    const shown = [...(desk.facts.around.get(id) ?? [])].filter((key) => {
      const tie = desk.facts.ties.get(key);
      return tie && tie.type === type && desk.view.ties.has(key) && (direction === "both" || (direction === "out") === (tie.source === id));
    }).length;
    const title = typeHeading(type, direction);
    const tie = `${type} ${direction}`;
    // What has nothing more to show keeps the keyboard until it moves on.
    if (shown >= n) return make("li", {}, make("span", {}, title), make("span", { class: "second", "data-tie": tie, tabindex: -1 }, shownOf(shown, n)));
    const button = make("button", { type: "button", class: "xlink", "aria-label": `${title}: ${shownOf(shown, n)}`, "data-type": type, "data-tie": tie }, shownOf(shown, n));
    button.addEventListener("click", () => expandBy(desk, id, type).catch((error) => desk.complain(error)));
    return make("li", {}, make("span", {}, title), button);
  }

  async #facts() {
    const { properties, withheld } = await this.desk.asked(`entities/${quoted(this.id)}`, { as_of: null });
    const said = Object.entries(properties).filter(([name]) => !UNSAID.has(name) && !name.endsWith("_source"));
    const rows = said.slice(0, 8).flatMap(([name, value]) => [make("dt", {}, propertyWord(name)), make("dd", {}, told(name, value))]);
    const source = properties.source_document ?? properties.evidence;
    const unnamed = withheld ? [make("p", { class: "second" }, words("withheld", { n: withheld }))] : [];
    return [make("dl", { class: "xfacts" }, ...rows), make("p", { class: "source" }, icon("document"), ` ${source ?? words("no_document_itself")}`), ...unnamed];
  }

  #questions() {
    const { desk, id } = this;
    const { entities, introductions } = this.addresses;
    const kind = desk.facts.entities.get(id)?.kind ?? "";
    const to = make("a", { class: "button button-main", href: `${introductions}?target=${quoted(id)}` }, words("introduce_me"));
    const from = make("a", { href: `${introductions}?source=${quoted(id)}` }, words("introductions_from"));
    const here = make("button", { type: "button", class: "xlink" }, words("paths_from_here"));
    here.addEventListener("click", () => this.paths(id, ""));
    const page = (/** @type {string} */ asked, /** @type {string} */ key) => make("li", {}, make("a", { href: `${entities.replace(/entities\/$/, "")}${asked}=${quoted(id)}` }, words(key)));
    const away = make("button", { type: "button", class: "xlink" }, words("hide_it"));
    away.addEventListener("click", () => {
      hide(desk);
      desk.canvas.container.focus();
    });
    const links = INTRODUCE.includes(kind) ? [make("li", {}, from), make("li", {}, here), page("partners?entity", "partners")] : ENDS.includes(kind) ? [make("li", {}, here)] : [];
    if (kind === "company") links.push(page("coexport?company", "coexport"));
    if (kind === "need") links.push(page("consortium?opportunity", "who_can_answer"));
    return make("div", {}, to, make("ul", { class: "xnext" }, ...links, make("li", {}, away)));
  }

  async #strongest() {
    const { results, total } = await this.desk.asked(`entities/${quoted(this.id)}/ties`, { page_size: STRONGEST });
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

  /** What began, ended and happened: the time-line of its page. */
  async #time() {
    return [make("h3", {}, words("over_time")), ...(await piece(`${this.addresses.entities}${quoted(this.id)}/timeline`))];
  }

  #written() {
    return make("div", {}, make("h3", {}, make("label", { for: "note" }, words("note"))), this.#note);
  }
}

/** @param {string} name @param {unknown} value */
function told(name, value) {
  if (name === "country") return countryName(String(value));
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "number" ? (name.includes("year") ? String(value) : amount(value)) : choiceWord(String(value));
}
/** A document and what it says. @param {{ evidence: string | null, source_document: string | null }} fact */
export function proof({ evidence, source_document }) {
  return [source_document, evidence?.replace(/[.\s]+$/, "")].filter(Boolean).join(", ") || words("no_document");
}
