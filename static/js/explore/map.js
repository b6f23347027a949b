// @ts-check
/** The same entries on a map: a mark for each place with how many are there, arcs between places with how many ties. No tiles: borders come with the product. */

import { curveAt, curveOf, paintArcs } from "./arcs.js";
import { Atlas } from "./atlas.js";
import { Camera } from "./camera.js";
import { seen } from "./drawing.js";
import { byId, make } from "./elements.js";
import { arcsOf, legsOf } from "./flows.js";
import { follow } from "./hold.js";
import { arcSaid, mapKey, markSaid } from "./mapkey.js";
import { marksOf, namesOf, spotsOf } from "./marks.js";
import { onThemeChange, palette } from "./palette.js";
import { Pins } from "./pins.js";
import { words } from "./texts.js";

/** @import { Curve, Point } from "./arcs.js" */
/** @import { Desk } from "./desk.js" */
/** @import { Leg } from "./flows.js" */
/** @import { Mark, Spot } from "./marks.js" */

const ATLAS = new URL("../../vendor/atlas.json", import.meta.url);
const VIEWS = ["shown", "world", "france"];
/** From here on arcs say their number. */
const CLOSE = 1.6;
/** Arcs drawn at once, those of the most ties: with more nothing is to be made out. */
const MOST_ARCS = 300;
/** From so many on they are faint. */
const MANY = 120;
/** Pixels around what is in sight. */
const EDGE = 60;

export class MapView {
  on = false;
  /** @type {Atlas | null} */
  #atlas = null;
  #view = "shown";
  #camera = new Camera();
  #colours = palette();
  /** What lies where, and what joins it, as long as the same is shown. @type {{ spots: Spot[], legs: Leg[] }} */
  #shown = { spots: [], legs: [] };
  /** Marks that can be told apart from so near, whichever part is in sight. @type {{ marks: Mark[], k: number } | null} */
  #apart = null;
  /** @type {Curve[]} */
  #curves = [];
  /** Pointed at: a mark, or an arc. @type {Mark | Curve | null} */
  #pointed = null;
  /** Dragged so far since marks were placed. */
  #dragged = { x: 0, y: 0 };
  #asked = 0;

