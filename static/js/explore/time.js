// @ts-check
/** Years of the ties: a histogram with two handles, the day the strengths are of, and whether what has no date is shown. */

import { byId, draw, make } from "./elements.js";
import { holds, legible } from "./drawing.js";
import { isUndated, showsTie, UNDATED } from "./filters.js";
import { amount, words } from "./texts.js";
import { togetherAgain } from "./together.js";

/** @import { Desk } from "./desk.js" */

const HEIGHT = 44;
const PACE = 700;
/** That two years of the scale do not touch, in pixels. */
const TICK = 44;

export class Time {
  #first = 0;
  #last = 0;
  #playing = 0;
  #strengthsOf = /** @type {string | null} */ (null);

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    this.root = byId("time-range");
    this.day = /** @type {HTMLInputElement} */ (byId("as-of"));
    this.undated = /** @type {HTMLInputElement} */ (byId("undated"));
    this.day.addEventListener("change", () => {
      desk.store.change("did_as_of", (draft) => (draft.asOf = this.day.value || null));
    });
    this.undated.addEventListener("change", () => {
      desk.store.change("did_undated", ({ without }) => void (this.undated.checked ? without.delete(UNDATED) : without.add(UNDATED)));
      this.#say();
    });
    byId("time-play").addEventListener("click", () => (this.#playing ? this.stop() : this.play()));
    desk.store.listen((_, how) => {
      if (how === "begin") this.#strengthsOf = desk.view.asOf;
      this.follow();
    });
    desk.store.listenAfter(() => this.fill());
  }

  /** Strengths age: those of another day are asked for. */
  async follow() {
    const { desk } = this;
    const { asOf } = desk.view;
    this.day.value = asOf ?? "";
    if (asOf === this.#strengthsOf) return;
    this.#strengthsOf = asOf;
    try {
      const ids = [...desk.view.places.keys()].filter((id) => desk.facts.entities.has(id));
      desk.facts.learn(await desk.waitFor(desk.fetched(ids)));
      await togetherAgain(desk);
      if (desk.view.asOf === asOf) desk.redraw();
    } catch (error) {
      desk.complain(error);
    }
  }

  fill() {
    const { desk } = this;
    const ties = this.#ties();
    const years = ties.flatMap((tie) => [tie.year_from, tie.year_to]).filter((year) => year !== null);
    byId("time").hidden = ties.length === 0;
    byId("time").classList.toggle("undated", years.length === 0);
    this.#offer(ties.filter(isUndated).length, years.length > 0);
    if (!years.length) {
      this.root.replaceChildren();
      byId("time-said").textContent = words("nothing_dated", { n: ties.length });
      return;
    }
    this.#first = Math.min(...years);
    this.#last = Math.max(...years, this.#first + 1);
    const [asked, until] = this.desk.view.time ?? [this.#first, this.#last];
    const [from, to] = [Math.max(asked, this.#first), Math.min(until, this.#last)];
    const counts = new Map();
    for (const tie of ties) if (tie.year_from !== null) counts.set(tie.year_from, (counts.get(tie.year_from) ?? 0) + 1);
    const most = Math.max(1, ...counts.values());
    const n = this.#last - this.#first + 1;
    const bars = [...counts].map(([year, count]) => {
      const height = (HEIGHT - 2) * (count / most);
      const shape = { x: year - this.#first + 0.1, y: HEIGHT - height, width: 0.8, height };
      return draw("rect", { ...shape, class: year >= from && year <= to ? "in" : "" }, draw("title", {}, `${year}: ${words("n_ties", { n: count })}`));
    });
    const histogram = draw("svg", { class: "xhist", viewBox: `0 0 ${n} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" }, ...bars);
    const kept = document.activeElement instanceof HTMLInputElement && this.root.contains(document.activeElement) ? document.activeElement.id : "";
    const thumbs = make("div", { class: "xthumbs" }, this.#thumb("time-from", from, "time_from"), this.#thumb("time-to", to, "time_to"));
    this.root.replaceChildren(histogram, thumbs, make("div", { class: "xticks", "aria-hidden": "true" }, ...this.#ticks()));
    if (kept) byId(kept).focus();
    const drawn = ties.filter((tie) => legible(desk.view, tie));
    const inside = drawn.filter((tie) => holds(tie, desk.view.time)).length;
    const said = words("time_said", { from: String(from), to: String(to), n: inside, quiet: drawn.length - inside });
    const undated = drawn.filter(isUndated).length;
    byId("time-said").textContent = [said, ...(undated ? [words("undated", { n: undated })] : [])].join(". ");
  }

  /** What the legend leaves in, with or without a date. */
  #ties() {
    const { view, facts } = this.desk;
    const without = new Set(view.without);
    without.delete(UNDATED);
    return [...view.ties].flatMap((id) => facts.ties.get(id) ?? []).filter((tie) => showsTie(without, tie));
  }

  /** To leave out what has no date, where there is some beside what has one, and to bring it back. @param {number} n @param {boolean} dated whether anything has one */
  #offer(n, dated) {
    const out = this.desk.view.without.has(UNDATED);
    this.undated.checked = !out;
    const row = /** @type {HTMLElement} */ (this.undated.parentElement);
    row.hidden = !out && !(n && dated);
    byId("undated-count").textContent = amount(n);
  }

  #ticks() {
    const n = this.#last - this.#first + 1;
    const step = Math.max(1, Math.ceil((n * TICK) / this.root.clientWidth));
    const years = Array.from({ length: Math.ceil(n / step) }, (_, i) => this.#first + i * step);
    return years.map((year) => {
      const tick = make("span", {}, String(year));
      tick.style.insetInlineStart = `${((year - this.#first + 0.5) / n) * 100}%`;
      return tick;
    });
  }

  /** @param {string} id @param {number} value @param {string} label */
  #thumb(id, value, label) {
    const thumb = make("input", { type: "range", id, min: this.#first, max: this.#last, step: 1, value, "aria-label": words(label) });
    thumb.addEventListener("change", () => {
      this.stop();
      const other = Number(/** @type {HTMLInputElement} */ (byId(id === "time-from" ? "time-to" : "time-from")).value);
      this.#set([Math.min(Number(thumb.value), other), Math.max(Number(thumb.value), other)]);
    });
    return thumb;
  }

  /** @param {[number, number]} range @param {boolean} [playing] */
  #set(range, playing = false) {
    const time = range[0] <= this.#first && range[1] >= this.#last ? null : range;
    const act = (/** @type {{ time: [number, number] | null }} */ draft) => void (draft.time = time);
    if (playing) return this.desk.store.amend(act);
    this.desk.store.change("did_time", act);
    return this.#say();
  }

  /** To those who listen, what the scale says now. */
  #say() {
    this.fill();
    this.desk.say(byId("time-said").textContent ?? "");
  }

  /** Year after year, what was there by then. */
  play() {
    byId("time-play").setAttribute("aria-pressed", "true");
    let year = this.#first;
    this.#set([this.#first, year]);
    this.#playing = window.setInterval(() => {
      year++;
      if (year > this.#last) this.stop();
      else this.#set([this.#first, year], true);
    }, PACE);
  }

  stop() {
    clearInterval(this.#playing);
    this.#playing = 0;
    byId("time-play").setAttribute("aria-pressed", "false");
  }
}
