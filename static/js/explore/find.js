// @ts-check
/** The search box of the drawing: as one types, grouped by kind, with city and number of ties; what was shown lately before anything is typed. */

import { ask } from "./ask.js";
import { byId, make, mark, named } from "./elements.js";
import { labelWord, words } from "./texts.js";

/** @import { Desk } from "./desk.js" */

/** @typedef {{ id: string, name: string, labels: string[], city?: string | null, ties?: number }} Offer */

const WAIT = 140;
const MOST = 12;
const RECENT = "entremise-recent";
const MOST_RECENT = 6;

/** @param {Offer} offer */
export function remember(offer) {
  const { id, name, labels } = offer;
  localStorage.setItem(RECENT, JSON.stringify([{ id, name, labels }, ...recent().filter((one) => one.id !== id)].slice(0, MOST_RECENT)));
}

/** @returns {Offer[]} */
export function recent() {
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.id === "string" && typeof one.name === "string" && Array.isArray(one.labels)) : [];
  } catch {
    return [];
  }
}

/**
 * @param {HTMLElement} box with an input
 * @param {(offer: Offer) => void} take
 * @param {Desk} [desk] marks what is on the canvas already
 */
export function offerNames(box, take, desk) {
  const field = /** @type {HTMLInputElement} */ (box.querySelector("input"));
  const list = make("div", { class: "suggestions", role: "listbox", id: `${field.id}-offers`, "aria-label": field.labels?.[0]?.textContent ?? "", hidden: true });
  box.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) field.setAttribute(name, value);
  /** @type {Offer[]} */
  let offers = [];
  let at = -1;
  let timer = 0;
  let asking = new AbortController();

  const point = (/** @type {number} */ index) => {
    at = index;
    const options = [...list.querySelectorAll("[role=option]")];
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const option = options[index];
    if (option) {
      field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else field.removeAttribute("aria-activedescendant");
  };
  const show = (/** @type {Offer[]} */ found, /** @type {string} */ title = "") => {
    const groups = title ? new Map([[title, found]]) : byKind(found);
    offers = [...groups.values()].flat();
    let i = 0;
    const parts = [...groups].map(([name, inside]) =>
      make("div", { role: "group", "aria-label": name }, make("div", { class: "xoffers", "aria-hidden": "true" }, name), ...inside.map((offer) => option(offer, `${list.id}-${i++}`, desk))),
    );
    list.replaceChildren(...parts);
    list.hidden = offers.length === 0;
    field.setAttribute("aria-expanded", String(offers.length > 0));
    point(-1);
  };
  const choose = (/** @type {number} */ index) => {
    const offer = offers[index];
    if (!offer) return;
    remember(offer);
    show([]);
    take(offer);
  };
  const search = async () => {
    asking.abort();
    asking = new AbortController();
    const text = field.value.trim();
    if (text.length < 2) return show(recent(), words("recent"));
    try {
      const found = await ask("search", { q: text, page_size: MOST }, asking.signal);
      show(found.results.map((/** @type {any} */ hit) => ({ ...hit.entity, city: hit.city?.name, ties: hit.ties })));
    } catch {
      // A newer question has been asked, or the server cannot be reached.
    }
    return undefined;
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(search, WAIT);
  });
  field.addEventListener("focus", () => field.value.trim() || show(recent(), words("recent")));
  field.addEventListener("blur", () => setTimeout(() => show([]), 150));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      choose(Math.max(0, at));
    }
    if (list.hidden) {
      if (event.key === "ArrowDown") search();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      point((at + step + offers.length + (at < 0 && step < 0 ? 1 : 0)) % offers.length);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      show([]);
    }
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const target = event.target instanceof Element ? event.target.closest("[role=option]") : null;
    if (target) choose([...list.querySelectorAll("[role=option]")].indexOf(target));
  });
}

/** @param {Offer[]} offers the kinds in the order of their best hit */
function byKind(offers) {
  /** @type {Map<string, Offer[]>} */
  const groups = new Map();
  for (const offer of offers) {
    const name = labelWord(offer.labels[0] ?? "", 2);
    groups.set(name, [...(groups.get(name) ?? []), offer]);
  }
  return groups;
}

/** @param {Offer} offer @param {string} id @param {Desk} [desk] */
function option(offer, id, desk) {
  const more = [offer.city, offer.ties === undefined ? null : words("n_ties", { n: offer.ties }), desk?.drawing.dots.has(offer.id) ? words("already") : null];
  return make(
    "div",
    { role: "option", id, "aria-selected": "false" },
    mark(offer.labels.at(-1) ?? ""),
    make("span", {}, named(offer.name), make("span", { class: "kind" }, ` ${more.filter(Boolean).join(", ")}`)),
  );
}

/** @param {Desk} desk @param {(id: string) => void} added */
export function followFind(desk, added) {
  const field = /** @type {HTMLInputElement} */ (byId("find-here"));
  offerNames(
    byId("find-box"),
    (offer) => {
      field.value = "";
      added(offer.id);
    },
    desk,
  );
}
