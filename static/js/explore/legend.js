// @ts-check
/** The legend is the filter: what each sign means, how many are there, and whether they are shown. */

import { isNew, isOver } from "./drawing.js";
import { byId, make, mark, onEach, shortened } from "./elements.js";
import { INTRODUCE, MARKS, SITUATE, weightOf, WEIGHTS } from "./facts.js";
import { filterable, leftOut, signsOf, TRAITS, typeSign } from "./filters.js";
import { amount, countryName, order, plain, typeWord, words } from "./texts.js";

/** @import { Desk } from "./desk.js" */

/** Rows of a long list that are shown before somebody asks for all. */
const FEW = 8;
const LONGEST = 60;
/** A list with more rows than this can be searched, and so many of what is found are shown. */
const SEARCHED = 12;
const FOUND = 50;

/** A part of the legend: its name, its signs as they are listed, and how many of each there are. @typedef {{ name: string, signs: string[], counts: Map<string, number>, row?: (sign: string) => Node[], folds?: boolean }} Part */

/** @param {Desk} desk */
export function followLegend(desk) {
  const form = byId("legend");
  const legend = new Legend(desk, form);
  form.addEventListener("change", (event) => {
    const box = event.target;
    if (box instanceof HTMLInputElement && box.type === "checkbox") legend.leaveOut([box.value], !box.checked);
  });
  onEach(form, "button[data-act]", "click", (_, button) => legend.act(button.dataset.act ?? "", button.dataset.part ?? ""));
  onEach(form, "input[type=search]", "input", (_, field) => legend.find(field.dataset.part ?? "", /** @type {HTMLInputElement} */ (field).value));
  form.addEventListener("submit", (event) => event.preventDefault());
  desk.store.listenAfter(() => legend.fill());
}

class Legend {
  /** @type {Part[]} */
  #parts = [];
  /** Long lists that are shown whole. @type {Set<string>} */
  #whole = new Set();
  /** Lists that are unfolded. @type {Set<string>} */
  #open = new Set();
  /** What is looked for in long lists. @type {Map<string, string>} */
  #sought = new Map();

  /** @param {Desk} desk @param {HTMLElement} form */
  constructor(desk, form) {
    this.desk = desk;
    this.form = form;
  }

