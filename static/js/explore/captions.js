// @ts-check
/** What stands around a picture: the period and the day it is of, what its signs mean, and the notes by number. Its reader has neither page nor panel. */

import { draw, shortened } from "./elements.js";
import { INTRODUCE, MARKS, SITUATE, WEIGHTS } from "./facts.js";
import { leftOut, UNDATED } from "./filters.js";
import { leftOutWord, signWord } from "./legend.js";
import { countOf } from "./links.js";
import { colourOf, faded, WIDTHS } from "./palette.js";
import { yearWord } from "./sets.js";
import { spriteOf } from "./sprites.js";
import { dayWord, words } from "./texts.js";

/** @import { Canvas } from "./canvas.js" */
/** @import { Desk } from "./desk.js" */
/** @import { Link } from "./drawing.js" */
/** @import { Shown } from "./drawn.js" */

/**
 * @typedef {{ mark: SVGElement, said: string }} Sign a mark stands in the 32 units before 44, around 0
 * @typedef {{ name: string, number: string, text: string, x: number, y: number, radius: number }} Numbered a note, and the dot it is of
 */

/** Lines of all notes together, and of one: more belongs on the page. */
const MOST_LINES = 240;
const MOST_OF_ONE = 80;

/** Text in lines that are no wider than this; a word that is, is broken. @param {string} text @param {number} most @param {(text: string) => number} widthOf @returns {string[]} */
export function wrapped(text, most, widthOf) {
  /** @type {string[]} */
  const lines = [];
  let line = "";
  for (const word of text.trim().split(/\s+/u)) {
    const longer = line ? `${line} ${word}` : word;
    if (widthOf(longer) <= most) line = longer;
    else {
      if (line) lines.push(line);
      line = "";
      for (const letter of word) {
        if (line && widthOf(line + letter) > most) {
          lines.push(line);
          line = "";
        }
        line += letter;
      }
    }
  }
  return line || !lines.length ? [...lines, line] : lines;
}

/** Period and day, and what the legend leaves out. @param {Pick<Desk, "view" | "facts">} desk @returns {string[]} */
export function stated({ view, facts }) {
  const out = leftOut(view, facts);
  return [
    ...(view.time ? [words(view.without.has(UNDATED) ? "picture_dated" : "picture_period", { from: yearWord(view.time[0]), to: yearWord(view.time[1]) })] : []),
    words("picture_day", { date: dayWord(view.asOf ?? new Date().toISOString()) }),
    ...(out.entities + out.ties ? [leftOutWord(out)] : []),
  ];
}

/** What has a note, by its number: as one reads, from above. @param {Shown[]} shown @param {Map<string, string>} notes @returns {Numbered[]} */
export function numbersOf(shown, notes) {
  return shown
    .filter(({ dot }) => notes.has(dot.id))
    .sort((a, b) => a.y - b.y || a.x - b.x)
    .map(({ dot, x, y, radius }, i) => ({ name: dot.name, number: String(i + 1), text: notes.get(dot.id) ?? "", x, y, radius }));
}

/** @param {Numbered[]} numbers @param {number} all notes of what is shown, in sight or not @param {number} room @param {(text: string) => number} widthOf @returns {{ number: string, text: string }[]} */
export function noteLines(numbers, all, room, widthOf) {
  /** @type {{ number: string, text: string }[]} */
  const lines = [];
  let told = 0;
  for (const { name, number, text } of numbers) {
    const own = `${shortened(name, 80)} – ${text}`.split("\n").filter((part) => part.trim()).flatMap((part) => wrapped(part, room, widthOf));
    const kept = own.length > MOST_OF_ONE ? [...own.slice(0, MOST_OF_ONE - 1), "…"] : own;
    if (lines.length + kept.length > MOST_LINES) break;
    lines.push(...kept.map((line, i) => ({ number: i ? "" : number, text: line })));
    told += 1;
  }
  if (all > told) lines.push(...wrapped(words("notes_elsewhere", { n: all - told }), room, widthOf).map((text) => ({ number: "", text })));
  return lines;
}

