// @ts-check
/** The search box of the drawing: as one types, grouped by kind, with city and number of ties; what was shown lately before anything is typed. */

import { ask, tell } from "./ask.js";
import { byId, make, mark, named, shortened } from "./elements.js";
import { labelWord, plain, words } from "./texts.js";

/** @import { Desk } from "./desk.js" */

/**
 * @typedef {{ id: string, name: string, labels: string[], city?: string | null, ties?: number }} Offer
 * @typedef {{ offers: Offer[], total: number }} Found
 */

const WAIT = 140;
/** Letters a search begins with. */
const LEAST = 2;
const MOST = 12;
const RECENT = "entremise-recent";
const MOST_RECENT = 6;
/** Letters of a name that is looked for. */
const LONGEST = 200;

/** @param {Offer} offer */
export function remember(offer) {
  const { id, name, labels } = offer;
  localStorage.setItem(RECENT, JSON.stringify([{ id, name, labels }, ...kept().filter((one) => one.id !== id)].slice(0, MOST_RECENT)));
}

/** @returns {Offer[]} */
function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return Array.isArray(found) ? found.filter((one) => typeof one?.id === "string" && typeof one.name === "string" && Array.isArray(one.labels)) : [];
  } catch {
    return [];
  }
}

/** What was shown lately and is still there, as it is called today. @returns {Promise<Offer[]>} */
export async function recent() {
  const before = kept();
  if (!before.length) return [];
  /** @type {{ nodes: import("./facts.js").Entity[] }} */
  const { nodes } = await tell("graph/among", { ids: before.map(({ id }) => id) });
  const there = nodes.map(({ id, name, labels, city, degree }) => ({ id, name, labels, city, ties: degree }));
  localStorage.setItem(RECENT, JSON.stringify(there.map(({ id, name, labels }) => ({ id, name, labels }))));
  return there;
}

/** Those whose names match, the closest first. @param {string} text @param {number} most @param {AbortSignal} [signal] @returns {Promise<Found>} */
export async function offersFor(text, most, signal) {
  const { results, total } = await ask("search", { q: text, page_size: most }, signal);
  return { offers: results.map((/** @type {any} */ hit) => ({ ...hit.entity, city: hit.city?.name, ties: hit.ties })), total };
}

/** Whom a text stands for: an id, a name, else the closest name. `said`: what was made of it, where that is not plain. @param {string} text @returns {Promise<{ end: Offer | null, said: string }>} */
export async function meant(text) {
  const asked = text.trim().slice(0, LONGEST);
  if (!asked) return { end: null, said: "" };
  /** @type {{ nodes: import("./facts.js").Entity[] }} */
  const { nodes } = await tell("graph/among", { ids: [asked] });
  if (nodes[0]) return { end: nodes[0], said: "" };
  const { offers } = await offersFor(asked, 2);
  const [best, next] = offers;
  if (!best) return { end: null, said: words("nothing_meant", { name: shortened(asked, 60) }) };
  const called = (/** @type {Offer | undefined} */ one) => one !== undefined && plain(one.name) === plain(asked);
  if (!called(best)) return { end: best, said: words("read_as", { text: shortened(asked, 60) }) };
  return { end: best, said: called(next) ? words("one_of_several") : "" };
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
  /** The text the offers are for. */
  let answered = "";
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
  /** @param {Map<string, Offer[]>} groups @param {string} [last] what the list cannot offer */
  const show = (groups, last = "") => {
    offers = [...groups.values()].flat();
    answered = field.value.trim();
    let i = 0;
    const parts = [...groups].map(([name, inside]) =>
      make("div", { role: "group", "aria-label": name }, make("div", { class: "xoffers", "aria-hidden": "true" }, name), ...inside.map((offer) => option(offer, `${list.id}-${i++}`, desk))),
    );
    if (last) parts.push(make("div", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "xoffers" }, last));
    list.replaceChildren(...parts);
    list.hidden = !parts.length;
    field.setAttribute("aria-expanded", String(parts.length > 0));
    point(-1);
  };
  const close = () => {
    clearTimeout(timer);
    asking.abort();
    show(new Map());
    answered = "";
  };
  const choose = (/** @type {number} */ index) => {
    const offer = offers[index];
    if (!offer) return;
    remember(offer);
    close();
    take(offer);
  };
  const lately = async () => {
    const found = await recent();
    if (document.activeElement === field && !field.value.trim()) show(new Map(found.length ? [[words("recent"), found]] : []));
  };
  const search = async () => {
    clearTimeout(timer);
    asking.abort();
    asking = new AbortController();
    const text = field.value.trim();
    try {
      if (!text) return await lately();
      if (text.length < LEAST) return show(new Map());
      const { offers: found, total } = await offersFor(text, MOST, asking.signal);
      show(byKind(found), !total ? words("nobody_called", { name: shortened(text, 60) }) : total > found.length ? words("more_called", { n: total - found.length }) : "");
    } catch {
      // A newer question has been asked, or the server cannot be reached.
    }
    return undefined;
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(search, WAIT);
  });
  field.addEventListener("focus", () => field.value.trim() || void search());
  field.addEventListener("blur", close);
  /** The best of what was found for what is written now; of what was seen lately only what is pointed at. */
  const enter = async () => {
    if (field.value.trim() && answered !== field.value.trim()) await search();
    choose(field.value.trim() ? Math.max(0, at) : at);
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      void enter();
    }
    if (list.hidden) {
      if (event.key === "ArrowDown") search();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (!offers.length) return;
      point((at + step + offers.length + (at < 0 && step < 0 ? 1 : 0)) % offers.length);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
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