  /** Which lists are unfolded now: that one was is told too late where all is filled anew at once. */
  #look() {
    for (const list of this.form.querySelectorAll("details")) {
      const name = list.dataset.part ?? "";
      if (list.open) this.#open.add(name);
      else this.#open.delete(name);
    }
  }

  /** @param {string[]} signs @param {boolean} out */
  leaveOut(signs, out) {
    this.desk.store.change("did_filter", (draft) => {
      for (const sign of signs) if (out) draft.without.add(sign);
      else draft.without.delete(sign);
    });
  }

  /** @param {string} act @param {string} name of a part */
  act(act, name) {
    const part = this.#parts.find((one) => one.name === name);
    if (act === "clear") this.desk.store.change("did_filter", (draft) => draft.without.clear());
    else if (act === "whole") {
      if (!this.#whole.delete(name)) this.#whole.add(name);
      this.fill();
    } else if (part) this.leaveOut(part.signs, act === "none");
  }

  /** @param {string} name of a part @param {string} text */
  find(name, text) {
    this.#sought.set(name, text);
    const part = this.#parts.find((one) => one.name === name);
    const list = [...this.form.querySelectorAll("[data-list]")].find((one) => one instanceof HTMLElement && one.dataset.list === name);
    if (part) list?.replaceChildren(...this.#listed(part));
  }

  fill() {
    const { desk, form } = this;
    const focused = form.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.focus : undefined;
    this.#look();
    this.#parts = partsOf(desk);
    form.classList.toggle("tinted", desk.view.style.colour === "community");
    form.replaceChildren(...said(desk), ...tints(desk), ...this.#parts.map((part) => this.#drawn(part)), ...changes(desk));
    if (focused === undefined) return;
    const again = [...form.querySelectorAll("[data-focus]")].find((one) => one instanceof HTMLElement && one.dataset.focus === focused);
    if (again instanceof HTMLElement) again.focus();
    else form.querySelector("input")?.focus();
  }

  /** @param {Part} part */
  #drawn(part) {
    const { name, folds } = part;
    const title = words(name);
    const both = part.signs.length > 1 ? [make("p", { class: "xall" }, ...["all", "none"].map((act) => this.#button(act, part)))] : [];
    const rows = [...both, ...this.#field(part), make("div", { "data-list": name }, ...this.#listed(part))];
    if (!folds) return make("fieldset", {}, make("legend", {}, title), ...rows);
    const away = part.signs.filter((sign) => this.desk.view.without.has(sign)).length;
    const shown = words("n_of", { shown: amount(part.signs.length - away), n: part.signs.length });
    const summary = make("summary", { "data-focus": `fold ${name}` }, make("span", {}, title), make("span", { class: "number" }, shown));
    const group = make("div", { role: "group", "aria-label": title, class: "xgrouped" }, ...rows);
    return make("details", { "data-part": name, open: this.#open.has(name) }, summary, group);
  }

  /** @param {string} act @param {Part} part */
  #button(act, { name }) {
    const label = `${words(`${act}_of`)} – ${words(name)}`;
    return make("button", { type: "button", class: "xlink", "data-act": act, "data-part": name, "data-focus": `${act} ${name}`, "aria-label": label }, words(`${act}_of`));
  }

  /** To find rows of a long list by. @param {Part} part */
  #field({ name, signs }) {
    if (signs.length <= SEARCHED) return [];
    const id = `find-${name}`;
    const field = make("input", { type: "search", id, "data-part": name, "data-focus": id, autocomplete: "off", maxlength: 200 });
    field.value = this.#sought.get(name) ?? "";
    return [make("div", { class: "xfield" }, make("label", { for: id }, words("find_in", { list: words(name) })), field)];
  }

  /** What is looked for; else the first rows, or all. @param {Part} part @returns {Node[]} */
  #listed(part) {
    const { name, signs } = part;
    const text = signs.length > SEARCHED ? plain((this.#sought.get(name) ?? "").trim()) : "";
    if (text) {
      const found = signs.filter((sign) => plain(signWord(sign)).includes(text));
      const left = found.length > FOUND ? words("and_more", { n: found.length - FOUND }) : found.length ? "" : words("nothing_fits");
      return [...this.#rows(part, found.slice(0, FOUND)), ...(left ? [make("p", { class: "second" }, left)] : [])];
    }
    if (signs.length <= FEW + 2) return this.#rows(part, signs);
    const whole = this.#whole.has(name);
    const more = whole ? words("fewer") : words("and_more", { n: signs.length - FEW });
    const button = make("button", { type: "button", class: "xlink", "data-act": "whole", "data-part": name, "data-focus": `whole ${name}` }, more);
    return [...this.#rows(part, whole ? signs : signs.slice(0, FEW)), button];
  }

  /** @param {Part} part @param {string[]} signs */
  #rows({ counts, row = plainSign }, signs) {
    const { without } = this.desk.view;
    return signs.map((sign) => {
      const box = make("input", { type: "checkbox", value: sign, checked: !without.has(sign), "data-focus": sign });
      return make("label", { class: "xrow" }, box, ...row(sign), make("span", { class: "number" }, amount(counts.get(sign) ?? 0)));
    });
  }
}

/** @param {Desk} desk @returns {Part[]} */
function partsOf({ view, facts }) {
  const { entities, ties } = filterable(view, facts);
  const kinds = tally(entities.map((entity) => entity.kind));
  const weights = tally(ties.map(weightOf));
  const inferred = new Map([["inferred", ties.filter((tie) => tie.status === "inferred").length]]);
  const types = tally(ties.map(typeSign));
  const fixed = (/** @type {string} */ name, /** @type {string[]} */ signs, /** @type {Map<string, number>} */ counts, /** @type {(sign: string) => Node[]} */ row) =>
    /** @type {Part} */ ({ name, signs: signs.filter((sign) => counts.get(sign)), counts, row });
  const parts = [
    fixed("can_introduce", INTRODUCE, kinds, kindSign),
    fixed("only_situate", SITUATE, kinds, kindSign),
    fixed("solidity", WEIGHTS, weights, tieSign),
    fixed("how_known", ["inferred"], inferred, tieSign),
  ].filter((part) => part.signs.length);
  const listed = [{ name: "by_type", counts: types }, ...Object.keys(TRAITS).map((trait) => ({ name: `by_${trait}`, counts: tally(entities.flatMap((entity) => signsOf(trait, entity))) }))];
  // What all have alike tells nothing apart.
  return [...parts, ...listed.filter(({ counts }) => counts.size > 1).map(({ name, counts }) => ({ name, counts, signs: byCount(counts), folds: true }))];
}

/** The most first; who has none at the end. @param {Map<string, number>} counts */
function byCount(counts) {
  const rank = (/** @type {string} */ sign) => (sign.endsWith(":") ? -1 : (counts.get(sign) ?? 0));
  return [...counts.keys()].sort((a, b) => rank(b) - rank(a) || order.compare(signWord(a), signWord(b)));
}

/** @param {string[]} values */
function tally(values) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** How much is left out, and how to have it back. @param {Desk} desk */
function said({ view, facts }) {
  if (!view.without.size) return [];
  const clear = make("button", { type: "button", class: "xlink", "data-act": "clear", "data-focus": "clear" }, words("show_all"));
  return [make("p", { class: "xleftout", id: "left-out" }, leftOutWord(leftOut(view, facts)), " ", clear)];
}

/** @param {ReturnType<typeof leftOut>} out */
export function leftOutWord({ entities, ties }) {
  return words("left_out", { what: `${words("n_entries", { n: entities })}, ${words("n_ties", { n: ties })}` });
}

/** A kind, a weight of ties, `inferred`, a type of tie, a sector, a city or a country, in words. @param {string} sign */
export function signWord(sign) {
  const at = sign.indexOf(":");
  if (at < 0) return words(`sign_${sign}`);
  const [name, value] = [sign.slice(0, at), sign.slice(at + 1)];
  if (name === "type") return typeWord(value);
  if (!value) return words(`no_${name}`);
  return name === "country" ? countryName(value) : shortened(value, LONGEST);
}

/** @param {string} sign */
function plainSign(sign) {
  return [make("bdi", {}, signWord(sign))];
}

/** @param {string} kind */
function kindSign(kind) {
  return [mark(MARKS[kind] ?? "Figure"), make("span", {}, signWord(kind))];
}

/** @param {string} weight */
function tieSign(weight) {
  return [make("span", { class: `tie ${weight === "inferred" ? "medium inferred" : weight}` }, signWord(weight))];
}

/** Whose colour is whose, where colours say the community. @param {Desk} desk */
function tints(desk) {
  if (desk.view.style.colour !== "community") return [];
  const rows = [...desk.drawing.tints].map(([head, { tint, n }]) =>
    make("div", { class: "xrow" }, make("span", { class: `xtint tint-${tint}` }), make("span", {}, words("around_name", { name: desk.facts.called(head) })), make("span", { class: "number" }, amount(n))),
  );
  const others = [...desk.drawing.dots.values()].filter((dot) => dot.tint === 0).length;
  if (others) rows.push(make("div", { class: "xrow" }, make("span", { class: "xtint" }), make("span", {}, words("other_communities")), make("span", { class: "number" }, amount(others))));
  return [make("fieldset", {}, make("legend", {}, words("communities")), ...rows)];
}

/** What began and what ended in the period, where one is set. @param {Desk} desk */
function changes(desk) {
  const { time } = desk.view;
  if (!time) return [];
  const ties = [...desk.view.ties].map((id) => desk.facts.ties.get(id)).filter((tie) => tie !== undefined);
  const row = (/** @type {string} */ sign, /** @type {string} */ word, /** @type {number} */ n) =>
    make("div", { class: "xrow" }, make("span", { class: "xsign", "aria-hidden": "true" }, sign), make("span", {}, words(word)), make("span", { class: "number" }, amount(n)));
  const rows = [row("+", "new_in_period", ties.filter((tie) => isNew(tie, time)).length), row("×", "ended_in_period", ties.filter((tie) => isOver(tie, time)).length)];
  return [make("fieldset", {}, make("legend", {}, words("in_period")), ...rows)];
}
