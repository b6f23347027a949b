// @ts-check
/** Filters that are kept under a name and chosen again by one click. They are part of the view, and are kept and shared with it. */

import { byId, isolated, make, named, shortened } from "./elements.js";
import { signWord } from "./legend.js";
import { words } from "./texts.js";

/** @import { Desk } from "./desk.js" */
/** @import { FilterSet, View } from "./store.js" */

/** As many as the server keeps with one view. */
const MOST = 50;
const MOST_NAMED = 6;

/** @param {Desk} desk */
export function followSets(desk) {
  const form = /** @type {HTMLFormElement} */ (byId("keep-set"));
  const field = /** @type {HTMLInputElement} */ (byId("set-name"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = field.value.trim();
    if (!name) return;
    const others = desk.view.sets.filter((set) => set.name !== name);
    if (others.length >= MOST) return desk.say(words("too_many_sets", { n: MOST }));
    desk.store.change("did_keep_set", (draft) => (draft.sets = [...others, { name, ...filtersOf(draft) }]));
    field.value = "";
    desk.say(words("saved", { name: isolated(name) }));
    return undefined;
  });
  desk.store.listenAfter(() => fill(desk));
}

/** @param {View} view @returns {Omit<FilterSet, "name">} */
function filtersOf({ without, time, asOf }) {
  return { without: [...without].sort(), time, asOf };
}

/** @param {View} view @param {FilterSet} set */
function isUsed(view, { name: _, ...filters }) {
  return JSON.stringify(filtersOf(view)) === JSON.stringify({ without: [...filters.without].sort(), time: filters.time, asOf: filters.asOf });
}

/** @param {Desk} desk */
function fill(desk) {
  const list = byId("sets");
  const focused = list.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).dataset.set : undefined;
  list.replaceChildren(...desk.view.sets.map((set) => row(desk, set)));
  const again = focused === undefined ? undefined : [...list.querySelectorAll("button")].find((button) => button.dataset.set === focused);
  if (again) again.focus();
  else if (focused !== undefined) byId("set-name").focus();
}

/** @param {Desk} desk @param {FilterSet} set */
function row(desk, set) {
  const use = make("button", { type: "button", class: "chip", "aria-pressed": String(isUsed(desk.view, set)), "data-set": `use ${set.name}` }, named(set.name));
  use.addEventListener("click", () =>
    desk.store.change("did_filter", (draft) => Object.assign(draft, { without: new Set(set.without), time: set.time, asOf: set.asOf })),
  );
  const forget = make("button", { type: "button", class: "xlink", "data-set": `forget ${set.name}` }, words("delete"), make("span", { class: "hidden" }, ` ${shortened(set.name, 80)}`));
  forget.addEventListener("click", () => desk.store.change("did_forget_set", (draft) => (draft.sets = draft.sets.filter((other) => other !== set))));
  return make("li", {}, use, forget, make("p", { class: "source" }, said(set)));
}

/** The first of them, and how many more. @param {string[]} signs */
function namesOf(signs) {
  const more = signs.length - MOST_NAMED;
  return [...signs.slice(0, MOST_NAMED).map(signWord), ...(more > 0 ? [words("and_more", { n: more })] : [])].join(", ");
}

/** @param {number} year */
export function yearWord(year) {
  return Number.isFinite(year) ? String(year) : "…";
}

/** What it leaves out, in words. @param {FilterSet} set */
function said({ without, time, asOf }) {
  const parts = [
    ...(without.length ? [words("set_without", { names: namesOf(without) })] : []),
    ...(time ? [words("set_period", { from: yearWord(time[0]), to: yearWord(time[1]) })] : []),
    ...(asOf ? [words("set_as_of", { date: asOf })] : []),
  ];
  return parts.join(" ") || words("set_nothing");
}
