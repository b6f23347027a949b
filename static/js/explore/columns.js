// @ts-check
/** Columns of the two tables: what each is called, sorted by, and shows. */

import { holds, isNew, isOver } from "./drawing.js";
import { icon, make, mark, named } from "./elements.js";
import { weightOf } from "./facts.js";
import { amount, labelWord, percent, plain, typeWord, words } from "./texts.js";

/** @import { Facts, Tie } from "./facts.js" */
/** @import { View } from "./store.js" */

/** @typedef {{ key: string, words: string, value: (row: any) => string | number, cell: (row: any) => Node | string, down?: boolean, number?: boolean }} Column */

/** Sorted after everything. */
const LAST = "\u{10ffff}";

/** @param {"nodes" | "ties"} which @param {Facts} facts @param {View} view @param {Map<string, number> | null} numbers that sizes say, where they are counted among what is shown @returns {Column[]} */
export function columnsOf(which, facts, view, numbers) {
  if (which === "nodes")
    return [
      { key: "name", words: words("name"), value: (row) => plain(row.name), cell: (row) => entry(facts.label(row.id), row.name, "choose") },
      { key: "kind", words: words("kind"), value: (row) => labelWord(row.labels.at(-1)), cell: (row) => labelWord(row.labels.at(-1)) },
      { key: "city", words: words("by_city"), value: (row) => plain(row.city ?? LAST), cell: (row) => (row.city ? named(row.city) : "") },
      { key: "degree", words: words("ties"), value: (row) => row.degree, cell: (row) => amount(row.degree), down: true, number: true },
      ...(numbers ? [counted(view.style.size, numbers)] : []),
    ];
  return [
    { key: "from", words: words("from"), value: (row) => plain(facts.name(row.source)), cell: (row) => entry(facts.label(row.source), facts.name(row.source), "tie") },
    { key: "type", words: words("tie"), value: (row) => typeWord(row.type), cell: (row) => typeWord(row.type) },
    { key: "to", words: words("to"), value: (row) => plain(facts.name(row.target)), cell: (row) => who(facts.label(row.target), facts.name(row.target)) },
    { key: "strength", words: words("solidity"), value: (row) => row.strength ?? -1, cell: (row) => strength(row), down: true },
    { key: "since", words: words("since"), value: (row) => row.since ?? "", cell: (row) => dates(row, view.time), down: true },
    { key: "source", words: words("source"), value: (row) => row.source_document ?? LAST, cell: (row) => (row.via ? restsOn(row) : source(row.source_document ?? "")) },
  ];
}

/** @param {string} size @param {Map<string, number>} numbers @returns {Column} */
function counted(size, numbers) {
  const said = size === "between" ? percent : amount;
  const value = (/** @type {{ id: string }} */ row) => numbers.get(row.id) ?? 0;
  return { key: "measure", words: words(`measure_${size}`), value, cell: (row) => said(value(row)), down: true, number: true };
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
  const [since, until] = tie.via ? [tie.year_from, tie.year_to] : [tie.since, tie.until];
  const text = since || until ? `${since ?? "…"}${until ? ` – ${until}` : ""}` : words("date_unknown");
  const changes = [...(isNew(tie, time) ? ["is_new"] : []), ...(isOver(tie, time) ? ["is_over"] : [])];
  const told = changes.map((key) => make("span", { class: "xchange" }, words(key)));
  return make("span", holds(tie, time) ? {} : { class: "unknown" }, text, ...told);
}

/** What a derived tie rests on. @param {Tie} tie */
function restsOn({ via = [], via_total: n = via.length }) {
  const names = via.flatMap(({ name }, i) => [...(i ? [", "] : []), named(name)]);
  return make("span", {}, ...names, ...(n > via.length ? [` ${words("and_more", { n: n - via.length })}`] : []));
}

/** Where a tie can be checked. @param {string} document */
function source(document) {
  const said = !document ? words("no_document") : /^https?:\/\//i.test(document) ? make("a", { href: document, rel: "noreferrer noopener" }, named(document)) : named(document);
  return make("span", { class: "source" }, icon("document"), " ", said);
}
