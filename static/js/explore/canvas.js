// @ts-check
/** The canvas: sigma draws dots and links, a layer above them names, signs and what is selected. */

import { MultiGraph } from "../../vendor/explore.js";
import { NOTHING } from "./drawing.js";
import { paintOver } from "./overlay.js";
import { colourOf, faded, palette } from "./palette.js";
import { lookAt, overview, PADDING, roomIn, SIDE } from "./room.js";
import { ground, ShapeProgram } from "./shapes.js";
import { Sketch } from "./sketch.js";
import { BentProgram, HeadProgram, StraightProgram } from "./strokes.js";
import { byDirection, ends } from "./links.js";

/** @import { Dot, Drawing, Link } from "./drawing.js" */
/** @import { Facts } from "./facts.js" */
/** @import { Palette } from "./palette.js" */
/** @import { Room } from "./room.js" */
/** @import { Selection } from "./selection.js" */

const MOVE = 250;
const MOST_MOVED = 2500;
const MOST_POINTED = 1500;
/** With more dots than this, names wait until the camera rests. */
const MOST_NAMED_WHILE_MOVING = 400;
const REST = 140;
const PUSHED_BACK = 0.72;
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** @returns {boolean} */
export function isStill() {
  return still.matches;
}

export class Canvas {
  /** @type {Drawing} */
  drawing = NOTHING;
  /** Marks stand where the drawing has them: none is being dragged or on its way. */
  #isAtRest = true;
  colours = palette();
  #graph = new MultiGraph();
  #moving = 0;
  /** The camera is, and there is too much to name meanwhile. */
  isMoving = false;
  #resting = 0;
  /** Changes while the eye is on something else. @type {Set<string> | null} */
  #bright = null;

  /** @param {HTMLElement} container @param {Selection} selection @param {Facts} facts */
  constructor(container, selection, facts) {
    this.selection = selection;
    this.facts = facts;
    this.container = container;
    ground.colour = this.colours.paper ?? ground.colour;
    /** @type {Sketch} */
    this.sigma = new Sketch(this.#graph, container, {
      allowInvalidContainer: true,
      renderLabels: false,
      defaultNodeType: "shape",
      defaultEdgeType: "straight",
      nodeProgramClasses: { shape: ShapeProgram },
      edgeProgramClasses: { straight: StraightProgram, bent: BentProgram, ...byDirection(StraightProgram, BentProgram, HeadProgram) },
      defaultDrawNodeHover: () => undefined,
      enableEdgeEvents: true,
      minEdgeThickness: 0.6,
      stagePadding: PADDING,
      minCameraRatio: 0.02,
      maxCameraRatio: 40,
      zoomToSizeRatioFunction: (ratio) => Math.sqrt(ratio) / this.room.share,
      zIndex: true,
    });
    this.sigma.setCustomBBox({ x: [-SIDE / 2, SIDE / 2], y: [-SIDE / 2, SIDE / 2] });
    const over = this.sigma.createCanvas("over", { afterLayer: "hoverNodes", style: { pointerEvents: "none" } });
    over.setAttribute("aria-hidden", "true");
    this.over = over;
    this.sigma.on("afterRender", () => this.paint());
    this.sigma.getCamera().on("updated", () => this.#rest());
    this.sigma.resize(true);
    selection.listen(() => this.restyle());
  }

  paint() {
    paintOver(this);
  }

