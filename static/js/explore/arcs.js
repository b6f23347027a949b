// @ts-check
/** Arcs on the screen: how they bend, how they are painted, and which of them lies under a point. */

import { geoInterpolate } from "../../vendor/explore.js";
import { amount } from "./texts.js";

/** @import { Arc } from "./flows.js" */
/** @import { Mark } from "./marks.js" */

/**
 * @typedef {{ x: number, y: number }} Point
 * @typedef {{ left: number, top: number, right: number, bottom: number }} Room what is in sight
 * @typedef {{ arc: Arc<Mark>, from: Point, bend: Point, to: Point, width: number }} Curve from the first mark to the second, drawn towards `bend`
 */

const LIFT = 60;
const WIDEST = 10;
/** Pixels beside a line that still point at it. */
const NEAR = 5;
const STEPS = 24;
/** Halvings after which a piece of a curve is drawn, though part of it is out of sight. */
const DEEPEST = 9;
const EDGE = 20;
const DASH = [6, 4];
const HEAD = 9;

/** @param {Arc<Mark>} arc @param {(lon: number, lat: number) => Point | null} project @returns {Curve | null} */
export function curveOf(arc, project) {
  const { a, b, legs } = arc;
  const middle = geoInterpolate([a.lon, a.lat], [b.lon, b.lat])(0.5);
  const at = project(middle[0], middle[1]);
  if (!at) return null;
  const away = Math.hypot(b.x - a.x, b.y - a.y);
  return { arc, from: a, bend: { x: at.x, y: at.y - Math.min(LIFT, away * 0.18) }, to: b, width: Math.min(WIDEST, 1 + 1.6 * Math.log2(1 + legs.length)) };
}

/**
 * @param {CanvasRenderingContext2D} pen
 * @param {Curve[]} curves
 * @param {Room} room
 * @param {{ colours: Record<string, string>, lit: (curve: Curve) => boolean, faint: boolean, counts: boolean }} how `lit`: pointed at; `counts`: each with its number
 */
export function paintArcs(pen, curves, room, { colours, lit, faint, counts }) {
  const { accent = "", tie = "" } = colours;
  const paint = (/** @type {Curve} */ curve, /** @type {boolean} */ on) => {
    const { nature } = curve.arc;
    pen.globalAlpha = on ? 1 : faint ? 0.3 : 0.65;
    pen.strokeStyle = on || nature === "flow" ? accent : tie;
    pen.lineWidth = curve.width;
    pen.setLineDash(nature === "twin" ? DASH : []);
    pen.beginPath();
    trace(pen, curve, room);
    pen.stroke();
    pen.fillStyle = pen.strokeStyle;
    if (curve.arc.there) head(pen, curve, false, room);
    if (curve.arc.back) head(pen, curve, true, room);
  };
  const bright = curves.filter(lit);
  for (const curve of curves) if (!lit(curve)) paint(curve, false);
  for (const curve of bright) paint(curve, true);
  pen.globalAlpha = 1;
  pen.setLineDash([]);
  for (const curve of counts ? curves : bright) number(pen, curve, colours);
}

/** @param {CanvasRenderingContext2D} pen @param {Curve} curve @param {Record<string, string>} colours */
function number(pen, curve, { paper = "", "ink-2": ink = "" }) {
  const { length } = curve.arc.legs;
  if (length < 2) return;
  const { x, y } = along(curve, 0.5);
  pen.font = '600 12px "Source Sans 3", "Segoe UI", sans-serif';
  pen.textAlign = "center";
  pen.lineWidth = 3;
  pen.strokeStyle = paper;
  pen.fillStyle = ink;
  pen.strokeText(amount(length), x, y + 4);
  pen.fillText(amount(length), x, y + 4);
}

/** What is in sight of it. @param {CanvasRenderingContext2D} pen @param {Curve} curve @param {Room} room */
function trace(pen, { from, bend, to }, room) {
  let pending = true;
  const piece = (/** @type {Point} */ a, /** @type {Point} */ c, /** @type {Point} */ b, /** @type {number} */ depth) => {
    const [left, right] = [Math.min(a.x, b.x, c.x), Math.max(a.x, b.x, c.x)];
    const [top, bottom] = [Math.min(a.y, b.y, c.y), Math.max(a.y, b.y, c.y)];
    if (right < room.left - EDGE || left > room.right + EDGE || bottom < room.top - EDGE || top > room.bottom + EDGE) {
      pending = true;
      return;
    }
    const whole = left >= room.left - EDGE && right <= room.right + EDGE && top >= room.top - EDGE && bottom <= room.bottom + EDGE;
    if (whole || depth === DEEPEST) {
      if (pending) pen.moveTo(a.x, a.y);
      pen.quadraticCurveTo(c.x, c.y, b.x, b.y);
      pending = false;
      return;
    }
    const [ac, cb] = [between(a, c), between(c, b)];
    const middle = between(ac, cb);
    piece(a, ac, middle, depth + 1);
    piece(middle, cb, b, depth + 1);
  };
  piece(from, bend, to, 0);
}

/** An arrow's head where the curve meets the mark it leads to, or where it leaves what is in sight. @param {CanvasRenderingContext2D} pen @param {Curve} curve @param {boolean} back @param {Room} room */
function head(pen, curve, back, room) {
  const at = (/** @type {number} */ t) => along(curve, back ? 1 - t : t);
  const end = at(1);
  const { radius } = back ? curve.arc.a : curve.arc.b;
  for (let i = 4 * STEPS; i > 0; i--) {
    const tip = at(i / (4 * STEPS));
    const away = Math.hypot(end.x - tip.x, end.y - tip.y);
    const inSight = tip.x > room.left + 4 && tip.y > room.top + 4 && tip.x < room.right - 4 && tip.y < room.bottom - 4;
    if (!inSight || away < radius + 2) continue;
    const before = at((i - 1) / (4 * STEPS));
    const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
    const size = HEAD + curve.width;
    pen.beginPath();
    pen.moveTo(tip.x, tip.y);
    for (const side of [-1, 1]) pen.lineTo(tip.x - size * Math.cos(angle + side * 0.42), tip.y - size * Math.sin(angle + side * 0.42));
    pen.closePath();
    pen.fill();
    return;
  }
}

/** The one that lies under a point, the last painted first. @param {Curve[]} curves @param {Point} point @returns {Curve | undefined} */
export function curveAt(curves, point) {
  return [...curves].reverse().find((curve) => {
    const { from, bend, to, width } = curve;
    const reach = NEAR + width / 2;
    if (point.x < Math.min(from.x, bend.x, to.x) - reach || point.x > Math.max(from.x, bend.x, to.x) + reach) return false;
    if (point.y < Math.min(from.y, bend.y, to.y) - reach || point.y > Math.max(from.y, bend.y, to.y) + reach) return false;
    let before = from;
    for (let i = 1; i <= STEPS; i++) {
      const after = along(curve, i / STEPS);
      if (distance(point, before, after) < reach) return true;
      before = after;
    }
    return false;
  });
}

/** @param {Curve} curve @param {number} t from 0 to 1 @returns {Point} */
export function along({ from, bend, to }, t) {
  const [a, c, b] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  return { x: a * from.x + c * bend.x + b * to.x, y: a * from.y + c * bend.y + b * to.y };
}

/** @param {Point} a @param {Point} b @returns {Point} */
function between(a, b) {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** Of a point from a straight line between two. @param {Point} point @param {Point} a @param {Point} b */
function distance(point, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const t = Math.max(0, Math.min(1, ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
}
