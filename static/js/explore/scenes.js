// @ts-check
/** Views that are kept under a name: saved, opened again after the data changed, shared by a link that ends. */

import { ask, Refused, tell } from "./ask.js";
import { closeDialog, openDialog } from "./dialog.js";
import { byId, isolated, make, named, shortened } from "./elements.js";
import { emptyView } from "./store.js";
import { amongActors, isTogether } from "./together.js";
import { dayWord, typeWord, words } from "./texts.js";
import { tintOf } from "./tints.js";

/** @import { Desk } from "./desk.js" */
/** @import { View } from "./store.js" */

const SIZES = ["equal", "shown", "between"];
const DAYS = 30;
const CONFLICT = 409;
/** Changes of one kind that are told before somebody asks for all. */
const FEW = 5;

/** What the server keeps of a view. @param {Desk} desk */
export function packed(desk) {
  const { view, facts, canvas } = desk;
  const isCounted = view.style.size === "shown" || view.style.size === "between";
  const sizeOf = (/** @type {string} */ id) => Number(canvas.drawing.dots.get(id)?.size.toFixed(1)) || null;
  const nodes = [...view.places]
    .filter(([id]) => facts.entities.has(id))
    .map(([id, place]) => ({
      id,
      name: facts.name(id),
      x: place.x,
      y: place.y,
      pinned: view.pinned.has(id),
      hidden: view.hidden.has(id),
      note: view.notes.get(id) ?? "",
      tint: tintOf(view, canvas.drawing.tints, id),
      ...(isCounted ? { size: sizeOf(id) } : {}),
    }));
  const { x, y, ratio, angle } = canvas.sigma.getCamera().getState();
  const filters = { without: [...view.without], fold: view.fold, opened: [...view.opened], as_of: view.asOf };
  const sets = view.sets.map(({ name, without, time, asOf }) => ({ name, without, time, as_of: asOf }));
  return { nodes, layout: view.layout, filters, filter_sets: sets, styles: view.style, time: view.time, groups: view.named, camera: { x, y, ratio, angle }, together: isTogether(desk) };
}

/** @param {any} kept @returns {Partial<View>} */
export function unpacked(kept) {
  const filters = kept.filters ?? {};
  const chosen = (/** @type {string} */ what) => new Set(kept.nodes.filter((/** @type {any} */ node) => node[what]).map((/** @type {any} */ node) => node.id));
  return {
    // A view that was kept without scripts says of nobody where they stand.
    ...(kept.nodes.some((/** @type {any} */ node) => node.x !== null && node.x !== undefined) ? { places: placesOf(kept.nodes) } : {}),
    pinned: chosen("pinned"),
    hidden: chosen("hidden"),
    notes: new Map(kept.nodes.filter((/** @type {any} */ node) => node.note).map((/** @type {any} */ node) => [node.id, node.note])),
    layout: kept.layout || "force",
    without: new Set(filters.without ?? []),
    fold: filters.fold ?? "",
    opened: new Set(filters.opened ?? []),
    asOf: filters.as_of ?? null,
    time: yearsOf(kept.time),
    named: kept.groups ?? [],
    sets: (kept.filter_sets ?? []).map((/** @type {any} */ set) => ({ name: set.name, without: set.without ?? [], time: yearsOf(set.time), asOf: set.as_of ?? null })),
    // Of a view that was kept before there were styles, or by another program.
    style: { size: SIZES.includes(kept.styles?.size) ? kept.styles.size : "ties", colour: kept.styles?.colour === "community" ? "community" : "kind" },
  };
}

/** No year at an end stands for ever. @param {[number | null, number | null] | null | undefined} time @returns {[number, number] | null} */
function yearsOf(time) {
  return time ? [time[0] ?? -Infinity, time[1] ?? Infinity] : null;
}

/** @param {{ id: string, x?: number | null, y?: number | null }[]} nodes @returns {Map<string, { x: number, y: number }>} */
function placesOf(nodes) {
  return new Map(nodes.map(({ id, x, y }) => [id, { x: x ?? 0, y: y ?? 0 }]));
}

