// @ts-check
/** What can be done with what is selected. Each is one step that can be undone. */

import { words } from "./texts.js";

/** @import { Desk } from "./desk.js" */

/** Nodes that are selected, those in selected groups included. @param {Desk} desk @returns {string[]} */
export function chosen(desk) {
  return [...desk.selection.ids].flatMap((id) => desk.drawing.dots.get(id)?.members ?? [id]);
}

/** @param {Desk} desk */
export function hide(desk) {
  const ids = chosen(desk);
  if (!ids.length) return;
  const next = nextTo(desk);
  desk.store.change("did_hide", (draft) => ids.forEach((id) => draft.hidden.add(id)));
  if (next && desk.drawing.dots.has(next)) desk.selection.focus(next);
  desk.say(words("hidden", { n: ids.length }));
}

/** Where the keyboard goes when what it was on is hidden. @param {Desk} desk */
function nextTo(desk) {
  const from = desk.drawing.dots.get(desk.selection.focused ?? "");
  if (!from) return null;
  const others = [...desk.drawing.dots.values()].filter((dot) => !desk.selection.ids.has(dot.id));
  others.sort((a, b) => Math.hypot(a.x - from.x, a.y - from.y) - Math.hypot(b.x - from.x, b.y - from.y));
  return others[0]?.id ?? null;
}

/** @param {Desk} desk */
export function showHidden(desk) {
  const n = desk.view.hidden.size;
  if (!n) return;
  desk.store.change("did_show_hidden", (draft) => draft.hidden.clear());
  desk.say(words("added", { n }));
}

/** @param {Desk} desk */
export function keepOnly(desk) {
  const kept = new Set(chosen(desk));
  if (!kept.size) return;
  const away = [...desk.view.places.keys()].filter((id) => desk.facts.entities.has(id) && !kept.has(id));
  desk.store.change("did_keep", (draft) => away.forEach((id) => draft.hidden.add(id)));
  desk.say(words("kept", { n: kept.size }));
}

/** @param {Desk} desk */
export function selectAll(desk) {
  desk.selection.choose(desk.drawing.dots.keys());
  desk.say(words("selected", { n: chosen(desk).length }));
}

/** @param {Desk} desk */
export function invert(desk) {
  const { ids } = desk.selection;
  desk.selection.choose([...desk.drawing.dots.keys()].filter((id) => !ids.has(id)));
  desk.say(words("selected", { n: chosen(desk).length }));
}

/** @param {Desk} desk */
export function pin(desk) {
  const ids = [...desk.selection.ids].filter((id) => desk.view.places.has(id));
  if (!ids.length) return;
  const free = ids.some((id) => !desk.view.pinned.has(id));
  desk.store.change(free ? "did_pin" : "did_unpin", (draft) => {
    for (const id of ids) if (free) draft.pinned.add(id);
    else draft.pinned.delete(id);
  });
  desk.say(words(free ? "pinned" : "unpinned", { n: ids.length }));
}

/** @param {Desk} desk @param {"undo" | "redo"} how */
export function step(desk, how) {
  const what = how === "undo" ? desk.store.undo() : desk.store.redo();
  desk.say(what ? words(how === "undo" ? "undone" : "redone", { what: words(what) }) : words("no_step"));
}

/** @param {Desk} desk @param {string} name */
export function nameGroup(desk, name) {
  const ids = chosen(desk);
  if (!name.trim() || !ids.length) return;
  desk.store.change("did_name", (draft) => {
    draft.named = [...draft.named.filter((group) => group.name !== name.trim()), { name: name.trim(), ids }];
  });
}

/** @param {Desk} desk @param {string} id @param {string} note */
export function annotate(desk, id, note) {
  if ((desk.view.notes.get(id) ?? "") === note.trim()) return;
  desk.store.change("did_note", (draft) => {
    if (note.trim()) draft.notes.set(id, note.trim());
    else draft.notes.delete(id);
  });
}
