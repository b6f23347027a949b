// @ts-check
/** What stands where no path was found: what is known of it, who is nearest, and what could be asked instead. */

import { make, mark, named } from "./elements.js";
import { sentences, words } from "./texts.js";

/** @import { Answer, End } from "./routes.js" */

const NEAREST = 8;

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

/** @param {string | HTMLElement} said @param {() => unknown} act */
function link(said, act) {
  const button = make("button", { type: "button", class: "xlink" }, said);
  button.addEventListener("click", act);
  return button;
}
