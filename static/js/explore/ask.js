// @ts-check
/** Questions to the server. Errors come back as sentences of the server's. */

const API = `${document.getElementById("canvas")?.dataset.api ?? "/api/v1"}/`;

export class Refused extends Error {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * @param {string} path
 * @param {Record<string, string | number | string[] | null | undefined>} [asked]
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 */
export function ask(path, asked = {}, signal) {
  const address = new URL(API + path, location.href);
  for (const [key, value] of Object.entries(asked)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each !== null && each !== undefined && each !== "") address.searchParams.append(key, String(each));
  }
  return sent(address, { signal: signal ?? null });
}

/** @param {string} path @param {unknown} body @param {"POST" | "PUT" | "DELETE"} [method] @returns {Promise<any>} */
export function tell(path, body, method = "POST") {
  const token = document.querySelector("meta[name=csrf-token]")?.getAttribute("content") ?? "";
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  return sent(new URL(API + path, location.href), { method, headers, body: body === undefined ? null : JSON.stringify(body) });
}

/** @param {URL} address @param {RequestInit} options */
async function sent(address, options) {
  address.searchParams.set("lang", document.documentElement.lang || "en");
  const answer = await fetch(address, { ...options, headers: { Accept: "application/json", ...options.headers } });
  const body = answer.status === 204 ? null : await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(answer.status, body?.message ?? answer.statusText);
  return body;
}

/** A piece of a page, as the server writes it and its texts are escaped there. @param {string} path @returns {Promise<Node[]>} */
export async function piece(path) {
  const address = new URL(path, location.href);
  address.searchParams.set("lang", document.documentElement.lang || "en");
  const answer = await fetch(address);
  if (!answer.ok) throw new Refused(answer.status, answer.statusText);
  return [...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes];
}

/** @param {string} id in a path */
export function quoted(id) {
  return encodeURIComponent(id);
}