  #rest() {
    if (this.drawing.dots.size <= MOST_NAMED_WHILE_MOVING) return;
    this.isMoving = true;
    clearTimeout(this.#resting);
    this.#resting = window.setTimeout(() => {
      this.isMoving = false;
      this.paint();
    }, REST);
  }

  /** Draw this; what stays moves, where motion is wanted. @param {Drawing} drawing */
  show(drawing) {
    const before = this.#isAtRest ? this.drawing : NOTHING;
    this.drawing = drawing;
    this.#isAtRest = true;
    cancelAnimationFrame(this.#moving);
    /** @type {Map<string, { x: number, y: number }>} */
    const targets = new Map();
    const moves = !still.matches && drawing.dots.size <= MOST_MOVED;
    this.sigma.alter(() => {
      this.sigma.keep(drawing.dots, drawing.links);
      for (const [id, dot] of drawing.dots) {
        if (before.dots.get(id) === dot) continue;
        const { kind, size, x, y } = dot;
        const at = moves && this.#graph.hasNode(id) ? this.#graph.getNodeAttributes(id) : null;
        if (at && (at.x !== x || at.y !== y)) targets.set(id, { x, y });
        this.sigma.node(id, at ? { kind, size } : { kind, size, x, y });
      }
      for (const link of drawing.links.values()) if (before.links.get(link.key) !== link) this.sigma.link(link.key, link.source, link.target, ends(link));
      this.#dress(before);
    });
    const points = drawing.links.size <= MOST_POINTED;
    if (this.sigma.getSetting("enableEdgeEvents") !== points) this.sigma.setSetting("enableEdgeEvents", points);
    this.container.dataset.dots = String(drawing.dots.size);
    this.container.dataset.links = String(drawing.links.size);
    if (targets.size) this.#move(targets);
  }

  /** @param {Map<string, { x: number, y: number }>} targets */
  #move(targets) {
    const start = performance.now();
    this.#isAtRest = false;
    const from = new Map([...targets.keys()].map((id) => [id, { x: this.#graph.getNodeAttribute(id, "x"), y: this.#graph.getNodeAttribute(id, "y") }]));
    const step = (/** @type {number} */ now) => {
      const t = Math.min(1, Math.max(0, (now - start) / MOVE));
      const eased = t * t * (3 - 2 * t);
      this.sigma.alter(() => {
        for (const [id, to] of targets) {
          const at = from.get(id);
          if (at) this.sigma.node(id, { x: at.x + (to.x - at.x) * eased, y: at.y + (to.y - at.y) * eased });
        }
      });
      this.#isAtRest = t === 1;
      if (t < 1) this.#moving = requestAnimationFrame(step);
    };
    this.#moving = requestAnimationFrame(step);
  }

  /** Put one node somewhere while it is dragged. @param {string} id @param {{ x: number, y: number }} place */
  drag(id, place) {
    this.#isAtRest = false;
    this.#graph.mergeNodeAttributes(id, place);
  }

  /** What is bright while something is selected or pointed at: it, and what it is tied to; what is selected always is. */
  #spot() {
    const { ids, hovered, lit, link } = this.selection;
    if (lit.size) return new Set(lit);
    const drawn = link ? this.drawing.links.get(link) : undefined;
    if (drawn) return new Set([drawn.source, drawn.target]);
    const middle = hovered ? [hovered] : ids.size ? [...ids] : [];
    const there = middle.filter((id) => this.#graph.hasNode(id));
    if (!there.length) return null;
    const bright = new Set([...there, ...ids]);
    for (const id of there) this.#graph.forEachNeighbor(id, (other) => bright.add(other));
    return bright;
  }

  /** Not while the map stands in its place, which does so once it is gone. */
  restyle() {
    if (this.container.hidden) return;
    this.sigma.alter(() => this.#dress());
  }

  /** In colours: what is bright stands before the rest. @param {Drawing} [before] what has its colours already, as long as all are bright */
  #dress(before = NOTHING) {
    const was = this.#bright;
    this.#bright = this.#spot();
    const { dots, links } = was || this.#bright || this.drawing.aside.size || before.aside.size ? NOTHING : before;
    for (const [id, dot] of this.drawing.dots) {
      if (dots.get(id) === dot) continue;
      this.sigma.node(id, { color: this.dotColour(dot), zIndex: this.isBright(id) ? 1 : 0 });
    }
    for (const link of this.drawing.links.values()) {
      if (links.get(link.key) !== link) this.sigma.link(link.key, link.source, link.target, { color: this.linkColour(link), hidden: !this.isInSight(link) });
    }
  }

  repaint() {
    this.colours = palette();
    ground.colour = this.colours.paper ?? ground.colour;
    this.restyle();
  }

  /** @param {string} id @returns {boolean} */
  isBright(id) {
    return !this.#bright || this.#bright.has(id);
  }

  /** In other colours than those of the screen, which shows nothing of it. @template T @param {Palette} colours @param {() => T} act @returns {T} */
  dyed(colours, act) {
    const own = this.colours;
    this.colours = colours;
    try {
      return act();
    } finally {
      this.colours = own;
    }
  }

  /** @param {Dot} dot @returns {string} */
  dotColour({ id, kind, tint }) {
    const colour = colourOf(this.colours, kind, tint);
    return this.isBright(id) ? colour : faded(colour, this.colours.paper ?? "", PUSHED_BACK);
  }

  /** How many links a mark has. @param {string} id @returns {number} */
  tied(id) {
    return this.#graph.hasNode(id) ? this.#graph.degree(id) : 0;
  }

  /** Beside what is pointed at; else beside what is selected. @param {Link} link */
  #isNear({ source, target }) {
    const { ids, hovered } = this.selection;
    return hovered ? source === hovered || target === hovered : ids.has(source) || ids.has(target);
  }

  /** What is put aside is seen near what it is about, and where it is chosen or lit. @param {Link} link */
  isInSight(link) {
    const { lit, link: chosen } = this.selection;
    if (!this.drawing.aside.has(link.key) || link.key === chosen) return true;
    return lit.size ? lit.has(link.source) && lit.has(link.target) : this.#isNear(link);
  }

  /** @param {Link} link @returns {string} */
  linkColour(link) {
    const { lit } = this.selection;
    const { tie = "", paper = "", accent = "" } = this.colours;
    const quiet = this.colours["tie-quiet"] ?? "";
    if (link.key === this.selection.link) return accent;
    if (lit.size) return lit.has(link.source) && lit.has(link.target) ? accent : faded(quiet, paper, 0.6);
    if (this.#bright) {
      if (!this.#isNear(link)) return faded(quiet, paper, 0.55);
      return link.quiet ? quiet : tie;
    }
    if (link.quiet) return faded(quiet, paper, 0.45);
    if (link.fresh === link.ties.length) return accent;
    return link.derived || link.weight === "situates" || link.weight === "weak" ? quiet : faded(tie, paper, 0.15);
  }

  /** Where a node is on the screen, in pixels of the canvas, with its radius. @param {string} id */
  spot(id) {
    const data = this.sigma.getNodeDisplayData(id);
    if (!data || !this.#graph.hasNode(id)) return null;
    const { x, y } = this.sigma.framedGraphToViewport(data);
    return { x, y, radius: Math.max(1.5, this.sigma.scaleSize(data.size)) };
  }

  /** @param {{ x: number, y: number }} point in pixels @returns {{ x: number, y: number }} */
  positionAt(point) {
    return this.sigma.viewportToGraph(point);
  }

  /** Units of the drawing that a mark of size 1 takes from its middle, as near as the camera is. */
  get grown() {
    const { ratio } = this.sigma.getCamera();
    return (this.sigma.scaleSize(1) * SIDE * ratio) / this.room.side;
  }

  /** @returns {Room} */
  get room() {
    // The library asks how large marks are before it is there.
    return roomIn(this.sigma?.getDimensions() ?? { width: SIDE, height: SIDE });
  }

  /** Bring all, or some, into sight. @param {Iterable<string>} [ids] @param {boolean} [atOnce] */
  fit(ids, atOnce = false) {
    const dots = [...(ids ?? this.drawing.dots.keys())].map((id) => this.drawing.dots.get(id)).filter((dot) => dot !== undefined);
    if (dots.length) this.look(overview(dots, this.room), atOnce);
  }

  /** @param {{ x: number, y: number, ratio: number, angle: number }} camera @param {boolean} [atOnce] */
  look(camera, atOnce = false) {
    const own = this.sigma.getCamera();
    if (!atOnce && !still.matches) return void own.animate(camera, { duration: MOVE });
    // A camera that is on its way is told to go here instead: it cannot be stopped.
    if (own.isAnimated()) own.animate(camera, { duration: 1 });
    own.setState(camera);
    return undefined;
  }

  /** @param {number} factor */
  zoom(factor) {
    const camera = this.sigma.getCamera();
    this.look({ ...camera.getState(), ratio: camera.getBoundedRatio(camera.ratio * factor) });
  }

  /** @param {number} right in shares of the canvas @param {number} down */
  pan(right, down) {
    const state = this.sigma.getCamera().getState();
    this.look({ ...state, x: state.x + right * state.ratio, y: state.y - down * state.ratio });
  }

  /** Move only as far as is needed to see it. @param {string} id */
  reveal(id) {
    const dot = this.drawing.dots.get(id);
    if (!dot) return;
    const { width, height } = this.sigma.getDimensions();
    const state = this.sigma.getCamera().getState();
    // By the camera of now: what was just added has not been painted yet.
    const at = this.sigma.graphToViewport(dot, { cameraState: state });
    if (at.x > 40 && at.x < width - 40 && at.y > 30 && at.y < height - 30) return;
    this.look({ ...state, ...lookAt(dot) });
  }
}
