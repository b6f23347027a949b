// @ts-check
/** The colours of tokens.css as numbers, in the theme of the moment. */

/** Shapes that the node program draws, by kind; see shapes.js. @type {Record<string, number>} */
export const SHAPES = { person: 0, company: 1, group: 2, structure: 3, place: 4, event: 5, programme: 6, project: 7, need: 8, field: 9, figure: 9, fold: 10 };
const TOKENS = ["paper", "surface", "ink", "ink-2", "ink-3", "accent", "alarm", "tie", "tie-quiet", "person", "company", "group", "structure", "situates", "glyph", "hairline", "border", ...[1, 2, 3, 4, 5, 6].map((n) => `tint-${n}`)];
/** Widths of links in pixels: a little less than on a path, where there is room. @type {Record<string, number>} */
export const WIDTHS = { strong: 4.6, medium: 2.6, weak: 1.3, situates: 1.1 };

/** @typedef {Record<string, string>} Palette rgb() by token */

/** @param {"light"} [theme] whatever that of the page is @returns {Palette} */
export function palette(theme) {
  const probe = document.createElement("span");
  probe.hidden = true;
  if (theme) probe.style.colorScheme = theme;
  document.body.append(probe);
  /** @type {Palette} */
  const found = {};
  for (const token of TOKENS) {
    probe.style.color = `var(--${token})`;
    found[token] = getComputedStyle(probe).color;
  }
  probe.remove();
  return found;
}

/** @param {Palette} colours @param {string} kind @param {number | null} [tint] of its community, where colours say that */
export function colourOf(colours, kind, tint = null) {
  if (tint !== null) return (tint ? colours[`tint-${tint}`] : colours["ink-3"]) ?? "#000";
  return colours[kind] ?? (kind === "fold" ? colours["ink-2"] : colours.situates) ?? "#000";
}

/** @param {string} colour as rgb() @returns {[number, number, number]} from 0 to 1 */
export function channels(colour) {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [r / 255, g / 255, b / 255];
}

/** Mixed before: there are few, asked of each link. @type {Map<string, string>} */
const mixtures = new Map();

/** @param {string} colour @param {string} ground @param {number} share of the ground */
export function faded(colour, ground, share) {
  const key = `${colour} ${ground} ${share}`;
  const known = mixtures.get(key);
  if (known) return known;
  const [from, to] = [channels(colour), channels(ground)];
  const mixed = `rgb(${from.map((value, i) => Math.round(255 * (value * (1 - share) + (to[i] ?? 0) * share))).join(", ")})`;
  mixtures.set(key, mixed);
  return mixed;
}

/** @param {() => void} act */
export function onThemeChange(act) {
  new MutationObserver(act).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", act);
}
