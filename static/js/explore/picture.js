// @ts-check
/** The drawing as a picture: SVG with text as text, title and legend; PNG from the same. */

import { draw, shortened } from "./elements.js";
import { MARKS } from "./facts.js";
import { signWord } from "./legend.js";
import { countOf, middleOf } from "./links.js";
import { placeNames } from "./names.js";
import { colourOf, WIDTHS } from "./palette.js";
import { words } from "./texts.js";

/** @import { Canvas } from "./canvas.js" */

const HEAD = 56;
const LINE = 24;
const COLUMN = 190;
/** Letters of one entry of the legend. */
const LONGEST = 24;
/** Quoted: a family that ends in a figure is none otherwise, neither to a browser nor to what measures the names. */
const FONT = '"Source Sans 3", "Segoe UI", sans-serif';
const DASHES = { situates: "1.5 3", inferred: "7 4" };

/**
 * What is in sight now, as it is drawn.
 * @param {Canvas} canvas
 * @param {{ title: string, transparent: boolean }} asked
 * @returns {SVGElement}
 */
export function svgOf(canvas, { title, transparent }) {
  const { width, height } = canvas.sigma.getDimensions();
  const kinds = [...new Set([...canvas.drawing.dots.values()].map((dot) => dot.kind))].filter((kind) => kind in MARKS);
  const weights = [...new Set([...canvas.drawing.links.values()].map((link) => link.weight))];
  const entries = legend(canvas, kinds, weights);
  const across = Math.max(1, Math.floor(width / COLUMN));
  const rows = Math.ceil(entries.length / across);
  const whole = HEAD + height + rows * LINE + 24;
  const ground = canvas.colours.paper ?? "#fff";
  const picture = draw("svg", { xmlns: "http://www.w3.org/2000/svg", width, height: whole, viewBox: `0 0 ${width} ${whole}`, "font-family": FONT, "font-size": 14 });
  if (!transparent) picture.append(draw("rect", { width, height: whole, fill: ground }));
  picture.append(draw("title", {}, title), draw("text", { x: 20, y: 34, "font-size": 22, "font-weight": 600, fill: canvas.colours.ink ?? "" }, title));
  const clip = draw("clipPath", { id: "room" }, draw("rect", { width, height }));
  picture.append(draw("defs", {}, clip), draw("g", { transform: `translate(0 ${HEAD})`, "clip-path": "url(#room)" }, ...links(canvas), ...counts(canvas), ...marks(canvas), ...names(canvas, transparent)));
  entries.forEach(({ mark, said }, i) => {
    const place = `translate(${20 + (i % across) * COLUMN} ${HEAD + height + 20 + Math.floor(i / across) * LINE})`;
    picture.append(draw("g", { transform: place }, mark, draw("text", { x: 44, y: 5, fill: canvas.colours.ink ?? "" }, said)));
  });
  return picture;
}

/** @param {Canvas} canvas */
function links(canvas) {
  return [...canvas.drawing.links.values()].flatMap((link) => {
    const [a, b] = [canvas.spot(link.source), canvas.spot(link.target)];
    if (!a || !b) return [];
    const [cx, cy] = [(a.x + b.x) / 2 + (b.y - a.y) * link.bend, (a.y + b.y) / 2 - (b.x - a.x) * link.bend];
    const dash = link.weight === "situates" ? DASHES.situates : link.inferred ? DASHES.inferred : "none";
    const shape = { d: `M${a.x.toFixed(1)} ${a.y.toFixed(1)}Q${cx.toFixed(1)} ${cy.toFixed(1)} ${b.x.toFixed(1)} ${b.y.toFixed(1)}`, fill: "none" };
    return [draw("path", { ...shape, stroke: canvas.linkColour(link) ?? "", "stroke-width": WIDTHS[link.weight] ?? 1, "stroke-dasharray": dash })];
  });
}

/** @param {Canvas} canvas */
function counts(canvas) {
  return [...canvas.drawing.links.values()].flatMap((link) => {
    const [a, b] = [canvas.spot(link.source), canvas.spot(link.target)];
    const text = countOf(link);
    if (!a || !b || !text) return [];
    const { x, y } = middleOf(link, a, b);
    const halo = { stroke: canvas.colours.paper ?? "", "stroke-width": 4, "paint-order": "stroke" };
    return [draw("text", { x: x.toFixed(1), y: (y + 4).toFixed(1), "text-anchor": "middle", "font-size": 12, "font-weight": 600, fill: canvas.colours["ink-2"] ?? "", ...halo }, text)];
  });
}

