// @ts-check
/** Coasts and borders, laid on a sheet once for each way of seeing the earth; of a sheet only what is in sight is painted, no finer than can be seen. */

import { feature, geoGraticule10, geoMercator, geoNaturalEarth1, geoPath, mesh } from "../../vendor/explore.js";

/**
 * @typedef {"world" | "france"} Kind
 * @typedef {[number, number, number, number]} Box left, top, right, bottom
 * @typedef {{ points: Float32Array, box: Box }} Line corners one after the other, x and y in turn
 * @typedef {{ k: number, x: number, y: number }} Fit from a sheet to the screen: times `k`, then by `x` and `y`
 * @typedef {{ width: number, height: number }} Room
 */

/** Side of a sheet, as far as its frame goes. */
const SIDE = 1000;
/** Corners nearer to each other on the screen than this are one. */
const FINEST = 0.6;
/** Pixels around what is in sight: outlines cut there are out of sight. */
const EDGE = 8;
const FRANCE = { type: /** @type {const} */ ("MultiPoint"), coordinates: [[-5.2, 42.2], [8.4, 51.2], [9.4, 41.4]] };
/** What the atlas calls otherwise than browsers do. @type {Record<string, string>} */
const CALLED = { US: "United States of America", BA: "Bosnia and Herz.", CD: "Dem. Rep. Congo", CF: "Central African Rep.", CI: "Côte d'Ivoire", CG: "Congo", DO: "Dominican Rep.", MM: "Myanmar", TR: "Turkey" };
const english = new Intl.DisplayNames(["en"], { type: "region" });

export class Atlas {
  /** @type {Map<string, [number, number] | null>} */
  #middles = new Map();
  /** @type {Map<Kind, Sheet>} */
  #sheets = new Map();

  /** @param {any} topology of world-atlas */
  constructor(topology) {
    this.topology = topology;
    this.land = feature(topology, topology.objects.land);
    this.borders = mesh(topology, topology.objects.countries, (/** @type {unknown} */ a, /** @type {unknown} */ b) => a !== b);
  }

  /** @param {Kind} kind */
  sheet(kind) {
    const known = this.#sheets.get(kind) ?? new Sheet(this, kind);
    this.#sheets.set(kind, known);
    return known;
  }

  /** Of a country's largest part. @param {string | null} code @returns {[number, number] | null} longitude and latitude */
  middle(code) {
    if (!code) return null;
    const known = this.#middles.get(code);
    if (known !== undefined) return known;
    const name = CALLED[code] ?? english.of(code);
    const found = this.topology.objects.countries.geometries.find((/** @type {any} */ country) => country.properties.name === name);
    const middle = found ? middleOf(/** @type {any} */ (feature(this.topology, found)).geometry) : null;
    this.#middles.set(code, middle);
    return middle;
  }
}

/** The earth in one projection, flat. */
export class Sheet {
  /** @type {Map<string, Line[]>} */
  #thinned = new Map();

  /** @param {Atlas} atlas @param {Kind} kind */
  constructor(atlas, kind) {
    const frame = /** @type {[[number, number], [number, number]]} */ ([[0, 0], [SIDE, SIDE]]);
    this.projection = kind === "france" ? geoMercator().fitExtent(frame, FRANCE) : geoNaturalEarth1().fitExtent(frame, { type: "Sphere" });
    this.shown = geoPath(this.projection).bounds(kind === "france" ? FRANCE : { type: "Sphere" });
    this.lines = {
      grid: kind === "france" ? [] : linesOf(this.projection, geoGraticule10()),
      land: linesOf(this.projection, atlas.land),
      borders: linesOf(this.projection, atlas.borders),
    };
  }

  /** Its frame as large as fits. @param {Room} room @param {number} margin @returns {Fit} */
  fitted(room, margin) {
    const [[left, top], [right, bottom]] = this.shown;
    const k = Math.max(1e-3, Math.min((room.width - 2 * margin) / (right - left), (room.height - 2 * margin) / (bottom - top)));
    return { k, x: (room.width - k * (left + right)) / 2, y: (room.height - k * (top + bottom)) / 2 };
  }

