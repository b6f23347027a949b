// @ts-check
/** Nodes as shapes: filled ones can introduce, hollow ones only situate. One program for all, by distance to each shape's edge. */

import { floatColor, NodeProgram } from "../../vendor/explore.js";
import { byCorner } from "./corners.js";
import { channels, SHAPES } from "./palette.js";

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec2 v_at;
varying float v_radius;
varying float v_shape;

void main() {
  float radius = max(a_size / u_sizeRatio, 1.5);
  float reach = radius * 1.1 + 1.5;
  vec2 corner = a_position + a_corner * reach * 2.0 * u_correctionRatio;
  gl_Position = vec4((u_matrix * vec3(corner, 1.0)).xy, 0.0, 1.0);
  v_at = a_corner * reach / radius;
  v_radius = radius;
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`;

// Distances after Inigo Quilez, "2D distance functions".
const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_at;
varying float v_radius;
varying float v_shape;
uniform vec3 u_ground;

float box(vec2 p, vec2 half_size, float round) {
  vec2 q = abs(p) - half_size + round;
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - round;
}

float hexagon(vec2 p, float r) {
  const vec3 k = vec3(-0.866025404, 0.5, 0.577350269);
  p = abs(p.yx);
  p -= 2.0 * min(dot(k.xy, p), 0.0) * k.xy;
  p -= vec2(clamp(p.x, -k.z * r, k.z * r), r);
  return length(p) * sign(p.y);
}

float pentagon(vec2 p, float r) {
  const vec3 k = vec3(0.809016994, 0.587785252, 0.726542528);
  p = vec2(abs(p.x), -p.y);
  p -= 2.0 * min(dot(vec2(-k.x, k.y), p), 0.0) * vec2(-k.x, k.y);
  p -= 2.0 * min(dot(vec2(k.x, k.y), p), 0.0) * vec2(k.x, k.y);
  p -= vec2(clamp(p.x, -r * k.z, r * k.z), r);
  return length(p) * sign(p.y);
}

float ribbon(vec2 p) {
  float notch = -0.95 + 0.5 * (1.0 - abs(p.x) / 0.66) - p.y;
  return max(box(p, vec2(0.66, 0.95), 0.04), notch * 0.8);
}

float outline(vec2 p) {
  if (v_shape < 0.5) return length(p) - 0.95;
  if (v_shape < 1.5) return box(p, vec2(0.86), 0.08);
  if (v_shape < 2.5) return box(p, vec2(0.94), 0.1);
  if (v_shape < 3.5) return hexagon(p, 0.88);
  if (v_shape < 4.5) return (abs(p.x) + abs(p.y) - 1.0) * 0.7071;
  if (v_shape < 5.5) return ribbon(p);
  if (v_shape < 6.5) return box(p, vec2(1.0, 0.55), 0.55);
  if (v_shape < 7.5) return pentagon(p, 0.8);
  if (v_shape < 8.5) return length(p) - 0.84 - 0.14 * cos(8.0 * atan(p.y, p.x));
  if (v_shape < 9.5) return box(p, vec2(0.82), 0.3);
  return length(p) - 0.97;
}

void main() {
  float edge = outline(v_at) * v_radius;
  #ifdef PICKING_MODE
  gl_FragColor = edge > 2.0 ? vec4(0.0) : v_color;
  #else
  float alpha = clamp(0.5 - edge, 0.0, 1.0);
  vec3 colour = v_color.rgb;
  if (v_shape > 9.5) {
    float rim = max(1.5, v_radius * 0.09);
    float inner = clamp(0.5 - (edge + rim), 0.0, 1.0) - clamp(0.5 - (edge + 2.2 * rim), 0.0, 1.0);
    float core = clamp(0.5 - (edge + 2.2 * rim), 0.0, 1.0);
    colour = mix(mix(colour, u_ground, inner), mix(u_ground, colour, 0.12), core);
  } else if (v_shape > 3.5) {
    float rim = clamp(v_radius * 0.2, 1.0, 1.8);
    colour = mix(colour, u_ground, clamp(0.5 - (edge + rim), 0.0, 1.0));
  } else if (v_shape > 1.5 && v_shape < 2.5) {
    float rim = clamp(v_radius * 0.16, 0.8, 2.2);
    float body = clamp(0.5 - box(v_at, vec2(0.62), 0.04) * v_radius, 0.0, 1.0);
    float frame = 1.0 - clamp(0.5 - (edge + rim), 0.0, 1.0);
    colour = mix(u_ground, colour, max(body, frame));
  }
  gl_FragColor = vec4(colour, 1.0) * alpha;
  #endif
}`;

const CORNERS = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [-1, 1],
  [1, -1],
  [1, 1],
];
const { FLOAT, UNSIGNED_BYTE } = WebGLRenderingContext;
const ATTRIBUTES = [
  { name: "a_position", size: 2, type: FLOAT },
  { name: "a_size", size: 1, type: FLOAT },
  { name: "a_shape", size: 1, type: FLOAT },
  { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
  { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
];
/** What hollow shapes are filled with; set by the canvas when the theme changes. */
export const ground = { colour: "rgb(255, 255, 255)" };

/** @type {any} */
export const ShapeProgram = class extends byCorner(NodeProgram, ATTRIBUTES, [{ name: "a_corner", size: 2, type: FLOAT }], CORNERS) {
  drawHover = () => undefined;

  shaders() {
    return { VERTEX_SHADER_SOURCE: VERTEX, FRAGMENT_SHADER_SOURCE: FRAGMENT, UNIFORMS: ["u_sizeRatio", "u_correctionRatio", "u_matrix", "u_ground"] };
  }

  /** @param {number} index @param {import("sigma/types").NodeDisplayData & { kind?: string }} data */
  item(index, data) {
    return [data.x, data.y, data.size, SHAPES[data.kind ?? ""] ?? 9, floatColor(data.color), index];
  }

  /** @param {import("sigma/types").RenderParams} params @param {{ gl: WebGLRenderingContext, uniformLocations: Record<string, WebGLUniformLocation> }} program */
  setUniforms(params, { gl, uniformLocations: at }) {
    gl.uniform1f(at.u_correctionRatio ?? null, params.correctionRatio);
    gl.uniform1f(at.u_sizeRatio ?? null, params.sizeRatio);
    gl.uniformMatrix3fv(at.u_matrix ?? null, false, params.matrix);
    gl.uniform3fv(at.u_ground ?? null, channels(ground.colour));
  }
};
