// @ts-check
/** Making elements. Data becomes text and attributes, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Record<string, string | number | boolean | null | undefined>} [attributes] true stands for an empty one, null and false for none
 * @param {(Node | string | null | undefined)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/**
 * @param {string} name
 * @param {Record<string, string | number>} [attributes]
 * @param {(Node | string)[]} children
 */
export function draw(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** @param {string} name of the sprite */
export function icon(name) {
  return draw("svg", { class: "icon", "aria-hidden": "true" }, draw("use", { href: `#icon-${name}` }));
}

/** @param {string} label @param {string} [size] */
export function mark(label, size = "small") {
  return draw("svg", { class: `mark mark-${size} kind-${label}`, "aria-hidden": "true" }, draw("use", { href: `#mark-${label}` }));
}

/** A name that may be written in either direction, shortened where it is too long to read. @param {string} text */
export function named(text) {
  return make("bdi", text.length > 80 ? { title: text } : {}, shortened(text, 80));
}

/** A name inside a sentence that is text alone: which way it is written says nothing of the rest. @param {string} text */
export function isolated(text) {
  return `\u2068${shortened(text, 80)}\u2069`;
}

/** @param {string} text @param {number} most characters */
export function shortened(text, most) {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most - 1).join("").trimEnd()}…` : text;
}

/** @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}

/**
 * @param {Element} root
 * @param {string} selector
 * @param {string} type
 * @param {(event: Event, target: HTMLElement) => void} act
 */
export function onEach(root, selector, type, act) {
  root.addEventListener(type, (event) => {
    const target = event.target instanceof Element ? event.target.closest(selector) : null;
    if (target instanceof HTMLElement && root.contains(target)) act(event, target);
  });
}
