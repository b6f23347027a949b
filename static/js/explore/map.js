// @ts-check
/** The same entries on a map: a mark for each place with how many are there, arcs between places with how many ties. No tiles: borders come with the product. */

import { feature, geoGraticule10, geoInterpolate, geoMercator, geoNaturalEarth1, geoPath, mesh } from "../../vendor/explore.js";
import { byId, draw, make } from "./elements.js";
import { holds, legible, seen } from "./drawing.js";
import { amount, countryName, words } from "./texts.js";

/** @import { Desk } from "./desk.js" */
/** @import { Entity, Tie } from "./facts.js" */

const FRANCE = { type: /** @type {const} */ ("MultiPoint"), coordinates: [[-5.2, 42.2], [8.4, 51.2], [9.4, 41.4]] };
const ATLAS = new URL("../../vendor/atlas.json", import.meta.url);
const ROUND = 28;
const TWIN = "TWINNED_WITH";
const FLOWS = new Set(["event", "project", "programme"]);

/** What the atlas calls otherwise than browsers do. @type {Record<string, string>} */
const CALLED = { US: "United States of America", BA: "Bosnia and Herz.", CD: "Dem. Rep. Congo", CF: "Central African Rep.", CI: "Côte d'Ivoire", CG: "Congo", DO: "Dominican Rep.", MM: "Myanmar", TR: "Turkey" };
const english = new Intl.DisplayNames(["en"], { type: "region" });

/** @typedef {{ key: string, lon: number, lat: number, name: string, ids: string[], rough: boolean }} Spot `rough`: only the country is known */

