// @ts-check
/** What is drawn, as tables: the same entries and ties, the same actions, the same selection. */

import { expand } from "./expand.js";
import { hide } from "./commands.js";
import { holds, isNew, isOver, legible, seen } from "./drawing.js";
import { byId, icon, make, mark, named, onEach } from "./elements.js";
import { amount, labelWord, typeWord, words } from "./texts.js";
import { weightOf } from "./facts.js";

/** @import { Desk } from "./desk.js" */
/** @import { Entity, Tie } from "./facts.js" */

const PER_PAGE = 100;
const plain = (/** @type {string} */ text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const order = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });

/** @typedef {{ key: string, words: string, value: (row: any) => string | number, cell: (row: any) => Node | string, down?: boolean }} Column */

export class Tables {
  /** @type {"nodes" | "ties"} */
  #which = "nodes";
  #sorted = { nodes: { key: "degree", down: true }, ties: { key: "strength", down: true } };
  #page = 0;

  /** @param {Desk} desk @param {() => void} opened called when a row is chosen */
  constructor(desk, opened) {
    this.desk = desk;
    this.rows = byId("rows");
    const filter = byId("table-filter");
    filter.addEventListener("input", () => this.fill(0));
    byId("show-nodes").addEventListener("click", () => this.show("nodes"));
    byId("show-ties").addEventListener("click", () => this.show("ties"));
    onEach(this.rows, "button[data-sort]", "click", (_, button) => this.#sort(button.dataset.sort ?? ""));
    onEach(this.rows, "button[data-page]", "click", (_, button) => this.fill(Number(button.dataset.page)));
    onEach(this.rows, "button[data-act]", "click", (event, button) => this.#act(button, opened, event instanceof MouseEvent && event.shiftKey));
    onEach(this.rows, "tr[data-id]", "pointerover", (_, row) => desk.selection.point(row.dataset.id ?? null));
    onEach(this.rows, "tr[data-id]", "focusin", (_, row) => {
      desk.selection.focus(row.dataset.id ?? null);
      desk.canvas.reveal(row.dataset.id ?? "");
    });
    this.rows.addEventListener("pointerleave", () => desk.selection.point(null));
    desk.store.listenAfter(() => this.fill());
    desk.selection.listen((what) => this.#follow(what));
  }

  /** @param {"nodes" | "ties"} which */
  show(which) {
    this.#which = which;
    byId("show-nodes").setAttribute("aria-pressed", String(which === "nodes"));
    byId("show-ties").setAttribute("aria-pressed", String(which === "ties"));
    this.fill(0);
  }

  /** @param {string} key */
  #sort(key) {
    const sorted = this.#sorted[this.#which];
    const column = this.#columns().find((one) => one.key === key);
    sorted.down = sorted.key === key ? !sorted.down : (column?.down ?? false);
    sorted.key = key;
    this.fill(0);
    const again = this.rows.querySelector(`button[data-sort="${key}"]`);
    if (again instanceof HTMLElement) again.focus();
  }

  /** @param {HTMLElement} button @param {() => void} opened @param {boolean} more beside what is selected, as on the canvas */
  #act(button, opened, more) {
    const id = button.closest("tr")?.dataset.id ?? "";
    const { desk } = this;
    if (button.dataset.act === "choose") {
      if (more) desk.selection.toggle(id);
      else desk.selection.choose([id]);
      desk.canvas.reveal(id);
      opened();
    } else if (button.dataset.act === "tie") {
      const tie = desk.facts.ties.get(id);
      const link = tie && [...desk.drawing.links.values()].find((one) => one.ties.includes(tie));
      desk.selection.chooseLink(link?.key ?? null);
      opened();
    } else if (button.dataset.act === "expand") {
      desk.selection.choose([id]);
      expand(desk, id, opened).catch((error) => desk.complain(error));
    } else {
      desk.selection.choose([id]);
      hide(desk);
    }
  }

  /** @returns {(Entity | Tie)[]} */
  #all() {
    const { desk } = this;
    const text = plain(/** @type {HTMLInputElement} */ (byId("table-filter")).value.trim());
    const fits = (/** @type {string[]} */ ...names) => !text || names.some((name) => plain(name).includes(text));
    const ids = new Set(seen(desk.view, desk.facts));
    if (this.#which === "nodes") return [...ids].map((id) => /** @type {Entity} */ (desk.facts.entities.get(id))).filter((node) => fits(node.name));
    const ties = [...desk.view.ties].map((id) => desk.facts.ties.get(id)).filter((tie) => tie !== undefined);
    return ties.filter(
      (tie) => ids.has(tie.source) && ids.has(tie.target) && legible(desk.view, tie) && fits(desk.facts.name(tie.source), desk.facts.name(tie.target)),
    );
  }

  /** @returns {Column[]} */
  #columns() {
    const { facts, view } = this.desk;
    if (this.#which === "nodes")
      return [
        { key: "name", words: words("name"), value: (row) => plain(row.name), cell: (row) => entry(facts.label(row.id), row.name, "choose") },
        { key: "kind", words: words("kind"), value: (row) => labelWord(row.labels.at(-1)), cell: (row) => labelWord(row.labels.at(-1)) },
        { key: "city", words: words("city"), value: (row) => plain(row.city ?? "\u{10ffff}"), cell: (row) => (row.city ? named(row.city) : "") },
        { key: "degree", words: words("ties"), value: (row) => row.degree, cell: (row) => amount(row.degree), down: true },
      ];
    return [
      { key: "from", words: words("from"), value: (row) => plain(facts.name(row.source)), cell: (row) => entry(facts.label(row.source), facts.name(row.source), "tie") },
      { key: "type", words: words("tie"), value: (row) => typeWord(row.type), cell: (row) => typeWord(row.type) },
      { key: "to", words: words("to"), value: (row) => plain(facts.name(row.target)), cell: (row) => who(facts.label(row.target), facts.name(row.target)) },
      { key: "strength", words: words("solidity"), value: (row) => row.strength ?? -1, cell: (row) => strength(row), down: true },
      { key: "since", words: words("since"), value: (row) => row.since ?? "", cell: (row) => dates(row, view.time), down: true },
      { key: "source", words: words("source"), value: (row) => row.source_document ?? "\u{10ffff}", cell: (row) => source(row.source_document ?? "") },
    ];
  }

  /** @param {number} [page] */
  fill(page = this.#page) {
    const columns = this.#columns();
    const { key, down } = this.#sorted[this.#which];
    const column = columns.find((one) => one.key === key) ?? columns[0];
    const all = this.#all();
    const value = column?.value ?? (() => 0);
    const sorted = all.map((row) => ({ row, by: value(row) })).sort((a, b) => {
      const less = typeof a.by === "number" && typeof b.by === "number" ? a.by - b.by : order.compare(String(a.by), String(b.by));
      return (down ? -less : less) || (a.row.id < b.row.id ? -1 : 1);
    });
    const pages = Math.max(1, Math.ceil(all.length / PER_PAGE));
    this.#page = Math.min(page, pages - 1);
    const here = sorted.slice(this.#page * PER_PAGE, (this.#page + 1) * PER_PAGE).map(({ row }) => row);
    byId("table-count").textContent = words(this.#which === "nodes" ? "n_entries" : "n_ties", { n: all.length });
    const heads = columns.map((one) => {
      const now = one.key === key ? (down ? "descending" : "ascending") : "none";
      const arrow = now === "none" ? "" : now === "ascending" ? " ↑" : " ↓";
      return make("th", { scope: "col", "aria-sort": now }, make("button", { type: "button", "data-sort": one.key }, one.words, make("span", { "aria-hidden": "true" }, arrow)));
    });
    const actions = this.#which === "nodes" ? [make("th", { scope: "col" }, words("actions"))] : [];
    const head = make("thead", {}, make("tr", {}, ...heads, ...actions));
    const body = make("tbody", {}, ...here.map((row) => this.#row(row, columns)));
    const kept = document.activeElement instanceof HTMLElement && this.rows.contains(document.activeElement) ? document.activeElement : null;
    const row = kept?.closest("tr");
    const place = row && { id: row.dataset.id, act: kept?.dataset.act, at: row.rowIndex };
    this.rows.replaceChildren(make("table", {}, head, body), ...pager(this.#page, pages));
    if (place?.id) this.#refocus(place.id, place.act ?? "choose", place.at);
    this.#follow("chosen", false);
  }

  /** The same row, or what has come in its place where it is gone. @param {string} id @param {string} act @param {number} at */
  #refocus(id, act, at) {
    const rows = this.rows.querySelectorAll("tr");
    const row = this.rows.querySelector(`tr[data-id="${CSS.escape(id)}"]`) ?? rows[Math.min(at, rows.length - 1)];
    const button = row?.querySelector(`button[data-act="${act}"]`);
    if (button instanceof HTMLElement) button.focus({ preventScroll: true });
    else this.rows.focus({ preventScroll: true });
  }

  /** @param {any} row @param {Column[]} columns */
  #row(row, columns) {
    const cells = columns.map((column, i) => make(i ? "td" : "th", i ? (column.key === "degree" ? { class: "number" } : {}) : { scope: "row" }, column.cell(row)));
    if (this.#which === "nodes") {
      const acts = ["expand", "hide"].map((act) =>
        make("button", { type: "button", class: "xlink", "data-act": act }, words(act), make("span", { class: "hidden" }, ` ${row.name.slice(0, 80)}`)),
      );
      cells.push(make("td", {}, make("span", { class: "xactions" }, ...acts)));
    }
    return make("tr", { "data-id": row.id, "aria-selected": "false" }, ...cells);
  }

  /** @param {"chosen" | "pointed"} what @param {boolean} [scrolls] */
  #follow(what, scrolls = true) {
    const { selection, drawing } = this.desk;
    const drawn = selection.link ? drawing.links.get(selection.link) : undefined;
    const chosen = new Set(drawn ? drawn.ties.map((tie) => tie.id) : selection.ids);
    const here = selection.focused ?? selection.hovered;
    for (const row of this.rows.querySelectorAll("tr[data-id]")) {
      if (!(row instanceof HTMLElement)) continue;
      const id = row.dataset.id ?? "";
      row.setAttribute("aria-selected", String(chosen.has(id)));
      row.classList.toggle("here", id === here);
    }
    const row = what === "chosen" && scrolls ? this.rows.querySelector("tr[aria-selected=true]") : null;
    if (row instanceof HTMLElement && !this.rows.contains(document.activeElement)) this.rows.scrollTop = row.offsetTop - 60;
  }
}

/** @param {string} label @param {string} name */
function who(label, name) {
  return make("span", { class: "who" }, mark(label), make("span", {}, named(name)));
}

/** @param {string} label @param {string} name @param {string} act */
function entry(label, name, act) {
  return make("span", { class: "who" }, mark(label), make("button", { type: "button", class: "xlink xplain", "data-act": act }, named(name)));
}

/** @param {Tie} tie */
function strength(tie) {
  const weight = weightOf(tie);
  return make("span", { class: `tie ${weight}${tie.status === "inferred" ? " inferred" : ""}` }, words(weight));
}

/** @param {Tie} tie @param {[number, number] | null} time */
function dates(tie, time) {
  const text = tie.since || tie.until ? `${tie.since ?? "…"}${tie.until ? ` – ${tie.until}` : ""}` : words("date_unknown");
  const changes = [...(isNew(tie, time) ? ["is_new"] : []), ...(isOver(tie, time) ? ["is_over"] : [])];
  const told = changes.map((key) => make("span", { class: "xchange" }, words(key)));
  return make("span", holds(tie, time) ? {} : { class: "unknown" }, text, ...told);
}

/** Where a tie can be checked. @param {string} document */
function source(document) {
  const said = !document ? words("no_document") : /^https?:\/\//i.test(document) ? make("a", { href: document, rel: "noreferrer noopener" }, named(document)) : named(document);
  return make("span", { class: "source" }, icon("document"), " ", said);
}

/** @param {number} page @param {number} pages */
function pager(page, pages) {
  if (pages < 2) return [];
  const button = (/** @type {number} */ to, /** @type {string} */ key) =>
    make("button", { type: "button", class: "chip", "data-page": to, disabled: to < 0 || to >= pages }, words(key));
  return [make("p", { class: "row" }, button(page - 1, "before"), words("page_of", { page: amount(page + 1), pages: amount(pages) }), button(page + 1, "after"))];
}