/** @param {Canvas} canvas */
function marks(canvas) {
  return [...canvas.drawing.dots.values()].flatMap((dot) => {
    const spot = canvas.spot(dot.id);
    if (!spot) return [];
    const { x, y, radius } = spot;
    if (dot.members) {
      const colour = colourOf(canvas.colours, "fold", dot.tint);
      return [
        draw("circle", { cx: x, cy: y, r: radius, fill: canvas.colours.surface ?? "", stroke: colour, "stroke-width": 2.5 }),
        draw("text", { x, y: y + 5, "text-anchor": "middle", fill: canvas.colours.ink ?? "" }, String(dot.members.length)),
      ];
    }
    return [sign(canvas, canvas.facts.label(dot.id), colourOf(canvas.colours, dot.kind, dot.tint), x, y, radius)];
  });
}

/** The sprite's own shapes, with their colours written in. @param {Canvas} canvas @param {string} label @param {string} colour @param {number} x @param {number} y @param {number} radius */
function sign(canvas, label, colour, x, y, radius) {
  const scale = radius / 12;
  const group = draw("g", { transform: `translate(${(x - radius).toFixed(1)} ${(y - radius).toFixed(1)}) scale(${scale.toFixed(3)})` });
  for (const part of document.querySelectorAll(`#mark-${CSS.escape(label)} > *`)) {
    const copy = /** @type {SVGElement} */ (part.cloneNode(true));
    const role = copy.getAttribute("class");
    copy.removeAttribute("class");
    if (role === "body") copy.setAttribute("fill", colour);
    else if (role === "glyph") copy.setAttribute("fill", canvas.colours.glyph ?? "");
    else {
      copy.setAttribute("fill", role === "hollow" ? (canvas.colours.paper ?? "") : "none");
      copy.setAttribute("stroke", colour);
      copy.setAttribute("stroke-width", "1.7");
    }
    group.append(copy);
  }
  return group;
}

/** @param {Canvas} canvas @param {boolean} transparent */
function names(canvas, transparent) {
  const room = canvas.sigma.getDimensions();
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return [];
  pen.font = `14px ${FONT}`;
  const spots = [...canvas.drawing.dots.values()].flatMap((dot) => {
    const spot = canvas.spot(dot.id);
    const inside = spot && spot.x > 0 && spot.y > 0 && spot.x < room.width && spot.y < room.height;
    return inside ? [{ id: dot.id, ...spot, text: dot.name, weight: dot.size + (dot.members ? 100 : 0), strong: false }] : [];
  });
  const placed = placeNames(spots, (text) => pen.measureText(text).width, spots, room, 400);
  const anchors = { left: "start", right: "end", center: "middle" };
  /** @type {Record<string, string | number>} */
  const halo = transparent ? {} : { stroke: canvas.colours.paper ?? "", "stroke-width": 3.5, "paint-order": "stroke", "stroke-linejoin": "round" };
  return placed.map(({ x, y, text, align }) => draw("text", { x: x.toFixed(1), y: (y + 5).toFixed(1), "text-anchor": anchors[align], fill: canvas.colours.ink ?? "", ...halo }, text));
}

/**
 * What each sign says; a mark stands in the 32 units before 44, around 0.
 * @param {Canvas} canvas
 * @param {string[]} kinds
 * @param {string[]} weights
 * @returns {{ mark: SVGElement, said: string }[]}
 */
function legend(canvas, kinds, weights) {
  const { colours, drawing, facts } = canvas;
  const links = [...drawing.links.values()];
  const byCommunity = [...drawing.dots.values()].some((dot) => dot.tint !== null);
  const stroke = (/** @type {string} */ name) => ({ stroke: colours.tie ?? "", "stroke-width": WIDTHS[name] ?? 1, "stroke-dasharray": name === "situates" ? DASHES.situates : "none" });
  const changes = { "+": links.some((link) => link.fresh) ? "is_new" : "", "×": links.some((link) => link.over) ? "is_over" : "" };
  return [
    ...kinds.map((kind) => ({ mark: sign(canvas, MARKS[kind] ?? "", colourOf(colours, kind, byCommunity ? 0 : null), 16, 0, 9), said: signWord(kind) })),
    ...[...drawing.tints].map(([head, { tint }]) => ({
      mark: draw("rect", { x: 8, y: -8, width: 16, height: 16, rx: 3, fill: colourOf(colours, "", tint) }),
      said: shortened(words("around_name", { name: facts.name(head) }), LONGEST),
    })),
    ...weights.map((weight) => ({ mark: draw("line", { x1: 0, x2: 32, y1: 0, y2: 0, ...stroke(weight) }), said: signWord(weight) })),
    ...Object.entries(changes)
      .filter(([, key]) => key)
      .map(([text, key]) => ({ mark: draw("text", { x: 16, y: 5, "text-anchor": "middle", "font-weight": 600, fill: colours["ink-2"] ?? "" }, text), said: words(key) })),
  ];
}

/** @param {SVGElement} picture @returns {Promise<Blob>} */
export async function pngOf(picture) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(words("failed"))))));
}
