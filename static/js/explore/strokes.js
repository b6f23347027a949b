// @ts-check
/** Links as strokes: width says strength, dashes what is deduced, dots what only situates, an arrow the direction. Straight or bent. */

import { EdgeProgram, floatColor } from "../../vendor/explore.js";
import { byCorner } from "./corners.js";

const CURVE = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_from;
attribute vec2 a_to;
attribute float a_bend;
attribute float a_width;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;

vec2 pixels(vec2 v) { return v * 2.0 * u_correctionRatio; }

vec2 turn() {
  vec2 line = a_to - a_from;
  return (a_from + a_to) * 0.5 + vec2(-line.y, line.x) * a_bend;
}

float width() { return max(a_width / u_sizeRatio, 0.7); }

vec2 unit(vec2 v) {
  float size = length(v);
  return size > 0.0 ? v / size : vec2(1.0, 0.0);
}

void paint() {
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`;

const LINE_VERTEX = /* glsl */ `${CURVE}
attribute float a_dash;
attribute float a_t;
attribute float a_side;
varying float v_across;
varying float v_half;
varying float v_along;
varying float v_dash;

void main() {
  vec2 control = turn();
  vec2 at = mix(mix(a_from, control, a_t), mix(control, a_to, a_t), a_t);
  vec2 tangent = unit(mix(control - a_from, a_to - control, a_t));
  float half_width = width() * 0.5;
  #ifdef PICKING_MODE
  half_width += 3.0;
  #endif
  v_across = a_side * (half_width + 1.0);
  v_half = half_width;
  v_along = a_t * length(a_to - a_from) / (2.0 * u_correctionRatio);
  v_dash = a_dash;
  gl_Position = vec4((u_matrix * vec3(at + pixels(vec2(-tangent.y, tangent.x) * v_across), 1.0)).xy, 0.0, 1.0);
  paint();
}`;

const LINE_FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying float v_across;
varying float v_half;
varying float v_along;
varying float v_dash;

void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float alpha = clamp(v_half + 0.5 - abs(v_across), 0.0, 1.0) * v_color.a;
  if (v_dash > 1.5) alpha *= step(fract(v_along / 5.0), 0.42);
  else if (v_dash > 0.5) alpha *= step(fract(v_along / 11.0), 0.62);
  gl_FragColor = vec4(v_color.rgb, 1.0) * alpha;
  #endif
}`;

const HEAD_VERTEX = /* glsl */ `${CURVE}
attribute float a_arrow;
attribute float a_sizeFrom;
attribute float a_sizeTo;
attribute vec2 a_point;

void main() {
  vec2 control = turn();
  vec2 end = a_arrow > 0.0 ? a_to : a_from;
  vec2 along = unit(end - control);
  float radius = max((a_arrow > 0.0 ? a_sizeTo : a_sizeFrom) / u_sizeRatio, 1.5) + 1.5;
  float size = abs(a_arrow) * (width() * 1.1 + 4.5 / u_sizeRatio);
  vec2 point = -along * (radius - a_point.x * size) + vec2(-along.y, along.x) * a_point.y * size;
  gl_Position = vec4((u_matrix * vec3(end + pixels(point), 1.0)).xy, 0.0, 1.0);
  paint();
}`;

const HEAD_FRAGMENT = /* glsl */ `
precision mediump float;
varying vec4 v_color;
void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  gl_FragColor = vec4(v_color.rgb, 1.0) * v_color.a;
  #endif
}`;

const PIECES = 16;
const UNIFORMS = ["u_matrix", "u_sizeRatio", "u_correctionRatio"];

/** Triangles of a ribbon of so many pieces: [t, side]. @param {number} pieces @returns {number[][]} */
function ribbon(pieces) {
  return Array.from({ length: pieces }, (_, i) => [i / pieces, (i + 1) / pieces]).flatMap(([a = 0, b = 1]) => [
    [a, 1],
    [a, -1],
    [b, 1],
    [b, 1],
    [a, -1],
    [b, -1],
  ]);
}

/** @typedef {import("sigma/types").NodeDisplayData} NodeData */
/** @typedef {import("sigma/types").EdgeDisplayData & { bend?: number, dash?: number, arrow?: number }} LinkData */

const { FLOAT, UNSIGNED_BYTE } = WebGLRenderingContext;
/** @param {string} name */
const number = (name) => ({ name, size: 1, type: FLOAT });
/** @param {string[]} own */
const attributes = (...own) => [
  { name: "a_from", size: 2, type: FLOAT },
  { name: "a_to", size: 2, type: FLOAT },
  ...["a_bend", "a_width", ...own].map(number),
  { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
  { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
];

/** @param {ReturnType<typeof attributes>} all @param {ReturnType<typeof attributes>} ofCorner @param {number[][]} corners @returns {any} */
function stroke(all, ofCorner, corners) {
  return class extends byCorner(EdgeProgram, all, ofCorner, corners) {
    /** What cannot be pointed at is drawn for the eye alone. @param {import("sigma/types").RenderParams} params */
    render(params) {
      const program = /** @type {any} */ (this);
      const { pickProgram } = program;
      if (!program.renderer.getSetting("enableEdgeEvents")) program.pickProgram = null;
      super.render(params);
      program.pickProgram = pickProgram;
    }

    /** @param {import("sigma/types").RenderParams} params @param {{ gl: WebGLRenderingContext, uniformLocations: Record<string, WebGLUniformLocation> }} program */
    setUniforms(params, { gl, uniformLocations: at }) {
      gl.uniformMatrix3fv(at.u_matrix ?? null, false, params.matrix);
      gl.uniform1f(at.u_sizeRatio ?? null, params.sizeRatio);
      gl.uniform1f(at.u_correctionRatio ?? null, params.correctionRatio);
    }
  };
}

/** @param {number} pieces @returns {any} */
function line(pieces) {
  return class extends stroke(attributes("a_dash"), ["a_t", "a_side"].map(number), ribbon(pieces)) {
    shaders() {
      return { VERTEX_SHADER_SOURCE: LINE_VERTEX, FRAGMENT_SHADER_SOURCE: LINE_FRAGMENT, UNIFORMS };
    }

    /** @param {number} index @param {NodeData} from @param {NodeData} to @param {LinkData} data */
    item(index, from, to, data) {
      return [from.x, from.y, to.x, to.y, data.bend ?? 0, data.size, data.dash ?? 0, floatColor(data.color), index];
    }
  };
}

export const StraightProgram = line(1);
export const BentProgram = line(PIECES);

const TRIANGLE = [
  [0, 0],
  [-1, 0.5],
  [-1, -0.5],
];

export class HeadProgram extends stroke(attributes("a_arrow", "a_sizeFrom", "a_sizeTo"), [{ name: "a_point", size: 2, type: FLOAT }], TRIANGLE) {
  shaders() {
    return { VERTEX_SHADER_SOURCE: HEAD_VERTEX, FRAGMENT_SHADER_SOURCE: HEAD_FRAGMENT, UNIFORMS };
  }

  /** @param {number} index @param {NodeData} from @param {NodeData} to @param {LinkData} data */
  item(index, from, to, data) {
    return [from.x, from.y, to.x, to.y, data.bend ?? 0, data.size, data.arrow ?? 0, from.size, to.size, floatColor(data.color), index];
  }
}