/** Each kind of change: how many, and which. @param {any} changed */
function changesOf({ gone, renamed, new_ties, ended_ties, withheld, new: fresh, ended, compared }) {
  const tie = (/** @type {any} */ { source, type, target }) => [named(source), ` ${typeWord(type)} `, named(target)];
  return [
    ...part("scene_gone", gone.length, gone.map((/** @type {any} */ node) => [named(node.name)])),
    ...part("scene_renamed", renamed.length, renamed.map((/** @type {any} */ node) => [named(node.name), " → ", named(node.now)])),
    ...part("scene_new", new_ties, fresh.map(tie)),
    ...part("scene_ended", ended_ties, ended.map(tie)),
    ...part("scene_withheld", withheld, []),
    ...(compared ? [make("p", { class: "second" }, words("scene_compared", { n: compared }))] : []),
  ];
}

/** @param {string} key @param {number} n @param {(Node | string)[][]} told one by one; the others are only counted */
function part(key, n, told) {
  if (!n) return [];
  const rows = told.map((row) => make("li", {}, ...row));
  const [first, rest] = [rows.slice(0, FEW), rows.slice(FEW)];
  const more = rest.length ? [make("details", {}, make("summary", {}, words("and_more", { n: rest.length })), make("ul", { class: "points" }, ...rest))] : [];
  const untold = rows.length && rows.length < n ? [make("p", { class: "second" }, words("scene_untold", { n: n - rows.length }))] : [];
  return [make("h3", {}, words(key, { n })), ...(first.length ? [make("ul", { class: "points" }, ...first)] : []), ...more, ...untold];
}

export class Scenes {
  /** @type {{ id: string, name: string, version: number } | null} */
  open = null;

  /** @param {Desk} desk */
  constructor(desk) {
    this.desk = desk;
    byId("save").addEventListener("click", () => this.dialog().catch((error) => desk.complain(error)));
    byId("share").addEventListener("click", () => this.share().catch((error) => desk.complain(error)));
  }

