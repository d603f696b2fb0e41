"use strict";
// Tells the move of a slider while it is dragged; the figures come from the server when it is let go.
document.addEventListener("input", ({ target }) => {
  const told = target.matches?.(".equity-slider input[type=range]") && target.closest(".equity-slider").querySelector("output");
  if (!told) return;
  const digits = Number(told.dataset.digits);
  const written = new Intl.NumberFormat(document.documentElement.lang, {
    minimumFractionDigits: digits, maximumFractionDigits: digits,
  }).format(Math.abs(target.valueAsNumber));
  told.textContent = (target.valueAsNumber < 0 ? "\u2212" : target.valueAsNumber > 0 ? "+" : "") + written;
});
