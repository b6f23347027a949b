// @ts-check
/** A path as a card: each step with its weight and a sentence, each intermediary with a way round. */

import { icon, make, mark, named, shortened } from "./elements.js";
import { weightOf } from "./facts.js";
import { stops } from "./routes.js";
import { words } from "./texts.js";

/** @import { End, Path } from "./routes.js" */

/** @typedef {{ light: () => void, show: () => void, avoid: (end: End) => void }} Acts what pointing at a card, its heading and its intermediaries do */

/** @param {Path} path @param {string} title @param {Acts} acts */
export function card(path, title, { light, show, avoid }) {
  const middle = stops(path).slice(1, -1);
  const steps = path.steps.map((step, i) => {
    const weight = weightOf({ introduces: true, strength: step.strength });
    const weakest = i === path.weakest && path.steps.length > 1 ? [make("span", { class: "flag" }, icon("warning"), words("weakest"))] : [];
    const next = i < path.steps.length - 1 ? [stop(step.to, avoid)] : [];
    return make("li", {}, make("span", { class: "xstep" }, make("span", { class: `tie ${weight}` }, step.strength_word), ...weakest), make("span", { class: "source" }, step.sentence), ...next);
  });
  const heading = middle.length ? words("by_way_of", { n: 1, names: middle.map((end) => shortened(end.name, 60)).join(", ") }) : words("directly");
  const button = make("button", { type: "button", class: "xlink" }, heading);
  const made = make("article", { class: "xcard", "aria-label": `${title}: ${heading}` }, make("p", { class: "kind" }, title), make("h3", {}, button), make("ul", {}, ...steps), make("p", { class: "second" }, path.next));
  button.addEventListener("click", () => {
    light();
    show();
  });
  made.addEventListener("pointerenter", light);
  made.addEventListener("focusin", light);
  return made;
}

/** An intermediary, and a way round. @param {End} end @param {(end: End) => void} act */
function stop(end, act) {
  const avoid = make("button", { type: "button", class: "xlink" }, icon("avoid"), words("avoid"), make("span", { class: "hidden" }, ` ${shortened(end.name, 80)}`));
  avoid.addEventListener("click", () => act(end));
  return make("span", { class: "xpair" }, make("span", { class: "who" }, mark(end.labels.at(-1) ?? ""), named(end.name)), avoid);
}

/** Whom one chose on the canvas, and how paths may go by them. @param {End} end @param {{ avoid: () => void, pass: () => void }} acts */
export function chosenBetween(end, { avoid, pass }) {
  const button = (/** @type {string} */ key, /** @type {() => void} */ act) => {
    const made = make("button", { type: "button", class: "xlink" }, words(key), make("span", { class: "hidden" }, ` ${shortened(end.name, 80)}`));
    made.addEventListener("click", act);
    return made;
  };
  return make("p", { class: "xpair", id: "chosen-between" }, make("span", { class: "who" }, mark(end.labels.at(-1) ?? ""), named(end.name)), button("avoid", avoid), button("pass_by", pass));
}
