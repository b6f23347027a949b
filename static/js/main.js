// @ts-check
/** What scripts add to pages that are complete without them. */
import { listenForShortcut } from "./shortcut.js";
import { suggestIn } from "./suggestions.js";
import { switchTheme } from "./theme.js";

listenForShortcut();
switchTheme();
for (const box of document.querySelectorAll("[data-suggest]")) {
  if (box instanceof HTMLElement) suggestIn(box);
}
