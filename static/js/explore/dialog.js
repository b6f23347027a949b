// @ts-check
/** The one dialog of the page. */

import { byId, make } from "./elements.js";
import { words } from "./texts.js";

/**
 * @param {string} title
 * @param {(Node | string)[]} content
 * @returns {HTMLDialogElement} shown; closes by Escape or its button
 */
export function openDialog(title, content) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("dialog"));
  const close = make("button", { type: "button", class: "button" }, words("close"));
  close.addEventListener("click", () => dialog.close());
  dialog.replaceChildren(make("h2", { id: "dialog-title" }, title), ...content, make("p", { class: "row" }, close));
  if (!dialog.open) dialog.showModal();
  // Where there is nothing to fill in it is read from its title on: what can be pressed may come last.
  if (!dialog.querySelector("input, select, textarea")) dialog.focus();
  return dialog;
}

export function closeDialog() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("dialog"));
  if (dialog.open) dialog.close();
}
