// Starts the packages' enhancements. Every page works without it.
import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

if (document.querySelector("[data-module^='moj-']")) {
  const moj = await import("./moj-frontend.min.js");
  moj.initAll();
}

// A part of a page that htmx has swapped in holds components that nothing has started yet. Where the button or link that was used has gone
// with the old part, whoever reads by keyboard or by ear goes on where the new part begins.
document.addEventListener("htmx:afterSwap", (event) => {
  initAll({ scope: event.target });
  if (document.activeElement === document.body) event.target.querySelector("[data-begins]")?.focus({ preventScroll: true });
});
