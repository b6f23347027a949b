// @ts-check
/** Change the theme at once; the form tells the server, which remembers it. Without this script the form reloads the page. */

/** @returns {boolean} */
function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** @param {HTMLButtonElement} button */
function offerTheOther(button) {
  const offered = isDark() ? "light" : "dark";
  button.value = offered;
  const icon = button.querySelector("use");
  icon?.setAttribute("href", offered === "light" ? "#icon-sun" : "#icon-moon");
  const words = button.querySelector(".hidden");
  if (words) words.textContent = button.dataset[offered] ?? "";
}

export function switchTheme() {
  const form = document.querySelector("form[data-theme-switch]");
  const button = form?.querySelector("button");
  if (!(form instanceof HTMLFormElement) || !button) return;
  offerTheOther(button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = button.value;
    const body = new FormData(form);
    body.set("theme", chosen);
    document.documentElement.dataset.theme = chosen;
    offerTheOther(button);
    fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => undefined);
  });
}
