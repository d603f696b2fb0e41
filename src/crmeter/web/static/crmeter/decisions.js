"use strict";
// Arrow keys walk along the buttons of a pair; Enter presses the one they stand on, as everywhere.
document.addEventListener("keydown", (event) => {
  const way = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
  const steps = event.target.closest?.("[data-steps]");
  if (!way || !steps || event.altKey || event.ctrlKey || event.metaKey) return;
  const buttons = [...steps.querySelectorAll("button")];
  const to = buttons[buttons.indexOf(event.target) + way];
  if (to) to.focus();
  event.preventDefault();
});
