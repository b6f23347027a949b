// @ts-check
/** Ties that nobody stored, among what is shown: drawn and taken away as one step, and asked for again where another day is. */

import { tell } from "./ask.js";
import { DERIVED, INTRODUCE } from "./facts.js";
import { words } from "./texts.js";

/** @import { Desk } from "./desk.js" */
/** @import { Tie } from "./facts.js" */

/** Those of these that can have such ties, and all of them. @param {Desk} desk @param {string[]} ids @param {string | null} asOf @returns {Promise<{ ids: string[], ties: Tie[], complete: boolean }>} */
export async function amongActors(desk, ids, asOf) {
  const actors = ids.filter((id) => INTRODUCE.includes(desk.facts.entities.get(id)?.kind ?? ""));
  if (actors.length < 2) return { ids: actors, ties: [], complete: true };
  const told = await desk.waitFor(tell("graph/together", { ids: actors, as_of: asOf ?? undefined }));
  return { ids: actors, ...told };
}

/** @param {Desk} desk @returns {string[]} derived ties that are drawn */
function drawnNow({ view, facts }) {
  return [...view.ties].filter((id) => DERIVED.includes(facts.ties.get(id)?.type ?? ""));
}

/** Whether any are drawn, or were asked for. @param {Desk} desk */
export function isTogether(desk) {
  return desk.view.together.size > 0 || drawnNow(desk).length > 0;
}

/** Draw them all; where they are, and nobody has come since, take them away. @param {Desk} desk */
export async function together(desk) {
  const { view } = desk;
  const there = [...view.places.keys()].filter((id) => !view.hidden.has(id) && INTRODUCE.includes(desk.facts.entities.get(id)?.kind ?? ""));
  if (view.together.size && there.every((id) => view.together.has(id))) return apart(desk);
  const { ids, ties, complete } = await amongActors(desk, there, view.asOf);
  if (!ties.length) return desk.complain(new Error(words("together_none")));
  desk.facts.learn({ ties });
  desk.store.change("did_together", (draft) => {
    draft.together = new Set(ids);
    for (const { id } of ties) draft.ties.add(id);
  });
  desk.say(words("together", { n: ties.length }));
  if (!complete) desk.complain(new Error(words("together_cut")));
  return undefined;
}

/** @param {Desk} desk */
function apart(desk) {
  const gone = drawnNow(desk);
  desk.store.change("did_not_together", (draft) => {
    draft.together = new Set();
    for (const id of gone) draft.ties.delete(id);
  });
  desk.say(words("apart", { n: gone.length }));
}

/** As of another day: those of that day, of what is drawn. @param {Desk} desk */
export async function togetherAgain(desk) {
  if (!isTogether(desk)) return;
  const { asOf, places, together: among } = desk.view;
  const { ties } = await amongActors(desk, [...places.keys()], asOf);
  const known = new Set(ties.map(({ id }) => id));
  desk.facts.forget([...desk.facts.ties.values()].filter(({ id, type }) => DERIVED.includes(type) && !known.has(id)).map(({ id }) => id));
  desk.facts.learn({ ties });
  const more = ties.filter(({ id, source, target }) => among.has(source) && among.has(target) && !desk.view.ties.has(id));
  if (more.length && desk.view.asOf === asOf) desk.store.amend((draft) => more.forEach(({ id }) => draft.ties.add(id)));
}
