// @ts-check
/** On paper what is drawn is a picture as wide as the page, in the colours of paper: a canvas keeps the size and the theme of the screen. */

import { byId, make } from "./elements.js";
import { notesOf } from "./exporting.js";
import { svgOf } from "./picture.js";
import { words } from "./texts.js";

/** @import { Desk } from "./desk.js" */
/** @import { MapView } from "./map.js" */

/** @param {Desk} desk @param {MapView} map @param {() => string} title of the scene that is open */
export function followPaper(desk, map, title) {
  const paper = make("div", { class: "xpaper", "aria-hidden": "true" });
  byId("stage").append(paper);
  window.addEventListener("beforeprint", () => {
    if (!desk.drawing.dots.size) return;
    const called = title() || words("export_title");
    paper.replaceChildren(map.on ? map.picture() : svgOf(desk.canvas, { title: called, transparent: true, notes: notesOf(desk) }));
  });
  window.addEventListener("afterprint", () => paper.replaceChildren());
}
