// @ts-check
/** The export menu: pictures are made here, files by the server. */

import { closeDialog, openDialog } from "./dialog.js";
import { byId, make } from "./elements.js";
import { legible, seen } from "./drawing.js";
import { lettered } from "./lettering.js";
import { notesOf, pictureOf, pngOf, textOf } from "./picture.js";
import { tintOf } from "./tints.js";
import { words } from "./texts.js";
import { isTogether } from "./together.js";

/** @import { Desk } from "./desk.js" */
/** @import { MapView } from "./map.js" */

/** Formats of the server's own export. */
const FILES = ["html", "gexf", "graphml", "csv"];

/** @param {Desk} desk @param {MapView} map @param {() => string} title of the scene that is open */
export function followExport(desk, map, title) {
  byId("export").addEventListener("click", () => {
    const name = make("input", { id: "picture-title", maxlength: 120 });
    name.value = title() || words("export_title");
    const clear = make("input", { type: "checkbox", id: "picture-clear" });
    const called = () => name.value.trim() || words("export_title");
    const picture = () => lettered(pictureOf(desk, map, { title: called(), transparent: clear.checked }));
    const png = button("PNG", async () => save(await pngOf(await picture()), `${called()}.png`));
    const svg = button("SVG", async () => save(new Blob([textOf(await picture())], { type: "image/svg+xml" }), `${called()}.svg`));
    const token = document.querySelector("meta[name=csrf-token]")?.getAttribute("content") ?? "";
    const form = make("form", { method: "post", action: byId("canvas").dataset.export ?? "" }, make("input", { type: "hidden", name: "csrf_token", value: token }));
    for (const id of seen(desk.view, desk.facts)) form.append(make("input", { type: "hidden", name: "ids", value: id }));
    const drawn = make("input", { type: "hidden", name: "drawn" });
    form.append(drawn);
    form.addEventListener("submit", () => {
      drawn.value = JSON.stringify(drawnAs(desk, called()));
      closeDialog();
    });
    const files = FILES.map((format) => make("button", { class: "button", name: "format", value: format }, words(`export_${format}`)));
    form.append(make("p", { class: "row" }, ...files));
    openDialog(words("export_what"), [
      make("div", { class: "xfield" }, make("label", { for: "picture-title" }, words("title")), name),
      make("label", { class: "xrow", for: "picture-clear" }, clear, words("transparent")),
      make("h3", {}, words("pictures")),
      make("p", { class: "second" }, words("pictures_said")),
      make("p", { class: "row" }, png, svg),
      make("h3", {}, words("files")),
      make("p", { class: "second" }, words("files_said", { n: seen(desk.view, desk.facts).length }), ...(isTogether(desk) ? [` ${words("files_stored")}`] : [])),
      form,
    ]);
  });

  /** @param {string} label @param {() => Promise<void>} act */
  function button(label, act) {
    const made = make("button", { type: "button", class: "button" }, label);
    made.addEventListener("click", () => act().then(closeDialog, (error) => desk.complain(error)));
    return made;
  }
}

/** What the server writes of it, and where each stands: of ties, those that are stored. @param {Desk} desk @param {string} title */
function drawnAs({ view, facts, canvas }, title) {
  const at = (/** @type {number} */ value) => Math.round(value * 10) / 10;
  const notes = notesOf({ view, facts });
  const nodes = seen(view, facts).map((id) => {
    const { x, y } = view.places.get(id) ?? { x: 0, y: 0 };
    return { id, x: at(x), y: at(y), ...(notes.has(id) ? { note: notes.get(id) } : {}), tint: tintOf(view, canvas.drawing.tints, id), size: canvas.drawing.dots.get(id)?.size };
  });
  const there = new Set(nodes.map(({ id }) => id));
  const ties = [...view.ties].filter((id) => {
    const tie = facts.ties.get(id);
    return tie && !tie.via && legible(view, tie) && there.has(tie.source) && there.has(tie.target);
  });
  return { title, nodes, ties, styles: view.style };
}

/** @param {Blob} blob @param {string} name */
function save(blob, name) {
  const link = make("a", { href: URL.createObjectURL(blob), download: name.replace(/[\\/:*?"<>|\p{C}]/gu, "_") });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
