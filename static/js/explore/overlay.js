// @ts-check
/** What stands above dots and links: names, signs in the marks, rings around what is selected, counts of bundled ties. */

import { INTRODUCE } from "./facts.js";
import { glyphOf } from "./glyphs.js";
import { placeNames, Taken } from "./names.js";
import { countOf, middleOf } from "./links.js";
import { amount } from "./texts.js";

/** @import { Canvas } from "./canvas.js" */
/** @import { Link } from "./drawing.js" */
/** @import { Wanted } from "./names.js" */
/** @import { Palette } from "./palette.js" */

const FONT = '"Source Sans 3", "Segoe UI", system-ui, sans-serif';
const SMALLEST_SIGN = 8.5;
const MOST_NAMES = 140;
/** Of the height of a number on a link. */
const HALF = 8.5;
/** So many of the largest, and of the most tied, have their names also where those must lie over a mark. */
const LANDMARKS = 3;
/** Added to the size of a mark: where there is no room for all names, who can introduce comes before projects and events, and groups before all. */
const BEFORE = { introduces: 20, group: 100 };

/** @param {Canvas} canvas */
export function paintOver(canvas) {
  const { over, sigma } = canvas;
  const { width, height } = sigma.getDimensions();
  const ratio = window.devicePixelRatio || 1;
  if (over.width !== Math.round(width * ratio) || over.height !== Math.round(height * ratio)) {
    over.width = Math.round(width * ratio);
    over.height = Math.round(height * ratio);
    over.style.width = `${width}px`;
    over.style.height = `${height}px`;
  }
  const pen = over.getContext("2d");
  if (!pen) return;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  if (canvas.isMoving) paintRings(pen, canvas);
  else paintAbove(pen, canvas);
}

/** All of it, on the screen or, by a pen that writes, in a picture. @param {CanvasRenderingContext2D} pen @param {Canvas} canvas */
export function paintAbove(pen, canvas) {
  const { width, height } = canvas.sigma.getDimensions();
  const seen = spots(canvas, width, height);
  paintRoute(pen, canvas);
  paintCounts(pen, canvas, seen);
  paintSigns(pen, canvas, seen);
  paintRings(pen, canvas);
  paintNames(pen, canvas, seen);
}

/** @typedef {{ id: string, x: number, y: number, radius: number }} Spot */

/** Dots inside the picture. @param {Canvas} canvas @param {number} width @param {number} height @returns {Spot[]} */
function spots(canvas, width, height) {
  /** @type {Spot[]} */
  const seen = [];
  for (const id of canvas.drawing.dots.keys()) {
    const at = canvas.spot(id);
    if (at && at.x > -20 && at.y > -20 && at.x < width + 20 && at.y < height + 20) seen.push({ id, ...at });
  }
  return seen;
}

