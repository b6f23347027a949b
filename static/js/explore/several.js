// @ts-check
/** The panel when several are selected: the ties between them, whom they have in common, paths from one to another, and a name for them as a group. */

import { hide, nameGroup } from "./commands.js";
import { make, mark, named } from "./elements.js";
import { ENDS, INTRODUCE } from "./facts.js";
import { neighbours } from "./layouts.js";
import { words } from "./texts.js";

/** @import { Desk } from "./desk.js" */
/** @import { Link } from "./drawing.js" */

const LISTED = 12;
/** Pairs that paths are offered between: all of four ends. */
const MOST_PAIRS = 6;

/** @param {Desk} desk @param {string[]} ids @param {(from: string, to: string) => void} paths @returns {Node[]} */
export function several(desk, ids, paths) {
  const near = neighbours(desk.drawing);
  const inside = new Set(ids);
  const common = [...desk.drawing.dots.keys()].filter((id) => !inside.has(id) && ids.every((one) => near.get(one)?.has(id)));
  const links = [...desk.drawing.links.values()].filter((link) => inside.has(link.source) && inside.has(link.target));
  const ties = links.reduce((sum, link) => sum + link.ties.length, 0);
  return [
    make("h2", {}, words("selected", { n: ids.length })),
    listed(ids, (id) => entry(desk, id)),
    ...between(desk, ids, paths),
    make("h3", {}, words("ties_between", { n: ties })),
    ...(links.length ? [listed(strongestFirst(links), (link) => tie(desk, link))] : []),
    make("h3", {}, words("common", { n: common.length })),
    common.length ? listed(common, (id) => entry(desk, id)) : make("p", { class: "second" }, words("none_common")),
    naming(desk),
    hiding(desk, ids.length),
  ];
}

/** @template T @param {T[]} all @param {(one: T) => Node} row */
function listed(all, row) {
  const more = all.length > LISTED ? [make("li", { class: "second" }, words("and_more", { n: all.length - LISTED }))] : [];
  return make("ul", { class: "xlist" }, ...all.slice(0, LISTED).map(row), ...more);
}

/** @param {Desk} desk @param {string} id */
function nameOf(desk, id) {
  return desk.drawing.dots.get(id)?.name ?? desk.facts.name(id);
}

/** @param {Desk} desk @param {string} id */
function entry(desk, id) {
  const button = make("button", { type: "button", class: "xlink xplain" }, named(nameOf(desk, id)));
  button.addEventListener("click", () => desk.selection.choose([id]));
  return make("li", {}, make("span", { class: "who" }, mark(desk.facts.label(id)), button));
}

/** @param {Link[]} links */
function strongestFirst(links) {
  return [...links].sort((a, b) => b.strength - a.strength || (a.key < b.key ? -1 : 1));
}

/** A tie, which leads to what is known of it. @param {Desk} desk @param {Link} link */
function tie(desk, link) {
  const button = make("button", { type: "button", class: "xlink xplain" }, make("span", {}, named(nameOf(desk, link.source)), " – ", named(nameOf(desk, link.target))));
  button.addEventListener("click", () => desk.selection.chooseLink(link.key));
  return make("li", {}, button, make("span", { class: `tie ${link.weight}${link.inferred ? " inferred" : ""}` }, words(link.weight)));
}

/** Paths between each two of the actors; where there are no two, of all that can be an end. @param {Desk} desk @param {string[]} ids @param {(from: string, to: string) => void} paths */
function between(desk, ids, paths) {
  const of = (/** @type {string[]} */ kinds) => ids.filter((id) => kinds.includes(desk.facts.entities.get(id)?.kind ?? ""));
  const actors = of(INTRODUCE);
  const ends = actors.length > 1 ? actors : of(ENDS);
  const pairs = ends.flatMap((from, i) => ends.slice(i + 1).map((to) => ({ from, to })));
  const [first] = pairs;
  if (!first) return [make("p", { class: "second" }, words("no_actors"))];
  const open = (/** @type {HTMLElement} */ button, /** @type {{ from: string, to: string }} */ { from, to }) => {
    button.addEventListener("click", () => paths(from, to));
    return button;
  };
  if (pairs.length === 1) return [open(make("button", { type: "button", class: "button button-main" }, words("paths_between")), first)];
  const rows = pairs.slice(0, MOST_PAIRS).map((pair) => {
    const button = make("button", { type: "button", class: "xlink" }, make("span", {}, named(nameOf(desk, pair.from)), " → ", named(nameOf(desk, pair.to))));
    return make("li", {}, open(button, pair));
  });
  const more = pairs.length > MOST_PAIRS ? [make("li", { class: "second" }, words("more_pairs", { n: pairs.length - MOST_PAIRS }))] : [];
  return [make("h3", {}, words("paths_among")), make("ul", { class: "xlist", id: "pairs" }, ...rows, ...more)];
}

/** @param {Desk} desk */
function naming(desk) {
  const field = make("input", { id: "group-name", maxlength: 120, autocomplete: "off" });
  const form = make("form", { class: "xfield" }, make("label", { for: "group-name" }, words("group_name")), field, make("button", { class: "button" }, words("name_group")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    nameGroup(desk, field.value);
    desk.say(words("did_name"));
  });
  return form;
}

/** @param {Desk} desk @param {number} n */
function hiding(desk, n) {
  const button = make("button", { type: "button", class: "xlink" }, words("hide_n", { n }));
  button.addEventListener("click", () => {
    hide(desk);
    desk.canvas.container.focus();
  });
  return button;
}
