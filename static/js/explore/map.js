// @ts-check
/** The same entries on a map: a mark for each place with how many are there, arcs between places with how many ties. No tiles: borders come with the product. */

import { feature, geoGraticule10, geoInterpolate, geoMercator, geoNaturalEarth1, geoPath, mesh } from "../../vendor/explore.js";
import { byId, draw, make } from "./elements.js";
import { holds, legible, seen } from "./drawing.js";
import { calledOf, marksOf, namesOf } from "./marks.js";
import { amount, countryName, words } from "./texts.js";

/** @import { Desk } from "./desk.js" */
/** @import { Entity, Tie } from "./facts.js" */
/** @import { Mark, Name, Spot } from "./marks.js" */

const FRANCE = { type: /** @type {const} */ ("MultiPoint"), coordinates: [[-5.2, 42.2], [8.4, 51.2], [9.4, 41.4]] };
const ATLAS = new URL("../../vendor/atlas.json", import.meta.url);
const ROUND = 28;
const TWIN = "TWINNED_WITH";
/** Says where a place lies, which the map shows by itself. */
const WITHIN = "PART_OF";
const VIEWS = ["shown", "world", "france"];
/** How near one comes to few places at first. */
const CLOSEST = 9;
const FARTHEST_IN = 60;
/** Arcs drawn at once, those of the most ties: with more neither is anything to be made out nor does a browser keep up. */
const MOST_ARCS = 300;
/** From so many on they are faint. */
const MANY = 120;
/** Pixels around what is in sight. */
const EDGE = 60;
const FLOWS = new Set(["event", "project", "programme"]);

/** What the atlas calls otherwise than browsers do. @type {Record<string, string>} */
const CALLED = { US: "United States of America", BA: "Bosnia and Herz.", CD: "Dem. Rep. Congo", CF: "Central African Rep.", CI: "Côte d'Ivoire", CG: "Congo", DO: "Dominican Rep.", MM: "Myanmar", TR: "Turkey" };
const english = new Intl.DisplayNames(["en"], { type: "region" });

export class MapView {
  on = false;
  /** @type {any} */
  #atlas = null;
  #view = "shown";
  #zoom = { k: 1, x: 0, y: 0 };
  /** @type {Map<string, [number, number] | null>} */
  #middles = new Map();
  /** What is drawn of places, by key. @type {Map<string, Mark>} */
  #marks = new Map();
  /** @type {import("d3-geo").GeoProjection} */
  #projection = geoNaturalEarth1();

