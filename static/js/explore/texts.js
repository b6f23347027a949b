// @ts-check
/** Words of the page's catalogue, given by the server. A pair is singular and plural; `%(name)s` is a place to be filled. */

/** @type {Record<string, string | string[]>} */
const catalogue = JSON.parse(document.getElementById("explore-texts")?.textContent || "{}");
const language = document.documentElement.lang || "en";
const french = language.startsWith("fr");
const amounts = new Intl.NumberFormat(language);
const days = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
const shares = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });

/** How words are sorted in the reader's language. */
export const order = new Intl.Collator(language, { numeric: true });
/** Without capitals and accents, each found once. @type {Map<string, string>} */
const plains = new Map();

/** As it is compared with what somebody types. @param {string} text */
export function plain(text) {
  const known = plains.get(text) ?? text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  plains.set(text, known);
  return known;
}

/** @param {number} n */
function form(n) {
  return (french ? n > 1 : n !== 1) ? 1 : 0;
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] fill places; `n` also chooses between singular and plural
 */
export function words(key, values = {}) {
  const found = catalogue[key] ?? key;
  const text = typeof found === "string" ? found : (found[form(Number(values.n ?? 1))] ?? key);
  return text.replace(/%\((\w+)\)s/g, (whole, name) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? amounts.format(value) : value;
  });
}

/** Each to be read by itself. @param {string} text @param {string[]} names in it: the stop after an initial ends no sentence */
export function sentences(text, names) {
  const isInName = (/** @type {number} */ at) => names.some((name) => text.slice(Math.max(0, at - name.length + 1), at + name.length - 1).includes(name));
  /** @type {string[]} */
  const found = [];
  let begun = 0;
  for (const { segment, index } of new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)) {
    const end = index + segment.length;
    if (end < text.length && isInName(end)) continue;
    found.push(text.slice(begun, end).trim());
    begun = end;
  }
  return found;
}

/** @param {number} value */
export function amount(value) {
  return amounts.format(value);
}

/** @param {number} share of one */
export function percent(share) {
  return shares.format(share);
}

/** @param {string} date as ISO 8601 writes it */
export function dayWord(date) {
  return days.format(new Date(date));
}

/** @param {string} label @param {number} [n] of them */
export function labelWord(label, n = 1) {
  return words(`label_${label}`, { n });
}

/** @param {string} type as a verb between two names */
export function typeWord(type) {
  return words(`type_${type}`);
}

/** What stands above the ties of a type. @param {string} type @param {string} direction */
export function typeHeading(type, direction) {
  return words(`heading_${type}_${direction === "in" ? "in" : "out"}`);
}

/** @param {string} name of a property */
export function propertyWord(name) {
  const key = `property_${name}`;
  return key in catalogue ? words(key) : name.replaceAll("_", " ");
}

/** A closed property's value in words; any other text as it is. @param {string} value */
export function choiceWord(value) {
  const key = `choice_${value}`;
  return key in catalogue ? words(key) : value;
}

/** @param {string} code ISO 3166-1 alpha-2 */
export function countryName(code) {
  try {
    return new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code;
  } catch {
    return code;
  }
}