export class MapView {
  on = false;
  /** @type {any} */
  #atlas = null;
  #view = /** @type {"world" | "france"} */ ("world");
  #zoom = { k: 1, x: 0, y: 0 };
  /** @type {Map<string, [number, number] | null>} */
  #middles = new Map();

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
    try {
      this.#atlas ??= await this.desk.waitFor(fetch(ATLAS).then((answer) => answer.json()));
      this.draw();
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
      if (spot) spot.ids.push(id);
      else spots.set(key, { key, lon, lat, name: exact ? placeName(entity) : countryName(entity.country ?? ""), ids: [id], rough: !exact });
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

  /** Ties between two places. @param {Map<string, Spot>} spots @returns {{ a: Spot, b: Spot, ties: Tie[] }[]} */
  arcs(spots) {
    const { facts, view } = this.desk;
    const at = new Map([...spots.values()].flatMap((spot) => spot.ids.map((id) => [id, spot])));
    /** @type {Map<string, { a: Spot, b: Spot, ties: Tie[] }>} */
    const arcs = new Map();
    for (const id of view.ties) {
      const tie = facts.ties.get(id);
      const [a, b] = tie ? [at.get(tie.source), at.get(tie.target)] : [];
      if (!tie || !a || !b || a === b || !legible(view, tie) || !holds(tie, view.time)) continue;
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
    const projection = this.#view === "world" ? geoNaturalEarth1().fitExtent(frame, { type: "Sphere" }) : geoMercator().fitExtent(frame, FRANCE);
    const path = geoPath(projection);
    const spots = this.spots();
    const arcs = this.arcs(spots);
    const land = feature(this.#atlas, this.#atlas.objects.land);
    const borders = mesh(this.#atlas, this.#atlas.objects.countries, (/** @type {unknown} */ a, /** @type {unknown} */ b) => a !== b);
    const layer = draw(
      "g",
      { id: "map-layer" },
      ...(this.#view === "world" ? [draw("path", { class: "xgrid", d: path(geoGraticule10()) ?? "" })] : []),
      draw("path", { class: "xland", d: path(land) ?? "" }),
      draw("path", { class: "xborders", d: path(borders) ?? "" }),
      ...arcs.map((arc) => this.#arc(arc, projection)),
      ...[...spots.values()].sort((a, b) => b.ids.length - a.ids.length).map((spot) => this.#spot(spot, projection)),
    );
    const elsewhere = seen(this.desk.view, this.desk.facts).length - [...spots.values()].reduce((sum, spot) => sum + spot.ids.length, 0);
    const views = ["world", "france"].map((view) => {
      const chip = make("button", { type: "button", class: "chip", "aria-pressed": String(this.#view === view) }, words(view));
      chip.addEventListener("click", () => {
        this.#view = view === "france" ? "france" : "world";
        this.#zoom = { k: 1, x: 0, y: 0 };
        this.draw();
      });
      return chip;
    });
    this.root.replaceChildren(
      draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": words("map") }, layer),
      make("div", { class: "xmapviews xtabs" }, ...views),
      make("p", { class: "xmapnote" }, words("map_said", { places: spots.size, arcs: arcs.length }), elsewhere ? ` ${words("elsewhere", { n: elsewhere })}` : ""),
    );
    this.#transform();
    this.#mark();
  }

  /** @param {{ a: Spot, b: Spot, ties: Tie[] }} arc @param {import("d3-geo").GeoProjection} projection */
  #arc({ a, b, ties }, projection) {
    const along = geoInterpolate([a.lon, a.lat], [b.lon, b.lat]);
    const [from, to] = [projection([a.lon, a.lat]), projection([b.lon, b.lat])];
    const middle = projection(along(0.5));
    if (!from || !to || !middle) return draw("g");
    const away = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const lift = [middle[0], middle[1] - Math.min(60, away * 0.18)];
    const d = `M${from.map(round).join(" ")}Q${lift.map(round).join(" ")} ${to.map(round).join(" ")}`;
    const flow = ties.some((tie) => [tie.source, tie.target].some((id) => FLOWS.has(this.desk.facts.entities.get(id)?.kind ?? "")));
    const kind = ties.every((tie) => tie.type === TWIN) ? "twin" : flow ? "flow" : "";
    const width = 1 + 1.6 * Math.log2(1 + ties.length);
    const title = `${a.name} – ${b.name}: ${words("n_ties", { n: ties.length })}${kind === "twin" ? `, ${words("twins")}` : ""}`;
    const line = draw("path", { class: `xarc ${kind}`, d, "stroke-width": width.toFixed(1), "data-ends": `${a.ids.join(" ")} ${b.ids.join(" ")}` }, draw("title", {}, title));
    line.addEventListener("click", () => this.#choose([...a.ids, ...b.ids]));
    const label = ties.length > 1 ? [draw("text", { class: "xarccount", x: round((from[0] + 2 * (lift[0] ?? 0) + to[0]) / 4), y: round((from[1] + 2 * (lift[1] ?? 0) + to[1]) / 4) }, amount(ties.length))] : [];
    return draw("g", {}, line, ...label);
  }

  /** @param {Spot} spot @param {import("d3-geo").GeoProjection} projection */
  #spot(spot, projection) {
    const at = projection([spot.lon, spot.lat]);
    if (!at) return draw("g");
    const radius = 5 + 2.2 * Math.sqrt(spot.ids.length);
    const name = spot.name.slice(0, 60);
    const mark = draw(
      "g",
      { class: `xspot${spot.rough ? " rough" : ""}`, tabindex: 0, role: "button", "aria-label": `${name}: ${words("n_entries", { n: spot.ids.length })}`, "data-key": spot.key, transform: `translate(${round(at[0])} ${round(at[1])})` },
      draw("circle", { r: radius.toFixed(1) }),
      ...(spot.ids.length > 1 ? [draw("text", { class: "xspotcount", y: 4 }, amount(spot.ids.length))] : []),
      draw("text", { class: "xspotname", x: radius + 4, y: 4 }, name),
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
    const spots = this.spots();
    for (const mark of this.root.querySelectorAll(".xspot")) {
      const spot = spots.get(mark.getAttribute("data-key") ?? "");
      mark.classList.toggle("on", Boolean(spot?.ids.some((id) => ids.has(id))));
      mark.setAttribute("aria-pressed", String(Boolean(spot?.ids.some((id) => ids.has(id)))));
    }
  }

  /** Wheel and drag; the zoom buttons call `zoom`. */
  #follow() {
    let last = /** @type {{ x: number, y: number } | null} */ (null);
    this.root.addEventListener("wheel", (event) => {
      event.preventDefault();
      this.zoom(event.deltaY < 0 ? 1.25 : 0.8);
    });
    this.root.addEventListener("pointerdown", (event) => (last = { x: event.clientX, y: event.clientY }));
    this.root.addEventListener("pointermove", (event) => {
      if (!last || !event.buttons) return;
      this.#zoom.x += event.clientX - last.x;
      this.#zoom.y += event.clientY - last.y;
      last = { x: event.clientX, y: event.clientY };
      this.#transform();
    });
    window.addEventListener("pointerup", () => (last = null));
  }

  /** @param {number} factor closer above 1; 0 shows all */
  zoom(factor) {
    const { width, height } = byId("stage").getBoundingClientRect();
    if (!factor) this.#zoom = { k: 1, x: 0, y: 0 };
    else {
      const k = Math.min(40, Math.max(0.7, this.#zoom.k * factor));
      const share = k / this.#zoom.k;
      this.#zoom = { k, x: width / 2 - (width / 2 - this.#zoom.x) * share, y: height / 2 - (height / 2 - this.#zoom.y) * share };
    }
    this.#transform();
  }

  /** Marks and names keep their size. */
  #transform() {
    const { k, x, y } = this.#zoom;
    byId("map-layer").setAttribute("transform", `translate(${round(x)} ${round(y)}) scale(${k.toFixed(3)})`);
    for (const mark of this.root.querySelectorAll(".xspot")) {
      const place = mark.getAttribute("transform")?.replace(/ scale\(.*/, "") ?? "";
      mark.setAttribute("transform", `${place} scale(${(1 / k).toFixed(4)})`);
    }
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
