// @ts-check
/** Explore: the page's tables become a canvas with tools, a panel and tables that follow it. */

import { tell } from "./ask.js";
import { Desk } from "./desk.js";
import { byId, icon, make, named } from "./elements.js";
import { expand, expandAll, reveal } from "./expand.js";
import { followExport } from "./exporting.js";
import { followFind, recent } from "./find.js";
import { followKeys } from "./keys.js";
import { followLegend } from "./legend.js";
import { onThemeChange } from "./palette.js";
import { MapView } from "./map.js";
import { Panel } from "./panel.js";
import { followPaper } from "./paper.js";
import { Paths } from "./paths.js";
import { followPointer } from "./pointer.js";
import { Scenes } from "./scenes.js";
import { followSets } from "./sets.js";
import { afterPaint } from "./store.js";
import { Tables } from "./tables.js";
import { Time } from "./time.js";
import { words } from "./texts.js";
import { followTools } from "./toolbar.js";

/** @import { Around } from "./expand.js" */

const BEST = 60;

byId("explore").hidden = false;
for (const other of document.querySelectorAll(".explore-add, #twin")) if (other instanceof HTMLElement) other.hidden = true;

const desk = new Desk();
const panel = new Panel(desk, { paths: (from, to) => paths.open(desk.facts.entities.get(from), desk.facts.entities.get(to)), busy: () => paths.on });
const paths = new Paths(desk, () => panel.show());
const map = new MapView(desk, () => panel.open());
new Time(desk);
const scenes = new Scenes(desk);
followExport(desk, map, () => scenes.open?.name ?? "");
followPaper(desk, map, () => scenes.open?.name ?? "");
/** @param {Around} around a hub: what to show is asked in the panel, where the counts are */
const chooseAt = (around) => {
  desk.selection.choose([around.node.id]);
  panel.open();
  panel.root.focus();
};
const acts = {
  opened: () => panel.open(),
  expanded: (/** @type {string} */ id) => void expand(desk, id, chooseAt).catch((error) => desk.complain(error)),
  allExpanded: () => expandAll(desk, [...desk.selection.ids], chooseAt),
};
new Tables(desk, () => panel.open());
followLegend(desk);
followSets(desk);
followTools(desk, acts, map);
followPointer(desk, acts);
followKeys(desk, acts);
followFind(desk, (id) => void addOne(id));
onThemeChange(() => desk.canvas.repaint());
desk.store.listen(() => (byId("empty").hidden = desk.drawing.dots.size > 0));

/** @param {string} id */
async function addOne(id) {
  try {
    if (!desk.drawing.dots.has(id)) {
      desk.add(await desk.waitFor(desk.fetched([id])), { what: "did_add" });
      if (desk.drawing.dots.size > 1) await reveal(desk);
      desk.canvas.fit(desk.drawing.dots.size <= 80 ? undefined : [id]);
    }
    desk.selection.choose([id]);
    desk.canvas.reveal(id);
  } catch (error) {
    desk.complain(error);
  }
}

/** What to do where nothing is shown yet. */
async function teach() {
  const lately = make("div");
  const best = make("button", { type: "button", class: "button button-main" }, words("show_best"));
  best.addEventListener("click", () => void showBest());
  byId("empty").replaceChildren(
    make("h2", {}, words("begin_title")),
    make("p", {}, words("begin")),
    best,
    lately,
    make("p", { class: "source" }, icon("unknown"), ` ${words("begin_keys")}`),
  );
  byId("empty").hidden = false;
  const found = await recent();
  const chips = found.map((one) => {
    const button = make("button", { type: "button", class: "chip" }, named(one.name));
    button.addEventListener("click", () => void addOne(one.id));
    return button;
  });
  if (chips.length) lately.replaceChildren(make("p", { class: "second" }, words("recent")), make("div", { class: "chips" }, ...chips));
}

async function showBest() {
  try {
    await desk.begin(await desk.waitFor(desk.asked("graph/network", { joined: 1, limit: BEST })));
    byId("canvas").focus();
  } catch (error) {
    desk.complain(error);
  }
}

async function start() {
  teach().catch((error) => desk.complain(error));
  const given = JSON.parse(byId("canvas").dataset.start || "{}");
  /** @type {string[]} */
  const ids = given.ids ?? [];
  if (given.scene) {
    byId("empty").hidden = true;
    await scenes.show(given.scene);
  } else if (ids.length) {
    byId("empty").hidden = true;
    const told = await desk.waitFor(tell("graph/among", { ids, ...(given.as_of ? { as_of: given.as_of } : {}) }));
    await desk.begin(told, { layout: given.layout || "force", asOf: given.as_of || null });
    const [middle] = given.around ?? [];
    if (given.from || given.to) await paths.openNamed(given.from, given.to, true);
    else if (middle && desk.drawing.dots.has(middle)) desk.selection.choose([middle]);
  } else {
    desk.store.begin(desk.view);
    if (given.from || given.to) await paths.openNamed(given.from, given.to, false);
  }
}

/** What stands beside the canvas is seen once it is filled, so that nothing moves. */
async function uncover() {
  await panel.filled();
  afterPaint(() => (byId("explore").dataset.ready = "true"));
}

start()
  .catch((error) => {
    desk.complain(error);
    byId("empty").hidden = desk.drawing.dots.size > 0;
  })
  .finally(uncover);
/** For tests: what is drawn, and where. */
Object.assign(byId("explore"), { desk });