/**
 * What each sign in sight says.
 * @param {Canvas} canvas
 * @param {Shown[]} shown
 * @param {Link[]} links
 * @param {boolean} notes
 * @returns {Sign[]}
 */
export function signsIn(canvas, shown, links, notes) {
  const { colours, drawing, facts, selection } = canvas;
  const { accent = "", alarm = "", ink = "", paper = "", tie = "" } = colours;
  const dots = shown.map(({ dot }) => dot);
  const byCommunity = dots.some((dot) => dot.tint !== null);
  const kinds = [...INTRODUCE, ...SITUATE].filter((kind) => dots.some((dot) => dot.kind === kind && !dot.members));
  const tints = [...drawing.tints].filter(([, { tint }]) => dots.some((dot) => dot.tint === tint));
  const line = (/** @type {Record<string, string | number>} */ look) => draw("line", { x1: 0, x2: 32, y1: 0, y2: 0, stroke: tie, ...look });
  const disc = (/** @type {Record<string, string | number>} */ look) => draw("circle", { cx: 16, cy: 0, ...look });
  const letter = (/** @type {string} */ text) => draw("text", { x: 16, y: 5, "text-anchor": "middle", "font-weight": 600, fill: ink }, text);
  const head = draw("g", {}, line({ "stroke-width": 2 }), draw("path", { d: "M32 0L23 4.500L23 -4.500Z", fill: tie }));
  /** Those that are there. @type {[boolean, SVGElement, string][]} */
  const others = [
    [links.some((link) => link.inferred && link.weight !== "situates"), line({ "stroke-width": 2.6, "stroke-dasharray": "6.8 4.2" }), signWord("inferred")],
    [links.some((link) => link.arrow && link.weight !== "situates"), head, words("picture_arrow")],
    [selection.route.length > 1, line({ stroke: accent, "stroke-width": 3.5 }), words("picture_path")],
    [links.some((link) => link.quiet), line({ "stroke-width": 2, stroke: faded(colours["tie-quiet"] ?? "", paper, 0.45) }), words("picture_outside")],
    [links.some((link) => link.fresh), letter("+"), words("is_new")],
    [links.some((link) => link.over), letter("×"), words("is_over")],
    [links.some((link) => link.ties.length > 1 && countOf(link)), letter("3"), words("picture_count")],
    [dots.some((dot) => dot.members), draw("g", {}, disc({ r: 9, fill: paper, stroke: colours["ink-2"] ?? "", "stroke-width": 1.5 }), letter("7")), words("picture_fold")],
    [dots.some((dot) => selection.ids.has(dot.id)), disc({ r: 8, fill: "none", stroke: accent, "stroke-width": 2.5 }), words("is_selected")],
    [dots.some((dot) => dot.pinned), disc({ r: 3.2, fill: accent }), words("is_pinned")],
    [notes, disc({ r: 6.5, fill: alarm }), words("picture_note")],
    [dots.some((dot) => !canvas.isBright(dot.id)), disc({ r: 8, fill: faded(ink, paper, 0.75) }), words(selection.lit.size ? "picture_off_path" : "picture_not_near")],
  ];
  return [
    ...kinds.map((kind) => ({ mark: spriteOf(MARKS[kind] ?? "", { colour: colourOf(colours, kind, byCommunity ? 0 : null), paper, glyph: colours.glyph ?? "" }, 16, 0, 9), said: signWord(kind) })),
    ...tints.map(([of, { tint }]) => ({ mark: draw("rect", { x: 8, y: -8, width: 16, height: 16, rx: 3, fill: colourOf(colours, "", tint) }), said: words("around_name", { name: facts.called(of) }) })),
    ...WEIGHTS.filter((weight) => links.some((link) => link.weight === weight)).map((weight) => ({
      mark: line({ "stroke-width": WIDTHS[weight] ?? 1, ...(weight === "situates" ? { "stroke-dasharray": "2.1 2.9" } : {}) }),
      said: signWord(weight),
    })),
    ...others.flatMap(([isThere, mark, said]) => (isThere ? [{ mark, said }] : [])),
  ];
}
