// @ts-check
/** Mouse and touch on the canvas: choose, drag and pin, point, encircle. */

import { chosen } from "./commands.js";
import { byId, draw } from "./elements.js";
import { within } from "./lasso.js";
import { openGroup } from "./expand.js";
import { words } from "./texts.js";

/** @import { Desk } from "./desk.js" */

/** Pixels that a hand moves while it means to be still, with a mouse and with a finger. */
const STILL = { mouse: 4, finger: 10 };
/** Half of what a fingertip covers, in pixels. */
const FINGER = 22;
/** Milliseconds that make a press a long one. */
const LONG = 500;

/** @param {Event} event */
function isTouch(event) {
  return "touches" in event;
}

/** @param {Desk} desk @param {{ opened: () => void, expanded: (id: string) => void }} acts */
export function followPointer(desk, { opened, expanded }) {
  const { sigma } = desk.canvas;
  const { selection } = desk;
  /** What the hand is on; `held`: by a long press. @type {{ id: string, from: { x: number, y: number }, ids: string[], still: number, moved: boolean, held: boolean } | null} */
  let dragged = null;
  let pressing = 0;

  desk.canvas.container.addEventListener("pointerdown", ({ pointerType }) => (sigma.reach = pointerType === "touch" ? FINGER : 0), true);
  sigma.on("enterNode", ({ node, event }) => {
    // A finger is on what it chooses, and nowhere once it is lifted.
    if (isTouch(event.original)) return;
    desk.canvas.container.style.cursor = "pointer";
    selection.point(node);
  });
  sigma.on("leaveNode", () => {
    desk.canvas.container.style.cursor = "";
    selection.point(null);
  });
  sigma.on("enterEdge", () => (desk.canvas.container.style.cursor = "pointer"));
  sigma.on("leaveEdge", () => (desk.canvas.container.style.cursor = ""));
  sigma.on("downNode", ({ node, event }) => {
    const { x, y, original } = event;
    const finger = isTouch(original);
    dragged = { id: node, from: { x, y }, ids: selection.ids.has(node) ? [...selection.ids] : [node], still: finger ? STILL.finger : STILL.mouse, moved: false, held: false };
    clearTimeout(pressing);
    if (finger && /** @type {any} */ (original).touches.length === 1) pressing = window.setTimeout(hold, LONG);
  });
  /** As a click with Shift does. */
  const hold = () => {
    if (!dragged || dragged.moved) return;
    dragged.held = true;
    last = dragged.id;
    selection.toggle(dragged.id);
    desk.say(words("selected", { n: chosen(desk).length }));
  };
  const move = (/** @type {{ x: number, y: number, preventSigmaDefault: () => void, original: Event }} */ event) => {
    if (!dragged) return;
    event.preventSigmaDefault();
    event.original.preventDefault();
    if (!dragged.moved && Math.hypot(event.x - dragged.from.x, event.y - dragged.from.y) < dragged.still) return;
    dragged.moved = true;
    clearTimeout(pressing);
    const a = desk.canvas.positionAt(dragged.from);
    const b = desk.canvas.positionAt(event);
    for (const id of dragged.ids) {
      const dot = desk.drawing.dots.get(id);
      if (dot) desk.canvas.drag(id, { x: dot.x + b.x - a.x, y: dot.y + b.y - a.y });
    }
  };
  sigma.getMouseCaptor().on("mousemovebody", move);
  sigma.getTouchCaptor().on("touchmove", (event) => {
    const [touch] = event.touches;
    if (touch && event.touches.length === 1) move({ ...touch, preventSigmaDefault: () => event.preventSigmaDefault(), original: event.original });
  });
  const drop = () => {
    clearTimeout(pressing);
    if (dragged?.moved) {
      const { ids } = dragged;
      const graph = sigma.getGraph();
      desk.store.change("did_move", (draft) => {
        for (const id of ids.filter((one) => graph.hasNode(one))) {
          draft.places.set(id, { x: graph.getNodeAttribute(id, "x"), y: graph.getNodeAttribute(id, "y") });
          if (desk.facts.entities.has(id)) draft.pinned.add(id);
        }
      });
      desk.say(words("pinned", { n: ids.length }));
    }
    // The click that ends a drag comes after this.
    const was = dragged;
    setTimeout(() => dragged === was && (dragged = null));
  };
  sigma.getMouseCaptor().on("mouseup", drop);
  sigma.getTouchCaptor().on("touchup", drop);
  /** @type {string | null} */
  let last = null;
  const click = (/** @type {string} */ node, /** @type {import("sigma/types").MouseCoords} */ event) => {
    if (dragged?.moved || dragged?.held) return;
    last = node;
    const original = event.original;
    const several = original instanceof MouseEvent && (original.shiftKey || original.ctrlKey || original.metaKey);
    if (several) selection.toggle(node);
    else if (desk.drawing.dots.get(node)?.members) openGroup(desk, node);
    else {
      selection.choose([node]);
      opened();
    }
  };
  sigma.on("clickNode", ({ node, event }) => click(node, event));
  sigma.on("doubleClickNode", ({ node, event }) => {
    event.preventSigmaDefault();
    // Two quick clicks on different nodes are no double click.
    if (node === last) expanded(node);
    else click(node, event);
  });
  sigma.on("clickEdge", ({ edge }) => {
    selection.chooseLink(edge);
    opened();
  });
  sigma.on("clickStage", () => selection.choose([]));
  followLasso(desk);
}

