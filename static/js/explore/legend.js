// @ts-check
/** The legend is the filter: what each sign means, how many are there, and whether they are shown. */

import { isNew, isOver } from "./drawing.js";
import { byId, make, mark } from "./elements.js";
import { INTRODUCE, MARKS, SITUATE, weightOf, WEIGHTS } from "./facts.js";
import { amount, words } from "./texts.js";

/** @import { Desk } from "./desk.js" */

/** @param {Desk} desk */
export function followLegend(desk) {
  const form = byId("legend");
  form.addEventListener("change", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLInputElement)) return;
    desk.store.change("did_filter", (draft) => {
      if (box.checked) draft.without.delete(box.value);
      else draft.without.add(box.value);
    });
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  desk.store.listenAfter(() => fill(desk, form));
}

/** @param {Desk} desk @param {HTMLElement} form */
function fill(desk, form) {
  const focused = document.activeElement instanceof HTMLInputElement && form.contains(document.activeElement) ? document.activeElement.value : null;
  const kinds = tally([...desk.view.places.keys()].filter((id) => !desk.view.hidden.has(id)).map((id) => desk.facts.entities.get(id)?.kind));
  const weights = tally([...desk.view.ties].map((id) => desk.facts.ties.get(id)).map((tie) => tie && weightOf(tie)));
  const inferred = [...desk.view.ties].filter((id) => desk.facts.ties.get(id)?.status === "inferred").length;
  form.classList.toggle("tinted", desk.view.style.colour === "community");
  form.replaceChildren(
    ...tints(desk),
    ...part("can_introduce", INTRODUCE, kinds, desk, kindSign),
    ...part("only_situate", SITUATE, kinds, desk, kindSign),
    ...part("solidity", WEIGHTS, weights, desk, tieSign),
    ...(inferred ? [part("how_known", ["inferred"], new Map([["inferred", inferred]]), desk, tieSign)].flat() : []),
    ...changes(desk),
  );
  const again = focused && form.querySelector(`input[value="${CSS.escape(focused)}"]`);
  if (again instanceof HTMLInputElement) again.focus();
}

/** @param {(string | undefined)[]} values */
function tally(values) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const value of values) if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/**
 * @param {string} title
 * @param {string[]} names
 * @param {Map<string, number>} counts
 * @param {Desk} desk
 * @param {(name: string) => Node[]} sign
 */
function part(title, names, counts, desk, sign) {
  const there = names.filter((name) => counts.get(name));
  if (!there.length) return [];
  const rows = there.map((name) => {
    const box = make("input", { type: "checkbox", value: name, checked: !desk.view.without.has(name) });
    return make("label", { class: "xrow" }, box, ...sign(name), make("span", { class: "number" }, amount(counts.get(name) ?? 0)));
  });
  return [make("fieldset", {}, make("legend", {}, words(title)), ...rows)];
}

/** A kind, a weight of ties, or `inferred`, in words. @param {string} name */
export function signWord(name) {
  return words(`sign_${name}`);
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
    make("div", { class: "xrow" }, make("span", { class: `xtint tint-${tint}` }), make("span", {}, words("around_name", { name: desk.facts.name(head) })), make("span", { class: "number" }, amount(n))),
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