  /** @param {Desk} desk @param {() => void} opened */
  constructor(desk, opened) {
    this.desk = desk;
    this.opened = opened;
    this.root = byId("map");
    this.ground = make("canvas", { "aria-hidden": "true" });
    this.pins = new Pins({
      choose: (ids, more) => this.#choose(ids, more),
      point: (mark) => this.#point(mark),
      told: (mark) => markSaid(mark, this.#curves),
      pan: (right, down) => this.#move(-right * this.#camera.room.width, -down * this.#camera.room.height, true),
    });
    this.views = make("div", { class: "xmapviews xtabs" });
    this.note = make("div", { class: "xmapnote" });
    this.told = make("p", { class: "xmaptold", hidden: true });
    this.root.append(this.ground, this.pins.svg, this.views, this.note, this.told, make("p", { class: "hidden", id: "map-keys" }, words("map_keys")));
    for (const view of VIEWS) {
      const chip = make("button", { type: "button", class: "chip", "data-view": view }, words(view === "shown" ? "map_shown" : view));
      chip.addEventListener("click", () => this.#look(view));
      this.views.append(chip);
    }
    byId("to-map").addEventListener("click", () => this.toggle());
    desk.store.listen(() => this.on && this.draw());
    desk.selection.listen((what) => this.on && what === "chosen" && this.pins.mark(desk.selection.ids));
    new ResizeObserver(() => this.on && this.draw()).observe(byId("stage"));
    onThemeChange(() => this.repaint());
    follow(this.root, {
      pan: (right, down) => this.#move(right, down, false),
      zoom: (factor, at) => void this.zoom(factor, at),
      rest: () => this.#place(),
      point: (at) => this.#pointAt(at),
      tap: (at, more) => this.#tap(at, more),
    });
  }

  async toggle() {
    const first = !this.#atlas;
    try {
      this.#atlas ??= new Atlas(await this.desk.waitFor(fetch(ATLAS).then((answer) => answer.json())));
    } catch (error) {
      return this.desk.complain(error);
    }
    this.on = !this.on;
    const { canvas } = this.desk;
    const { container } = canvas;
    const focused = [container, this.root].some((one) => one.contains(document.activeElement));
    byId("to-map").setAttribute("aria-pressed", String(this.on));
    byId("stage").classList.toggle("mapped", this.on);
    // The keyboard goes from one to the other before the first is gone: else it would be nowhere for a moment, and a screen reader begin with the page anew.
    const [come, gone] = this.on ? [this.root, container] : [container, this.root];
    come.hidden = false;
    if (this.on) {
      this.draw();
      if (first && this.#view === "shown") this.#fit();
      if (focused) this.pins.focus();
    } else {
      canvas.sigma.resize(true);
      canvas.restyle();
      if (focused) container.focus();
    }
    gone.hidden = true;
    return undefined;
  }

  /** What is shown has changed, or the room for it. */
  draw() {
    if (!this.#atlas) return;
    const { desk } = this;
    const { width, height } = byId("stage").getBoundingClientRect();
    Object.assign(this.#camera, { room: { width, height }, sheet: this.#atlas.sheet(this.#view === "france" ? "france" : "world") });
    const ids = seen(desk.view, desk.facts);
    const spots = spotsOf(ids, desk.facts, this.#atlas);
    const there = new Set(spots.flatMap(({ ids }) => ids));
    this.#shown = { spots, legs: legsOf(desk.view, desk.facts, (id) => there.has(id)) };
    this.#apart = null;
    for (const chip of this.views.children) chip.setAttribute("aria-pressed", String(chip.getAttribute("data-view") === this.#view));
    const elsewhere = ids.length - there.size;
    const said = [words("map_said", { places: spots.length, arcs: arcsOf(this.#shown.legs, spots).length }), ...(elsewhere ? [words("elsewhere", { n: elsewhere })] : [])];
    this.note.replaceChildren(make("div", { id: "map-key" }), make("p", {}, said.join(" "), make("span", { id: "map-together" })));
    this.#place();
  }

  /** @param {string} view */
  #look(view) {
    this.#view = view;
    this.#camera.reset();
    this.draw();
    if (view === "shown") this.#fit();
  }

  /** All places that something is at, as near as they can be seen together. */
  #fit() {
    this.#camera.fit(this.#shown.spots, this.note.offsetHeight);
    this.#place();
  }

  /** As they can be told apart from as near as one is: found once for each nearness, wherever one looks. @param {number} k @returns {Mark[]} */
  #marks(k) {
    if (this.#apart?.k !== k) {
      const marks = marksOf(this.#shown.spots, ({ lon, lat }) => {
        const at = this.#camera.flat(lon, lat);
        return at && [at[0] * k, at[1] * k];
      });
      this.#apart = { k, marks };
    }
    return this.#apart.marks;
  }

  /** Marks, their names and arcs. */
  #place() {
    const { room, nearness } = this.#camera;
    const { k, x, y } = this.#camera.place;
    this.#dragged = { x: 0, y: 0 };
    const marks = this.#marks(k).map((mark) => ({ ...mark, x: mark.x + x, y: mark.y + y }));
    const inSight = (/** @type {Point} */ mark) => mark.x > -EDGE && mark.y > -EDGE && mark.x < room.width + EDGE && mark.y < room.height + EDGE;
    const near = marks.filter(inSight);
    const every = arcsOf(this.#shown.legs, marks).filter(({ a, b }) => inSight(a) || inSight(b));
    this.#curves = every.slice(0, MOST_ARCS).flatMap((arc) => curveOf(arc, (lon, lat) => this.#camera.at(lon, lat)) ?? []);
    this.#pointed = null;
    this.#tell("");
    this.pins.show(near, namesOf(near, room));
    this.pins.mark(this.desk.selection.ids);
    const together = near.some(({ more }) => more) ? ` ${words("map_together")}` : "";
    const cut = MOST_ARCS < every.length ? ` ${words("map_arcs", { n: MOST_ARCS, all: every.length })}` : "";
    byId("map-together").textContent = `${together}${cut}`;
    byId("map-key").replaceChildren(...mapKey(near, this.#curves));
    Object.assign(this.root.dataset, { zoom: nearness.toFixed(3), arcs: this.#curves.length, faint: this.#curves.length > MANY });
    this.#paint();
  }

  /** Borders and arcs. Marks have elements of their own. */
  #paint() {
    const pen = this.ground.getContext("2d", { willReadFrequently: true });
    if (!pen) return;
    const { width, height } = this.#camera.room;
    const fine = window.devicePixelRatio || 1;
    const [across, down] = [Math.round(width * fine), Math.round(height * fine)];
    if (this.ground.width !== across || this.ground.height !== down) [this.ground.width, this.ground.height] = [across, down];
    pen.setTransform(fine, 0, 0, fine, 0, 0);
    pen.fillStyle = this.#colours.paper ?? "";
    pen.fillRect(0, 0, width, height);
    this.paintOn(pen, this.#colours);
  }

  /** On the screen or, by a pen that writes, in a picture. @param {CanvasRenderingContext2D} pen @param {Record<string, string>} colours */
  paintOn(pen, colours) {
    const { sheet, place, nearness, room } = this.#camera;
    if (!sheet) return;
    sheet.paint(pen, place, room, colours);
    const { x, y } = this.#dragged;
    pen.translate(x, y);
    const pointed = this.#pointed;
    const lit = (/** @type {Curve} */ curve) => pointed !== null && (pointed === curve || ("key" in pointed && [curve.arc.a.key, curve.arc.b.key].includes(pointed.key)));
    const faint = this.#curves.length > MANY;
    const close = nearness > CLOSE || this.#view === "france";
    const sight = { left: -x, top: -y, right: room.width - x, bottom: room.height - y };
    paintArcs(pen, this.#curves, sight, { colours, lit, faint, counts: close && !faint });
  }

  repaint() {
    this.#colours = palette();
    if (this.on) this.#paint();
  }

  /** What a picture has of it, beside what is painted; `note`: what stands below it in words. */
  get sight() {
    return { room: this.#camera.room, marks: [...this.pins.marks.values()], curves: this.#curves, note: this.note.querySelector("p")?.textContent ?? "" };
  }

  /** At the next frame, however often it is asked for until then. @param {() => void} act */
  #soon(act) {
    cancelAnimationFrame(this.#asked);
    this.#asked = requestAnimationFrame(act);
  }

  /** @param {Mark | Curve | null} what */
  #point(what) {
    if (this.#pointed === what) return;
    this.#pointed = what;
    this.#soon(() => this.#paint());
  }

  /** @param {Point | null} at */
  #pointAt(at) {
    if (!this.on || (this.#pointed && "key" in this.#pointed)) return;
    const curve = at ? curveAt(this.#curves, at) : undefined;
    this.#point(curve ?? null);
    this.root.classList.toggle("pointing", Boolean(curve));
    this.#tell(curve ? arcSaid(curve.arc) : "", at);
  }

  /** Beside what is pointed at. @param {string} text @param {Point | null} [at] */
  #tell(text, at) {
    this.told.hidden = !text;
    if (!text || !at) return;
    this.told.textContent = text;
    const left = at.x > this.#camera.room.width / 2;
    this.told.style.translate = `${(at.x + (left ? -12 : 12)).toFixed(0)}px ${(at.y + 16).toFixed(0)}px`;
    this.told.classList.toggle("left", left);
  }

  /** @param {Point} at @param {boolean} more */
  #tap(at, more) {
    const curve = curveAt(this.#curves, at);
    if (curve) this.#choose([...curve.arc.a.ids, ...curve.arc.b.ids], more);
    return Boolean(curve);
  }

  /** @param {string[]} ids @param {boolean} more beside what is selected; what is selected already is so no longer */
  #choose(ids, more) {
    const { selection } = this.desk;
    const all = more && ids.every((id) => selection.ids.has(id));
    selection.choose(all ? [...selection.ids].filter((id) => !ids.includes(id)) : more ? [...selection.ids, ...ids] : ids);
    if (ids.length) this.opened();
    this.desk.say(words("selected", { n: selection.ids.size }));
  }

  /** @param {number} right @param {number} down @param {boolean} rests */
  #move(right, down, rests) {
    this.#camera.move(right, down);
    this.#dragged.x += right;
    this.#dragged.y += down;
    if (rests) return this.#place();
    this.#tell("");
    this.pins.shift(this.#dragged.x, this.#dragged.y);
    return this.#soon(() => this.#paint());
  }

  /** @param {number} factor closer above 1; 0 shows all @param {Point} [at] what stays where it is */
  zoom(factor, at) {
    if (!factor) return this.#look(this.#view);
    this.#camera.zoom(factor, at);
    this.root.dataset.zoom = this.#camera.nearness.toFixed(3);
    return this.#soon(() => this.#place());
  }
}
