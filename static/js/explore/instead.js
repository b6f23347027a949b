// @ts-check
/** What stands where no path was found: what is known of it, who is nearest, and what could be asked instead. */

import { make, mark, named, shortened } from "./elements.js";
import { aroundBoth } from "./expand.js";
import { sentences, words } from "./texts.js";

/** @import { Paths } from "./paths.js" */
/** @import { Answer, End } from "./routes.js" */

const NEAREST = 8;
/** As many intermediaries as can be asked for. */
export const FARTHEST = 5;

/** @typedef {{ said: string, act: () => unknown }} Way another question */

/** @param {Answer} answer @param {(string | undefined)[]} ends who is not told as nearest to itself @param {(end: End) => void} towards ask for a way to another @param {Way[]} ways @returns {HTMLElement[]} */
export function instead(answer, ends, towards, ways) {
  const names = [answer.source, answer.target, ...answer.nearest.map(({ entity }) => entity)].map(({ name }) => name);
  const others = answer.nearest.filter(({ entity }) => !ends.includes(entity.id));
  const rows = others.slice(0, NEAREST).map(({ entity, hops }) => {
    const who = make("span", { class: "who" }, mark(entity.labels.at(-1) ?? ""), link(named(entity.name), () => towards(entity)));
    return make("li", {}, who, make("span", { class: "second" }, words("n_between", { n: Math.max(0, hops - 1) })));
  });
  return [
    make("h3", {}, words("no_path")),
    make("ul", { class: "points" }, ...sentences(answer.explanation, names).map((sentence) => make("li", {}, sentence))),
    ...(rows.length ? [make("h3", {}, words("nearest")), make("ul", { class: "xlist" }, ...rows)] : []),
    make("h3", {}, words("what_else")),
    make("ul", { class: "xlist" }, ...ways.map(({ said, act }) => make("li", {}, link(said, act)))),
  ];
}

/** Other questions, each by one click. @param {Paths} paths @returns {Way[]} */
export function waysOf(paths) {
  const { between, via, avoid } = paths;
  const again = (/** @type {() => void} */ change) => () => {
    change();
    paths.draw();
    paths.ask();
  };
  return [
    ...(between < FARTHEST ? [{ said: words("more_between", { n: FARTHEST }), act: again(() => (paths.between = FARTHEST)) }] : []),
    ...(via ? [{ said: words("not_via", { name: shortened(via.name, 60) }), act: again(() => (paths.via = null)) }] : []),
    ...(avoid.length ? [{ said: words("avoid_nobody"), act: again(() => (paths.avoid = [])) }] : []),
    { said: words("show_around_both"), act: () => showAround(paths).catch((error) => paths.desk.complain(error)) },
  ];
}

/** What both have around them, and what of it they have in common. @param {Paths} paths */
async function showAround(paths) {
  const { desk, from, to } = paths;
  const common = await aroundBoth(desk, [from?.id ?? "", to?.id ?? ""]);
  const rows = common.map((id) => make("li", {}, make("span", { class: "who" }, mark(desk.facts.label(id)), named(desk.facts.name(id)))));
  paths.answers?.append(make("h3", {}, words("common", { n: common.length })), make("ul", { class: "xlist" }, ...rows));
}

/** @param {string | HTMLElement} said @param {() => unknown} act */
function link(said, act) {
  const button = make("button", { type: "button", class: "xlink" }, said);
  button.addEventListener("click", act);
  return button;
}
