// @ts-check
/**
 * Names that begin like what is being typed, in a list under the field (the combobox pattern of the ARIA practices).
 * Choosing one in a question writes its name, or its id where others have that name; in the search box it opens its page.
 */

/** @typedef {{ id: string, name: string, labels: string[] }} Entity */
/** @typedef {{ entity: Entity }} Hit */

const WAIT = 150;
const MOST = 8;
let lists = 0;

/** @param {string} address @param {string} text @param {AbortSignal} signal @returns {Promise<Hit[]>} */
async function found(address, text, signal) {
  const question = new URL(address, location.href);
  question.searchParams.set("q", text);
  question.searchParams.set("page_size", String(MOST));
  const answer = await fetch(question, { signal, headers: { Accept: "application/json" } });
  if (!answer.ok) return [];
  const page = await answer.json();
  return Array.isArray(page.results) ? page.results : [];
}

/** @param {Entity} entity @param {string} id */
function option(entity, id) {
  const kind = entity.labels[entity.labels.length - 1] ?? "";
  const item = document.createElement("li");
  item.id = id;
  item.role = "option";
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  mark.setAttribute("class", `mark mark-small kind-${kind}`);
  mark.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#mark-${kind}`);
  mark.append(use);
  const name = document.createElement("bdi");
  name.textContent = entity.name;
  item.append(mark, name);
  return item;
}

/** @param {HTMLElement} box */
export function suggestIn(box) {
  const field = box.querySelector("input");
  if (!field) return;
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `suggestions-${++lists}`;
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", field.labels?.[0]?.textContent ?? field.placeholder);
  box.append(list);
  field.role = "combobox";
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  field.setAttribute("aria-controls", list.id);

  /** @type {Entity[]} */
  let offered = [];
  let chosen = -1;
  let timer = 0;
  let asking = new AbortController();

  /** @param {number} index */
  function point(index) {
    chosen = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    const item = list.children[index];
    if (item) {
      field?.setAttribute("aria-activedescendant", item.id);
      item.scrollIntoView({ block: "nearest" });
    } else {
      field?.removeAttribute("aria-activedescendant");
    }
  }

  /** @param {Entity[]} entities */
  function show(entities) {
    offered = entities;
    list.replaceChildren(...entities.map((entity, i) => option(entity, `${list.id}-${i}`)));
    list.hidden = entities.length === 0;
    field?.setAttribute("aria-expanded", String(entities.length > 0));
    point(-1);
  }

  /** @param {number} index */
  function take(index) {
    const entity = offered[index];
    if (!entity || !field) return;
    if (box.dataset.open) {
      location.assign(box.dataset.open + encodeURIComponent(entity.id));
      return;
    }
    field.value = offered.filter((other) => other.name === entity.name).length > 1 ? entity.id : entity.name;
    show([]);
  }

  async function ask() {
    asking.abort();
    asking = new AbortController();
    const text = field?.value.trim() ?? "";
    if (text.length < 2) return show([]);
    try {
      const hits = await found(box.dataset.suggest ?? "", text, asking.signal);
      show(hits.map((hit) => hit.entity));
    } catch {
      // A newer question has been asked, or the server cannot be reached: the form works without.
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      point((chosen + step + offered.length + (chosen < 0 && step < 0 ? 1 : 0)) % offered.length);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      take(chosen);
    } else if (event.key === "Escape") {
      event.preventDefault();
      show([]);
    }
  });
  field.addEventListener("blur", () => window.setTimeout(() => show([]), 120));
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const item = event.target instanceof Element ? event.target.closest("li") : null;
    if (item) take([...list.children].indexOf(item));
  });
}