/** Encircling: with the tool, or with Shift from the ground. @param {Desk} desk */
function followLasso(desk) {
  const stage = byId("stage");
  const container = desk.canvas.container;
  const line = byId("lasso-line");
  const tool = byId("lasso");
  /** @type {{ x: number, y: number }[] | null} */
  let points = null;
  let adds = false;
  const at = (/** @type {PointerEvent} */ event) => {
    const box = stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const over = (/** @type {{ x: number, y: number }} */ point) =>
    [...desk.drawing.dots.keys()].some((id) => {
      const spot = desk.canvas.spot(id);
      return spot && Math.hypot(spot.x - point.x, spot.y - point.y) <= spot.radius + 3;
    });
  container.addEventListener(
    "pointerdown",
    (event) => {
      if (event.button !== 0 || (tool.getAttribute("aria-pressed") !== "true" && !(event.shiftKey && !over(at(event))))) return;
      points = [at(event)];
      adds = event.shiftKey;
      container.setPointerCapture(event.pointerId);
    },
    true,
  );
  // Sigma would move the camera: it hears of mouse and touch, not of pointers.
  for (const type of ["mousedown", "touchstart"]) container.addEventListener(type, (event) => points && event.stopPropagation(), true);
  container.addEventListener("pointermove", (event) => {
    if (!points) return;
    points.push(at(event));
    line.replaceChildren(draw("path", { d: `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z` }));
  });
  const end = () => {
    if (!points) return;
    const shape = points;
    points = null;
    line.replaceChildren();
    if (tool.getAttribute("aria-pressed") === "true") tool.click();
    if (shape.length < 4) return;
    const inside = [...desk.drawing.dots.keys()].filter((id) => {
      const spot = desk.canvas.spot(id);
      return spot && within(spot, shape);
    });
    // After the click that ends the gesture, which would choose nothing.
    setTimeout(() => {
      desk.selection.choose(adds ? [...desk.selection.ids, ...inside] : inside);
      desk.say(words("selected", { n: chosen(desk).length }));
    }, 30);
  };
  container.addEventListener("pointerup", end);
  container.addEventListener("pointercancel", end);
  tool.addEventListener("click", () => {
    const pressed = tool.getAttribute("aria-pressed") !== "true";
    tool.setAttribute("aria-pressed", String(pressed));
    stage.classList.toggle("lassoing", pressed);
  });
}