/** @param {CanvasRenderingContext2D} pen @param {Canvas} canvas @param {Spot[]} seen */
function paintSigns(pen, canvas, seen) {
  const { colours } = canvas;
  for (const { id, x, y, radius } of seen) {
    const dot = canvas.drawing.dots.get(id);
    if (!dot || radius < SMALLEST_SIGN) continue;
    if (dot.members) {
      pen.font = `600 ${Math.round(Math.min(16, Math.max(11, radius * 0.62)))}px ${FONT}`;
      pen.textAlign = "center";
      pen.textBaseline = "middle";
      pen.fillStyle = colours.ink ?? "";
      pen.fillText(amount(dot.members.length), x, y + 0.5);
      continue;
    }
    const scale = (radius * 2) / 24;
    pen.save();
    pen.globalAlpha = canvas.isBright(id) ? 1 : 0.4;
    pen.translate(x - radius, y - radius);
    pen.scale(scale, scale);
    for (const { path, filled } of glyphOf(canvas.facts.label(id))) {
      if (filled) {
        pen.fillStyle = colours.glyph ?? "";
        pen.fill(path, "evenodd");
      } else {
        pen.strokeStyle = colours.situates ?? "";
        pen.lineWidth = 1.5;
        pen.stroke(path);
      }
    }
    pen.restore();
  }
  for (const { id, x, y, radius } of seen) {
    const dot = canvas.drawing.dots.get(id);
    if (dot?.pinned) badge(pen, x - radius * 0.8, y - radius * 0.8, colours, "accent");
    if (dot?.note) badge(pen, x + radius * 0.8, y - radius * 0.8, colours, "alarm");
  }
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {Palette} colours @param {string} token */
function badge(pen, x, y, colours, token) {
  pen.beginPath();
  pen.arc(x, y, 3.2, 0, 2 * Math.PI);
  pen.fillStyle = colours[token] ?? "";
  pen.strokeStyle = colours.paper ?? "";
  pen.lineWidth = 1.5;
  pen.fill();
  pen.stroke();
}

/** @param {CanvasRenderingContext2D} pen @param {Canvas} canvas */
function paintRings(pen, canvas) {
  const { selection, colours } = canvas;
  /** @param {string} id @param {number} width @param {number} gap @param {number[]} dash */
  const ring = (id, width, gap, dash = []) => {
    const at = canvas.spot(id);
    if (!at) return;
    pen.beginPath();
    pen.arc(at.x, at.y, at.radius + gap, 0, 2 * Math.PI);
    pen.setLineDash(dash);
    pen.lineWidth = width;
    pen.strokeStyle = colours.accent ?? "";
    pen.stroke();
    pen.setLineDash([]);
  };
  for (const id of selection.ids) ring(id, 2.5, 5);
  if (selection.hovered && !selection.ids.has(selection.hovered)) ring(selection.hovered, 1.5, 4);
  if (selection.focused && canvas.container.matches(":focus-visible")) ring(selection.focused, 2, 9, [4, 3]);
}

/** A path, over the links: also where a tie is derived and no link is drawn. @param {CanvasRenderingContext2D} pen @param {Canvas} canvas */
function paintRoute(pen, canvas) {
  const stops = canvas.selection.route.map((id) => canvas.spot(id)).filter((spot) => spot !== null);
  pen.strokeStyle = canvas.colours.accent ?? "";
  pen.lineWidth = 3.5;
  pen.lineCap = "round";
  stops.slice(1).forEach((to, i) => {
    const from = stops[i];
    if (!from) return;
    const away = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const [dx, dy] = [(to.x - from.x) / away, (to.y - from.y) / away];
    pen.beginPath();
    pen.moveTo(from.x + dx * from.radius, from.y + dy * from.radius);
    pen.lineTo(to.x - dx * (to.radius + 2), to.y - dy * (to.radius + 2));
    pen.stroke();
  });
}

/** What a link stands for and how it changed, at its middle; where that is over a mark or another number, the largest alone. @param {CanvasRenderingContext2D} pen @param {Canvas} canvas @param {Spot[]} seen */
function paintCounts(pen, canvas, seen) {
  if (canvas.drawing.links.size > 1500) return;
  const { width, height } = canvas.sigma.getDimensions();
  const taken = new Taken();
  for (const { x, y, radius } of seen) taken.add(x - radius, y - radius, x + radius, y + radius);
  pen.font = `600 12px ${FONT}`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  const isNear = (/** @type {Link} */ { source, target }) => canvas.isBright(source) && canvas.isBright(target);
  const links = [...canvas.drawing.links.values()].filter((link) => countOf(link) && canvas.isInSight(link)).sort((a, b) => Number(isNear(b)) - Number(isNear(a)) || b.ties.length - a.ties.length);
  for (const link of links) {
    const text = countOf(link);
    const a = canvas.spot(link.source);
    const b = canvas.spot(link.target);
    if (!a || !b || Math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius + 34) continue;
    const { x, y } = middleOf(link, a, b);
    const half = pen.measureText(text).width / 2 + 5;
    if (x < 0 || y < 0 || x > width || y > height || !taken.isFree(x - half, y - HALF, x + half, y + HALF)) continue;
    taken.add(x - half, y - HALF, x + half, y + HALF);
    pen.beginPath();
    pen.roundRect(x - half, y - HALF, 2 * half, 2 * HALF, HALF);
    pen.fillStyle = canvas.colours.paper ?? "";
    pen.fill();
    pen.lineWidth = 1;
    pen.strokeStyle = canvas.linkColour(link);
    pen.stroke();
    pen.fillStyle = canvas.colours["ink-2"] ?? "";
    pen.fillText(text, x, y + 0.5);
  }
}

/** @param {CanvasRenderingContext2D} pen @param {Canvas} canvas @param {Spot[]} seen */
function paintNames(pen, canvas, seen) {
  const { colours } = canvas;
  const crowd = seen.length;
  const wanted = wantedOf(canvas, seen);
  const fontOf = (/** @type {boolean} */ strong) => `${strong ? 600 : 400} 14px ${FONT}`;
  const measure = (/** @type {string} */ text, /** @type {boolean} */ strong) => {
    pen.font = fontOf(strong);
    return pen.measureText(text).width;
  };
  const placed = placeNames(wanted, measure, crowd > 1500 ? [] : seen, canvas.sigma.getDimensions(), MOST_NAMES);
  canvas.container.dataset.names = String(placed.length);
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  for (const { x, y, text, align, strong } of placed) {
    pen.font = fontOf(strong);
    pen.textAlign = align;
    pen.strokeStyle = colours.paper ?? "";
    pen.lineWidth = 3.5;
    pen.strokeText(text, x, y + 0.5);
    pen.fillStyle = (strong ? colours.ink : colours["ink-2"]) ?? "";
    pen.fillText(text, x, y + 0.5);
  }
}

/** @param {Canvas} canvas @param {Spot[]} seen @returns {Wanted[]} */
function wantedOf(canvas, seen) {
  const { selection, drawing, facts } = canvas;
  /** @param {string} id */
  const isStrong = (id) => selection.ids.has(id) || selection.hovered === id || selection.focused === id;
  const bright = seen.filter(({ id }) => canvas.isBright(id));
  const sure = landmarks(canvas, bright);
  const few = seen.length < 60;
  return seen
    .filter(({ id, radius }) => isStrong(id) || (canvas.isBright(id) && (radius >= 4.2 || few || sure.has(id))))
    .map(({ id, x, y, radius }) => {
      const dot = drawing.dots.get(id);
      const first = (isStrong(id) ? 1e6 : 0) + (selection.lit.has(id) ? 1e5 : 0) + (sure.has(id) ? 1e3 : 0);
      const before = dot?.members ? BEFORE.group : INTRODUCE.includes(dot?.kind ?? "") ? BEFORE.introduces : 0;
      const text = dot?.members ? dot.name : facts.mark(id);
      return { id, x, y, radius, text, weight: first + before + (dot?.size ?? 0), strong: isStrong(id), sure: sure.has(id) };
    });
}

/** The largest marks, and those with most links in the drawing, such as the middle of what is around one. @param {Canvas} canvas @param {Spot[]} seen @returns {Set<string>} */
function landmarks(canvas, seen) {
  const marks = seen.map(({ id }) => ({ id, size: canvas.drawing.dots.get(id)?.size ?? 0, links: canvas.tied(id) }));
  const bySize = firstOf(marks, (a, b) => b.size - a.size || b.links - a.links);
  const byLinks = firstOf(marks, (a, b) => b.links - a.links || b.size - a.size);
  return new Set([...bySize, ...byLinks].map(({ id }) => id));
}

/** @template T @param {T[]} all @param {(a: T, b: T) => number} order @returns {T[]} the first few, without putting all in order */
function firstOf(all, order) {
  /** @type {T[]} */
  const found = [];
  for (const one of all) {
    const last = found[LANDMARKS - 1];
    if (last !== undefined && order(last, one) <= 0) continue;
    found.push(one);
    found.sort(order).splice(LANDMARKS);
  }
  return found;
}