  /** @param {Desk} desk @param {() => void} opened */
  constructor(desk, opened) {
    this.desk = desk;
    this.opened = opened;
    this.root = byId("map");
    byId("to-map").addEventListener("click", () => this.toggle());
    desk.store.listen(() => this.on && this.draw());
    desk.selection.listen((what) => this.on && what === "chosen" && this.#mark());
    new ResizeObserver(() => this.on && this.draw()).observe(byId("stage"));
    this.#follow();
  }

  async toggle() {
    this.on = !this.on;
    byId("to-map").setAttribute("aria-pressed", String(this.on));
    this.root.hidden = !this.on;
    byId("canvas").hidden = this.on;
    if (!this.on) return this.desk.canvas.sigma.resize(true).refresh();
    const first = !this.#atlas;
    try {
      this.#atlas ??= await this.desk.waitFor(fetch(ATLAS).then((answer) => answer.json()));
      this.draw();
      if (first && this.#view === "shown") this.#fit();
    } catch (error) {
      this.desk.complain(error);
    }
    return undefined;
  }

  /** @returns {Map<string, Spot>} */
  spots() {
    const { facts, view } = this.desk;
    /** @type {Map<string, Spot>} */
    const spots = new Map();
    for (const id of seen(view, facts)) {
      const entity = /** @type {Entity} */ (facts.entities.get(id));
      const exact = entity.lat !== null && entity.lon !== null;
      const middle = exact ? [entity.lon ?? 0, entity.lat ?? 0] : this.#middle(entity.country);
      if (!middle) continue;
      const [lon = 0, lat = 0] = middle;
      const key = `${lat} ${lon}`;
      const spot = spots.get(key);
      if (spot) {
        spot.ids.push(id);
        spot.degree += entity.degree;
      } else spots.set(key, { key, lon, lat, name: exact ? placeName(entity) : countryName(entity.country ?? ""), ids: [id], degree: entity.degree, rough: !exact });
    }
    return spots;
  }

  /** Of a country's largest part. @param {string | null} code @returns {[number, number] | null} */
  #middle(code) {
    if (!code || !this.#atlas) return null;
    const known = this.#middles.get(code);
    if (known !== undefined) return known;
    const name = CALLED[code] ?? english.of(code);
    const found = this.#atlas.objects.countries.geometries.find((/** @type {any} */ country) => country.properties.name === name);
    const middle = found ? middleOf(/** @type {any} */ (feature(this.#atlas, found)).geometry) : null;
    this.#middles.set(code, middle);
    return middle;
  }

  /** Ties between two places, or marks. @template {Spot} S @param {Iterable<S>} spots @returns {{ a: S, b: S, ties: Tie[] }[]} */
  arcs(spots) {
    const { facts, view } = this.desk;
    const at = new Map([...spots].flatMap((spot) => spot.ids.map((id) => [id, spot])));
    /** @type {Map<string, { a: S, b: S, ties: Tie[] }>} */
    const arcs = new Map();
    for (const id of view.ties) {
      const tie = facts.ties.get(id);
      const [a, b] = tie ? [at.get(tie.source), at.get(tie.target)] : [];
      if (!tie || !a || !b || a === b || tie.type === WITHIN || !legible(view, tie) || !holds(tie, view.time)) continue;
      const key = a.key < b.key ? `${a.key} ${b.key}` : `${b.key} ${a.key}`;
      const arc = arcs.get(key);
      if (arc) arc.ties.push(tie);
      else arcs.set(key, { a, b, ties: [tie] });
    }
    return [...arcs.values()];
  }

  draw() {
    if (!this.#atlas) return;
    const { width, height } = byId("stage").getBoundingClientRect();
    const frame = /** @type {[[number, number], [number, number]]} */ ([[ROUND, ROUND], [width - ROUND, height - ROUND]]);
    const france = this.#view === "france";
    this.#projection = france ? geoMercator().fitExtent(frame, FRANCE) : geoNaturalEarth1().fitExtent(frame, { type: "Sphere" });
    const path = geoPath(this.#projection);
    const spots = this.spots();
    const land = feature(this.#atlas, this.#atlas.objects.land);
    const borders = mesh(this.#atlas, this.#atlas.objects.countries, (/** @type {unknown} */ a, /** @type {unknown} */ b) => a !== b);
    const layer = draw(
      "g",
      { id: "map-layer" },
      ...(france ? [] : [draw("path", { class: "xgrid", d: path(geoGraticule10()) ?? "" })]),
      draw("path", { class: "xland", d: path(land) ?? "" }),
      draw("path", { class: "xborders", d: path(borders) ?? "" }),
      draw("g", { id: "map-marks" }),
    );
    const elsewhere = seen(this.desk.view, this.desk.facts).length - [...spots.values()].reduce((sum, spot) => sum + spot.ids.length, 0);
    const views = VIEWS.map((view) => {
      const chip = make("button", { type: "button", class: "chip", "aria-pressed": String(this.#view === view) }, words(view === "shown" ? "map_shown" : view));
      chip.addEventListener("click", () => this.#look(view));
      return chip;
    });
    const said = [words("map_said", { places: spots.size, arcs: this.arcs(spots.values()).length }), ...(elsewhere ? [words("elsewhere", { n: elsewhere })] : [])];
    this.root.replaceChildren(
      draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": words("map") }, layer),
      make("div", { class: "xmapviews xtabs" }, ...views),
      make("p", { class: "xmapnote" }, said.join(" "), make("span", { id: "map-together" })),
    );
    this.#transform();
    this.#place();
  }

  /** @param {string} view */
  #look(view) {
    this.#view = view;
    this.#zoom = { k: 1, x: 0, y: 0 };
    this.draw();
    if (view === "shown") this.#fit();
  }

  /** All places that something is at, as near as they can be seen together. */
  #fit() {
    const { width, height } = byId("stage").getBoundingClientRect();
    const points = [...this.spots().values()].map(({ lon, lat }) => this.#projection([lon, lat])).filter((point) => point !== null);
    if (!points.length) return;
    const [across, down] = [0, 1].map((axis) => points.map((point) => point[axis] ?? 0));
    const [left, right] = [Math.min(...(across ?? [])), Math.max(...(across ?? []))];
    const [top, bottom] = [Math.min(...(down ?? [])), Math.max(...(down ?? []))];
    const k = Math.max(1, Math.min(CLOSEST, (width - 8 * ROUND) / Math.max(1, right - left), (height - 5 * ROUND) / Math.max(1, bottom - top)));
    this.#zoom = { k, x: width / 2 - (k * (left + right)) / 2, y: height / 2 - (k * (top + bottom)) / 2 };
    this.#transform();
    this.#place();
  }

  /** Marks, their names and arcs, as they can be told apart from as near as one is. */
  #place() {
    const { k, x, y } = this.#zoom;
    const marks = marksOf(this.spots().values(), ({ lon, lat }) => {
      const at = this.#projection([lon, lat]);
      return at && [at[0] * k + x, at[1] * k + y];
    });
    const room = byId("stage").getBoundingClientRect();
    const inSight = (/** @type {Mark} */ mark) => mark.x > -EDGE && mark.y > -EDGE && mark.x < room.width + EDGE && mark.y < room.height + EDGE;
    const near = marks.filter(inSight);
    this.#marks = new Map(near.map((mark) => [mark.key, mark]));
    const names = namesOf(near, room);
    const every = this.arcs(marks).filter(({ a, b }) => inSight(a) || inSight(b));
    const arcs = every.sort((a, b) => b.ties.length - a.ties.length).slice(0, MOST_ARCS);
    this.root.classList.toggle("many", arcs.length > MANY);
    const { activeElement } = document;
    const focused = this.root.contains(activeElement) ? activeElement?.getAttribute("data-key") : null;
    byId("map-marks").replaceChildren(...arcs.map((arc) => this.#arc(arc)), ...near.map((mark) => this.#spot(mark, names.get(mark.key))));
    if (focused) /** @type {SVGElement | null} */ (this.root.querySelector(`[data-key="${CSS.escape(focused)}"]`))?.focus();
    const together = near.some(({ more }) => more) ? ` ${words("map_together")}` : "";
    const cut = arcs.length < every.length ? ` ${words("map_arcs", { n: arcs.length, all: every.length })}` : "";
    byId("map-together").textContent = `${together}${cut}`;
    this.#mark();
  }

  /** @param {{ a: Mark, b: Mark, ties: Tie[] }} arc */
  #arc({ a, b, ties }) {
    const projection = this.#projection;
    const along = geoInterpolate([a.lon, a.lat], [b.lon, b.lat]);
    const [from, to] = [projection([a.lon, a.lat]), projection([b.lon, b.lat])];
    const middle = projection(along(0.5));
    if (!from || !to || !middle) return draw("g");
    const away = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const lift = [middle[0], middle[1] - Math.min(60 / this.#zoom.k, away * 0.18)];
    const d = `M${from.map(fine).join(" ")}Q${lift.map(fine).join(" ")} ${to.map(fine).join(" ")}`;
    const flow = ties.some((tie) => [tie.source, tie.target].some((id) => FLOWS.has(this.desk.facts.entities.get(id)?.kind ?? "")));
    const kind = ties.every((tie) => tie.type === TWIN) ? "twin" : flow ? "flow" : "";
    const width = 1 + 1.6 * Math.log2(1 + ties.length);
    const title = `${calledOf(a)} – ${calledOf(b)}: ${words("n_ties", { n: ties.length })}${kind === "twin" ? `, ${words("twins")}` : ""}`;
    const line = draw("path", { class: `xarc ${kind}`, d, "stroke-width": width.toFixed(1), "data-ends": `${a.ids.join(" ")} ${b.ids.join(" ")}` }, draw("title", {}, title));
    line.addEventListener("click", () => this.#choose([...a.ids, ...b.ids]));
    const top = [0, 1].map((axis) => fine(((from[axis] ?? 0) + 2 * (lift[axis] ?? 0) + (to[axis] ?? 0)) / 4));
    const label = ties.length > 1 ? [draw("text", { class: "xarccount", transform: `translate(${top.join(" ")}) scale(${(1 / this.#zoom.k).toFixed(4)})` }, amount(ties.length))] : [];
    return draw("g", {}, line, ...label);
  }

  /** @param {Mark} spot @param {Name} [placed] */
  #spot(spot, placed) {
    const at = this.#projection([spot.lon, spot.lat]);
    if (!at) return draw("g");
    const name = calledOf(spot);
    const { x, y, text, anchor } = placed ?? { x: spot.radius + 4, y: 4, text: name, anchor: "start" };
    const mark = draw(
      "g",
      { class: `xspot${spot.rough ? " rough" : ""}`, tabindex: 0, role: "button", "aria-label": `${name}: ${words("n_entries", { n: spot.ids.length })}`, "data-key": spot.key, transform: `translate(${fine(at[0])} ${fine(at[1])}) scale(${(1 / this.#zoom.k).toFixed(4)})` },
      draw("circle", { r: spot.radius.toFixed(1) }),
      ...(spot.ids.length > 1 ? [draw("text", { class: "xspotcount", y: 4 }, amount(spot.ids.length))] : []),
      draw("text", { class: `xspotname${placed ? " placed" : ""}`, x: round(x), y: round(y), "text-anchor": anchor }, text),
    );
    mark.addEventListener("click", (event) => this.#choose(spot.ids, event instanceof MouseEvent && event.shiftKey));
    mark.addEventListener("keydown", (event) => {
      if (!(event instanceof KeyboardEvent) || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      this.#choose(spot.ids, event.shiftKey);
    });
    return mark;
  }

  /** @param {string[]} ids @param {boolean} [more] */
  #choose(ids, more = false) {
    const { selection, drawing } = this.desk;
    const inside = ids.filter((id) => drawing.dots.has(id));
    selection.choose(more ? [...selection.ids, ...inside] : inside);
    this.opened();
  }

  #mark() {
    const { ids } = this.desk.selection;
    for (const mark of this.root.querySelectorAll(".xspot")) {
      const on = Boolean(this.#marks.get(mark.getAttribute("data-key") ?? "")?.ids.some((id) => ids.has(id)));
      mark.classList.toggle("on", on);
      mark.setAttribute("aria-pressed", String(on));
    }
  }

  /** Wheel and drag; the zoom buttons call `zoom`. */
  #follow() {
    let last = /** @type {{ x: number, y: number } | null} */ (null);
    let moved = false;
    this.root.addEventListener("wheel", (event) => {
      event.preventDefault();
      const { left, top } = this.root.getBoundingClientRect();
      this.zoom(event.deltaY < 0 ? 1.25 : 0.8, { x: event.clientX - left, y: event.clientY - top });
    });
    this.root.addEventListener("pointerdown", (event) => (last = { x: event.clientX, y: event.clientY }));
    this.root.addEventListener("pointermove", (event) => {
      if (!last || !event.buttons) return;
      this.#zoom.x += event.clientX - last.x;
      this.#zoom.y += event.clientY - last.y;
      [last, moved] = [{ x: event.clientX, y: event.clientY }, true];
      this.#transform();
    });
    window.addEventListener("pointerup", () => {
      if (moved) this.#place();
      [last, moved] = [null, false];
    });
  }

  /** @param {number} factor closer above 1; 0 shows all @param {{ x: number, y: number }} [at] what stays where it is */
  zoom(factor, at) {
    const { width, height } = byId("stage").getBoundingClientRect();
    const { x, y } = at ?? { x: width / 2, y: height / 2 };
    if (!factor) return this.#look(this.#view);
    const k = Math.min(FARTHEST_IN, Math.max(0.7, this.#zoom.k * factor));
    const share = k / this.#zoom.k;
    this.#zoom = { k, x: x - (x - this.#zoom.x) * share, y: y - (y - this.#zoom.y) * share };
    this.#transform();
    this.#place();
    return undefined;
  }

  #transform() {
    const { k, x, y } = this.#zoom;
    byId("map-layer").setAttribute("transform", `translate(${round(x)} ${round(y)}) scale(${k.toFixed(3)})`);
    this.root.classList.toggle("close", k > 1.6 || this.#view === "france");
  }
}

/** @param {Entity} entity */
function placeName(entity) {
  return entity.kind === "place" ? entity.name : (entity.city ?? entity.name);
}

/** @param {any} land @returns {[number, number]} */
function middleOf(land) {
  const parts = land.type === "MultiPolygon" ? land.coordinates.map((/** @type {any} */ coordinates) => ({ type: "Polygon", coordinates })) : [land];
  const flat = geoPath();
  return flat.centroid(parts.reduce((/** @type {any} */ a, /** @type {any} */ b) => (flat.area(a) > flat.area(b) ? a : b)));
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}

/** Of what is seen from near. @param {number} value */
function fine(value) {
  return Math.round(value * 1000) / 1000;
}
