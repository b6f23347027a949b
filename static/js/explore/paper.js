// @ts-check
/** On paper the drawing or the map is a picture as wide as the page, in the colours of paper: a canvas keeps the size and the theme of the screen. */

import { byId, make } from "./elements.js";
import { pictureOf } from "./picture.js";
import { words } from "./texts.js";

/** @import { Desk } from "./desk.js" */
/** @import { MapView } from "./map.js" */

/** @param {Desk} desk @param {MapView} map @param {() => string} title of the scene that is open */
export function followPaper(desk, map, title) {
  const paper = make("div", { class: "xpaper", "aria-hidden": "true" });
  byId("stage").append(paper);
  window.addEventListener("beforeprint", () => {
    if (!desk.drawing.dots.size) return;
    paper.replaceChildren(pictureOf(desk, map, { title: title() || words("export_title"), transparent: true }));
  });
  window.addEventListener("afterprint", () => paper.replaceChildren());
}
