// @ts-check
/** What is drawn, as tables: the same entries and ties, the same actions, the same selection. */

import { columnsOf } from "./columns.js";
import { expand } from "./expand.js";
import { hide } from "./commands.js";
import { legible, seen } from "./drawing.js";
import { byId, make, onEach, shortened } from "./elements.js";
import { Ranks } from "./ranks.js";
import { amount, labelWord, order, plain, typeWord, words } from "./texts.js";

/** @import { Column } from "./columns.js" */
/** @import { Desk } from "./desk.js" */
/** @import { Entity, Tie } from "./facts.js" */

const PER_PAGE = 100;
/** Milliseconds after the last letter before what is found is said. */
const PAUSE = 500;

export class Tables {
  /** @type {"nodes" | "ties"} */
  #which = "nodes";
  #sorted = { nodes: { key: "degree", down: true }, ties: { key: "strength", down: true } };
  #page = 0;
  /** All that fits, in order. @type {(Entity | Tie)[]} */
  #rows = [];
  #ranks = new Ranks();
  #saying = 0;
  /** Where the keyboard was on the canvas. @type {string | null} */
  #focused = null;

  /** @param {Desk} desk @param {() => void} opened called when a row is chosen */
  constructor(desk, opened) {
    this.desk = desk;
    this.rows = byId("rows");
    this.filter = /** @type {HTMLInputElement} */ (byId("table-filter"));
    this.kind = /** @type {HTMLSelectElement} */ (byId("table-kind"));
    this.filter.addEventListener("input", () => this.#narrow());
    this.kind.addEventListener("change", () => this.#narrow());
    byId("show-nodes").addEventListener("click", () => this.show("nodes"));
    byId("show-ties").addEventListener("click", () => this.show("ties"));
    onEach(this.rows, "button[data-sort]", "click", (_, button) => this.#sort(button.dataset.sort ?? ""));
    onEach(this.rows, "button[data-page]", "click", (_, button) => this.#turn(button));
    onEach(this.rows, "button[data-act]", "click", (event, button) => this.#act(button, opened, event instanceof MouseEvent && event.shiftKey));
    onEach(this.rows, "tr[data-id]", "pointerover", (_, row) => desk.selection.point(row.dataset.id ?? null));
    onEach(this.rows, "tr[data-id]", "focusin", (_, row) => {
      desk.selection.focus(row.dataset.id ?? null);
      desk.canvas.reveal(row.dataset.id ?? "");
    });
    this.rows.addEventListener("pointerleave", () => desk.selection.point(null));
    desk.store.listenAfter(() => this.fill());
    desk.measures.listen(() => this.fill());
    desk.selection.listen((what) => this.#follow(what));
  }

  /** @param {"nodes" | "ties"} which */
  show(which) {
    this.#which = which;
    byId("show-nodes").setAttribute("aria-pressed", String(which === "nodes"));
    byId("show-ties").setAttribute("aria-pressed", String(which === "ties"));
    this.kind.value = "";
    this.fill(0);
  }

  #narrow() {
    this.fill(0);
    clearTimeout(this.#saying);
    this.#saying = window.setTimeout(() => this.desk.say(byId("table-count").textContent ?? ""), PAUSE);
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
    this.desk.say(words(sorted.down ? "sorted_down" : "sorted_up", { name: column?.words ?? "" }));
  }

  /** @param {HTMLElement} button of the pager */
  #turn(button) {
    const { way } = button.dataset;
    this.fill(Number(button.dataset.page));
    const again = [`button[data-way="${way}"]:enabled`, "button[data-way]:enabled"].map((one) => this.rows.querySelector(one)).find((one) => one !== null);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    this.rows.scrollTop = 0;
    this.desk.say(this.#paged());
  }

  #paged() {
    return words("page_of", { page: amount(this.#page + 1), pages: amount(pagesOf(this.#rows.length)) });
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

  /** Entries, or ties among them, that the legend leaves in. @returns {(Entity | Tie)[]} */
  #all() {
    const { facts, view } = this.desk;
    const ids = seen(view, facts);
    if (this.#which === "nodes") return ids.map((id) => /** @type {Entity} */ (facts.entities.get(id)));
    const inside = new Set(ids);
    const ties = [...view.ties].map((id) => facts.ties.get(id)).filter((tie) => tie !== undefined);
    return ties.filter((tie) => inside.has(tie.source) && inside.has(tie.target) && legible(view, tie));
  }

  /** What the fields above the table ask for. @param {(Entity | Tie)[]} all */
  #fitting(all) {
    const { facts } = this.desk;
    const text = plain(this.filter.value.trim());
    const { value } = this.kind;
    const names = (/** @type {Entity | Tie} */ row) => ("name" in row ? [row.name] : [facts.name(row.source), facts.name(row.target)]);
    return all.filter((row) => (!value || kindOf(row) === value) && (!text || names(row).some((name) => plain(name).includes(text))));
  }

  /** Kinds of what there is, with their numbers. @param {(Entity | Tie)[]} all */
  #offer(all) {
    const nodes = this.#which === "nodes";
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const row of all) found.set(kindOf(row), (found.get(kindOf(row)) ?? 0) + 1);
    const chosen = this.kind.value;
    if (chosen && !found.has(chosen)) found.set(chosen, 0);
    const called = [...found].map(([key, n]) => ({ key, text: `${nodes ? labelWord(key) : typeWord(key)} (${amount(n)})` }));
    const options = called.sort((a, b) => order.compare(a.text, b.text)).map(({ key, text }) => make("option", { value: key }, text));
    this.kind.replaceChildren(make("option", { value: "" }, words(nodes ? "all_kinds" : "all_types")), ...options);
    this.kind.value = chosen;
  }

  /** @returns {Column[]} */
  #columns() {
    const { facts, view, measures } = this.desk;
    return columnsOf(this.#which, facts, view, measures.of(view));
  }

  /** @param {(Entity | Tie)[]} rows @param {Column} column @param {boolean} down */
  #inOrder(rows, column, down) {
    const by = rows.map((row) => column.value(row));
    const ranks = by.every((value) => typeof value === "number") ? by : this.#ranks.of(by.map(String));
    const sorted = rows.map((row, i) => ({ row, by: Number(ranks[i]) }));
    sorted.sort((a, b) => (down ? b.by - a.by : a.by - b.by) || (a.row.id < b.row.id ? -1 : 1));
    return sorted.map(({ row }) => row);
  }

  /** @param {number} [page] */
  fill(page = this.#page) {
    const columns = this.#columns();
    const { key, down } = this.#sorted[this.#which];
    const column = columns.find((one) => one.key === key) ?? columns[0];
    if (!column) return;
    const all = this.#all();
    this.#offer(all);
    this.#rows = this.#inOrder(this.#fitting(all), column, down);
    this.#page = Math.min(page, pagesOf(this.#rows.length) - 1);
    this.#draw(columns, all.length > 0);
  }

  /** @param {Column[]} columns @param {boolean} some whether there is anything before it is filtered */
  #draw(columns, some) {
    const nodes = this.#which === "nodes";
    const { key, down } = this.#sorted[this.#which];
    const here = this.#rows.slice(this.#page * PER_PAGE, (this.#page + 1) * PER_PAGE);
    const said = words(nodes ? "n_entries" : "n_ties", { n: this.#rows.length });
    byId("table-count").textContent = said;
    const heads = columns.map((one) => {
      const now = one.key === key ? (down ? "descending" : "ascending") : "none";
      const arrow = now === "none" ? "" : now === "ascending" ? " ↑" : " ↓";
      return make("th", { scope: "col", "aria-sort": now }, make("button", { type: "button", "data-sort": one.key }, one.words, make("span", { "aria-hidden": "true" }, arrow)));
    });
    const actions = nodes ? [make("th", { scope: "col" }, words("actions"))] : [];
    const head = make("thead", {}, make("tr", {}, ...heads, ...actions));
    const none = make("tr", {}, make("td", { colspan: heads.length + actions.length, class: "second" }, words(some ? "nothing_fits" : "nothing_drawn")));
    const body = make("tbody", {}, ...(here.length ? here.map((row) => this.#row(row, columns)) : [none]));
    const kept = document.activeElement instanceof HTMLElement && this.rows.contains(document.activeElement) ? document.activeElement : null;
    const row = kept?.closest("tr");
    const place = row && { id: row.dataset.id, act: kept?.dataset.act, at: row.rowIndex };
    this.rows.setAttribute("aria-label", byId(`show-${this.#which}`).textContent ?? "");
    this.rows.replaceChildren(make("table", { "aria-label": said }, head, body), ...this.#pager());
    if (place?.id) this.#refocus(place.id, place.act ?? "choose", place.at);
    this.#mark();
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
    const cells = columns.map((column, i) => make(i ? "td" : "th", i ? (column.number ? { class: "number" } : {}) : { scope: "row" }, column.cell(row)));
    if (this.#which === "nodes") {
      const acts = ["expand", "hide"].map((act) =>
        make("button", { type: "button", class: "xlink", "data-act": act }, words(act), make("span", { class: "hidden" }, ` ${shortened(row.name, 80)}`)),
      );
      cells.push(make("td", {}, make("span", { class: "xactions" }, ...acts)));
    }
    return make("tr", { "data-id": row.id }, ...cells);
  }

  #pager() {
    const pages = pagesOf(this.#rows.length);
    if (pages < 2) return [];
    const button = (/** @type {number} */ to, /** @type {string} */ way) =>
      make("button", { type: "button", class: "chip", "data-page": to, "data-way": way, disabled: to < 0 || to >= pages }, words(way));
    return [make("p", { class: "row" }, button(this.#page - 1, "before"), this.#paged(), button(this.#page + 1, "after"))];
  }

  /** Rows of what is selected, and of what has the focus. */
  #mark() {
    const { selection, drawing } = this.desk;
    const drawn = selection.link ? drawing.links.get(selection.link) : undefined;
    const chosen = new Set(drawn ? drawn.ties.map((tie) => tie.id) : selection.ids);
    const here = selection.focused ?? selection.hovered;
    for (const row of this.rows.querySelectorAll("tr[data-id]")) {
      if (!(row instanceof HTMLElement)) continue;
      const id = row.dataset.id ?? "";
      row.classList.toggle("on", chosen.has(id));
      row.classList.toggle("here", id === here);
      row.querySelector("th button")?.setAttribute("aria-pressed", String(chosen.has(id)));
    }
  }

  /** The table turns to the page of what is selected, or focused on the canvas, unless the keyboard is in the table. @param {"chosen" | "pointed"} what */
  #follow(what) {
    const { selection, canvas, drawing } = this.desk;
    const elsewhere = !this.rows.contains(document.activeElement);
    const tie = selection.link ? drawing.links.get(selection.link)?.ties[0]?.id : undefined;
    const moved = document.activeElement === canvas.container && selection.focused !== this.#focused;
    this.#focused = selection.focused;
    const focused = moved ? selection.focused : null;
    const id = what === "chosen" ? (tie ?? [...selection.ids][0]) : focused;
    const at = id && elsewhere ? this.#rows.findIndex((row) => row.id === id) : -1;
    const page = Math.floor(at / PER_PAGE);
    if (at >= 0 && page !== this.#page) {
      this.#page = page;
      this.#draw(this.#columns(), true);
    } else this.#mark();
    const row = at >= 0 ? this.rows.querySelector(`tr[data-id="${CSS.escape(id ?? "")}"]`) : null;
    if (row instanceof HTMLElement) this.rows.scrollTop = row.offsetTop - 60;
  }
}

/** @param {number} n rows */
function pagesOf(n) {
  return Math.max(1, Math.ceil(n / PER_PAGE));
}

/** @param {Entity | Tie} row */
function kindOf(row) {
  return "labels" in row ? (row.labels.at(-1) ?? "") : row.type;
}
