// @ts-check
/** Where one looks on the map: which sheet, how near, which part of it. */

/** @import { Point } from "./arcs.js" */
/** @import { Room, Sheet } from "./atlas.js" */
/** @import { Spot } from "./marks.js" */

const ROUND = 28;
/** How near one comes to few places at first. */
const CLOSEST = 9;
const FARTHEST_IN = 60;
const FARTHEST_OUT = 0.7;

export class Camera {
  /** @type {Sheet | null} */
  sheet = null;
  /** @type {Room} */
  room = { width: 1, height: 1 };
  #zoom = { k: 1, x: 0, y: 0 };

  /** How much nearer than where the whole sheet is seen. */
  get nearness() {
    return this.#zoom.k;
  }

  /** From the sheet to the screen. */
  get place() {
    const { k, x, y } = this.sheet?.fitted(this.room, ROUND) ?? { k: 1, x: 0, y: 0 };
    const zoom = this.#zoom;
    return { k: k * zoom.k, x: x * zoom.k + zoom.x, y: y * zoom.k + zoom.y };
  }

  /** @param {number} lon @param {number} lat @returns {[number, number] | null} on the sheet */
  flat(lon, lat) {
    return this.sheet?.projection([lon, lat]) ?? null;
  }

  /** @param {number} lon @param {number} lat @returns {Point | null} on the screen */
  at(lon, lat) {
    const { k, x, y } = this.place;
    const at = this.flat(lon, lat);
    return at ? { x: at[0] * k + x, y: at[1] * k + y } : null;
  }

  /** The whole sheet. */
  reset() {
    this.#zoom = { k: 1, x: 0, y: 0 };
  }

  /** As near as all of these can be seen together. @param {Spot[]} spots @param {number} [below] pixels at the foot where something lies over the map */
  fit(spots, below = 0) {
    const { width } = this.room;
    const height = this.room.height - below;
    this.reset();
    const points = spots.map(({ lon, lat }) => this.at(lon, lat)).filter((point) => point !== null);
    if (!points.length) return;
    const [across, down] = [points.map((point) => point.x), points.map((point) => point.y)];
    const [left, right] = [Math.min(...across), Math.max(...across)];
    const [top, bottom] = [Math.min(...down), Math.max(...down)];
    const k = Math.max(FARTHEST_OUT, Math.min(CLOSEST, (width - 8 * ROUND) / Math.max(1, right - left), (height - 5 * ROUND) / Math.max(1, bottom - top)));
    this.#zoom = { k, x: width / 2 - (k * (left + right)) / 2, y: height / 2 - (k * (top + bottom)) / 2 };
  }

  /** @param {number} right @param {number} down in pixels */
  move(right, down) {
    this.#zoom.x += right;
    this.#zoom.y += down;
  }

  /** @param {number} factor closer above 1 @param {Point} [at] what stays where it is */
  zoom(factor, at = { x: this.room.width / 2, y: this.room.height / 2 }) {
    const k = Math.min(FARTHEST_IN, Math.max(FARTHEST_OUT, this.#zoom.k * factor));
    const share = k / this.#zoom.k;
    this.#zoom = { k, x: at.x - (at.x - this.#zoom.x) * share, y: at.y - (at.y - this.#zoom.y) * share };
  }
}