  async dialog() {
    const name = make("input", { id: "view-name", maxlength: 120, required: true });
    name.value = this.open?.name ?? "";
    const form = make("form", {}, make("div", { class: "xfield" }, make("label", { for: "view-name" }, words("scene_name")), name));
    const said = make("p", { class: "wrong", role: "alert" });
    const again = this.open ? [make("button", { class: "button button-main", value: "again" }, words("save_again"))] : [];
    form.append(said, make("p", { class: "row" }, ...again, make("button", { class: `button${this.open ? "" : " button-main"}`, value: "new" }, words(this.open ? "save_new" : "save"))));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const how = event.submitter instanceof HTMLButtonElement ? event.submitter.value : "new";
      this.save(name.value.trim(), how === "again").then(closeDialog, (error) => {
        said.textContent = error instanceof Refused && error.status === CONFLICT ? words("conflict") : error.message;
      });
    });
    const list = make("ul", { class: "xlist" });
    openDialog(words("keep_view"), [form, make("h3", {}, words("kept_views")), list]);
    const { results } = await ask("scenes");
    list.replaceChildren(...(results.length ? results.map((/** @type {any} */ scene) => this.#row(scene)) : [make("li", { class: "second" }, words("no_scenes"))]));
  }

  /** @param {{ id: string, name: string, saved_at: string, nodes: number }} scene */
  #row(scene) {
    const show = make("button", { type: "button", class: "xlink" }, named(scene.name));
    show.addEventListener("click", () => this.show(scene.id).then(closeDialog, (error) => this.desk.complain(error)));
    const remove = make("button", { type: "button", class: "xlink" }, words("delete"), make("span", { class: "hidden" }, ` ${shortened(scene.name, 80)}`));
    const row = make("li", {}, make("span", {}, show, make("span", { class: "source" }, `${words("n_entries", { n: scene.nodes })}, ${dayWord(scene.saved_at)}`)), remove);
    remove.addEventListener("click", async () => {
      // Asked twice, since a deleted view cannot be brought back.
      if (remove.dataset.sure) {
        await tell(`scenes/${encodeURIComponent(scene.id)}`, undefined, "DELETE");
        if (this.open?.id === scene.id) this.open = null;
        row.remove();
      } else {
        remove.dataset.sure = "yes";
        remove.replaceChildren(words("delete_sure"));
      }
    });
    return row;
  }

  /** @param {string} name @param {boolean} [again] over the one that is open */
  async save(name, again = false) {
    const view = packed(this.desk);
    const kept =
      again && this.open
        ? await tell(`scenes/${encodeURIComponent(this.open.id)}`, { name, version: this.open.version, view }, "PUT")
        : await tell("scenes", { name, view });
    this.open = { id: kept.id, name: kept.name ?? name, version: kept.version };
    history.replaceState(null, "", `${byId("canvas").dataset.page ?? ""}?scene=${encodeURIComponent(kept.id)}`);
    this.desk.say(words("saved", { name: isolated(name) }));
  }

  /** @param {string} id */
  async show(id) {
    const scene = await this.desk.waitFor(ask(`scenes/${encodeURIComponent(id)}`));
    await this.#apply(scene.view);
    this.open = { id: scene.id, name: scene.name, version: scene.version };
    history.replaceState(null, "", `${byId("canvas").dataset.page ?? ""}?scene=${encodeURIComponent(scene.id)}`);
    this.#changed(scene);
  }

  /** Show a view as it was kept, with the ties of today. @param {any} kept */
  async #apply(kept) {
    const { desk } = this;
    const given = unpacked(kept);
    const told = await desk.waitFor(tell("graph/among", { ids: kept.nodes.map((/** @type {any} */ node) => node.id), as_of: given.asOf ?? undefined }));
    const there = new Set(told.nodes.map((/** @type {any} */ node) => node.id));
    for (const gone of [...(given.places?.keys() ?? [])]) if (!there.has(gone)) given.places?.delete(gone);
    desk.facts.learn(told);
    const derived = kept.together ? await amongActors(desk, [...there], given.asOf ?? null) : { ids: [], ties: [] };
    desk.facts.learn(derived);
    const ties = new Set([...told.ties, ...derived.ties].map((/** @type {any} */ tie) => tie.id));
    /** @type {Partial<View>} */
    const view = { ...given, ties, together: new Set(derived.ids) };
    const places = given.places ?? new Map([...there].map((id) => [id, { x: 0, y: 0 }]));
    const whole = { ...emptyView(), ...view, places };
    if (given.fold === "community" && given.places) desk.foldBy(whole, "community");
    desk.findCommunities(whole);
    view.communities = whole.communities;
    await desk.begin(told, view);
    if (kept.camera) desk.canvas.look(kept.camera, true);
  }

  /** What the data says otherwise since the view was kept. @param {any} scene */
  #changed({ name, changed }) {
    const parts = changed ? changesOf(changed) : [];
    if (parts.length) openDialog(words("scene_changed", { n: 1, name: isolated(name) }), parts);
  }

  async share() {
    if (!this.open) return this.dialog();
    const days = make("input", { type: "number", id: "share-days", min: 1, max: 365, required: true });
    days.value = String(DAYS);
    const answer = make("div", { role: "status" });
    const form = make("form", {}, make("div", { class: "xfield" }, make("label", { for: "share-days" }, words("share_days")), days), make("button", { class: "button button-main" }, words("make_link")));
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        const link = await tell(`scenes/${encodeURIComponent(this.open?.id ?? "")}/links`, { days: Number(days.value) });
        answer.replaceChildren(...this.#link(link));
      } catch (error) {
        answer.replaceChildren(make("p", { class: "wrong" }, error instanceof Error ? error.message : ""));
      }
    });
    openDialog(words("share_title", { n: 1, name: isolated(this.open.name) }), [make("p", { class: "second" }, words("share_said")), form, answer]);
    return undefined;
  }

  /** @param {{ url: string, token: string, expires_on: string }} link */
  #link({ url, token, expires_on }) {
    const field = make("input", { id: "share-link", readonly: true, value: new URL(url, location.href).href });
    const revoke = make("button", { type: "button", class: "button" }, words("revoke"));
    revoke.addEventListener("click", async () => {
      await tell(`scenes/${encodeURIComponent(this.open?.id ?? "")}/links/${encodeURIComponent(token)}`, undefined, "DELETE");
      revoke.replaceWith(make("p", {}, words("revoked")));
      field.disabled = true;
    });
    setTimeout(() => field.select());
    return [make("div", { class: "xfield" }, make("label", { for: "share-link" }, words("link_until", { date: dayWord(expires_on) })), field), revoke];
  }
}