  /** @param {CanvasRenderingContext2D} pen over the whole of it @param {Fit} camera @param {Room} room @param {Record<string, string>} colours */
  paint(pen, camera, room, colours) {
    const { k, x, y } = camera;
    /** @type {Box} */
    const sight = [(-EDGE - x) / k, (-EDGE - y) / k, (room.width + EDGE - x) / k, (room.height + EDGE - y) / k];
    const trace = (/** @type {"grid" | "land" | "borders"} */ name, /** @type {boolean} */ closed) => {
      pen.beginPath();
      for (const line of this.#thin(name, k)) draw(pen, line, sight, camera, closed);
    };
    pen.lineWidth = 0.7;
    pen.strokeStyle = colours.hairline ?? "";
    trace("grid", false);
    pen.stroke();
    trace("land", true);
    pen.fillStyle = colours.surface ?? "";
    pen.fill();
    pen.strokeStyle = colours.border ?? "";
    pen.stroke();
    pen.strokeStyle = colours.hairline ?? "";
    trace("borders", false);
    pen.stroke();
  }

  /** Without corners that could not be told apart; kept for each doubling. @param {"grid" | "land" | "borders"} name @param {number} k */
  #thin(name, k) {
    const level = Math.ceil(Math.log2(k));
    const key = `${name} ${level}`;
    const known = this.#thinned.get(key) ?? this.lines[name].map((line) => thinned(line, FINEST / 2 ** level)).filter((line) => line !== null);
    this.#thinned.set(key, known);
    return known;
  }
}

/** What a projection makes of a shape: cut at the edge of the earth, curved where it must be. @param {import("d3-geo").GeoProjection} projection @param {any} shape @returns {Line[]} */
function linesOf(projection, shape) {
  /** @type {number[][]} */
  const found = [];
  const ends = { beginPath: () => undefined, arc: () => undefined, closePath: () => undefined };
  const points = { moveTo: (/** @type {number} */ x, /** @type {number} */ y) => found.push([x, y]), lineTo: (/** @type {number} */ x, /** @type {number} */ y) => found.at(-1)?.push(x, y) };
  geoPath(projection, /** @type {any} */ ({ ...ends, ...points }))(shape);
  return found.map((line) => ({ points: Float32Array.from(line), box: boxOf(line) }));
}

/** @param {number[]} points @returns {Box} */
function boxOf(points) {
  /** @type {Box} */
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    const [x = 0, y = 0] = [points[i], points[i + 1]];
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

/** @param {Line} line @param {number} least distance of its corners @returns {Line | null} null where it is no larger than a point */
function thinned({ points, box }, least) {
  if (box[2] - box[0] < least && box[3] - box[1] < least) return null;
  const kept = [points[0] ?? 0, points[1] ?? 0];
  let [x, y] = [points[0] ?? 0, points[1] ?? 0];
  for (let i = 2; i < points.length; i += 2) {
    const [a = 0, b = 0] = [points[i], points[i + 1]];
    if (i < points.length - 2 && Math.abs(a - x) + Math.abs(b - y) < least) continue;
    kept.push(a, b);
    [x, y] = [a, b];
  }
  return { points: Float32Array.from(kept), box };
}

/** @param {CanvasRenderingContext2D} pen @param {Line} line @param {Box} sight @param {Fit} camera @param {boolean} closed */
function draw(pen, { points, box }, sight, { k, x, y }, closed) {
  if (box[0] > sight[2] || box[2] < sight[0] || box[1] > sight[3] || box[3] < sight[1]) return;
  const whole = box[0] >= sight[0] && box[2] <= sight[2] && box[1] >= sight[1] && box[3] <= sight[3];
  const corners = whole || !closed ? points : cut(points, sight);
  for (let i = 0; i < corners.length; i += 2) {
    const [a, b] = [(corners[i] ?? 0) * k + x, (corners[i + 1] ?? 0) * k + y];
    if (i) pen.lineTo(a, b);
    else pen.moveTo(a, b);
  }
  if (closed && corners.length) pen.closePath();
}

/** A surface cut to a rectangle, one side after the other (Sutherland and Hodgman, 1974). @param {ArrayLike<number>} points @param {Box} sight @returns {ArrayLike<number>} */
function cut(points, sight) {
  let corners = points;
  for (let side = 0; side < 4; side++) {
    const [axis, sign, edge] = [side % 2, side < 2 ? 1 : -1, sight[side] ?? 0];
    /** @type {number[]} */
    const kept = [];
    const n = corners.length;
    for (let i = 0; i < n; i += 2) {
      const j = (i || n) - 2;
      const [ax = 0, ay = 0, bx = 0, by = 0] = [corners[j], corners[j + 1], corners[i], corners[i + 1]];
      const [before, after] = [sign * ((axis ? ay : ax) - edge), sign * ((axis ? by : bx) - edge)];
      if (before >= 0 !== after >= 0) {
        const t = before / (before - after);
        kept.push(ax + (bx - ax) * t, ay + (by - ay) * t);
      }
      if (after >= 0) kept.push(bx, by);
    }
    corners = kept;
  }
  return corners;
}

/** @param {any} land @returns {[number, number]} */
function middleOf(land) {
  const parts = land.type === "MultiPolygon" ? land.coordinates.map((/** @type {any} */ coordinates) => ({ type: "Polygon", coordinates })) : [land];
  const flat = geoPath();
  return flat.centroid(parts.reduce((/** @type {any} */ a, /** @type {any} */ b) => (flat.area(a) > flat.area(b) ? a : b)));
}
