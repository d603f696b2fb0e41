// The list of customers to keep: one tick for all of them. Without the script each is ticked by itself.
(() => {
  const all = document.querySelector("[data-tick-all]");
  if (!all) return;
  const ticks = () => [...document.querySelectorAll(`input[type=checkbox][name="customer"][form="${all.dataset.tickAll}"]`)];
  all.closest("[hidden]").hidden = false;
  all.addEventListener("change", () => {
    for (const tick of ticks()) tick.checked = all.checked;
  });
  document.addEventListener("change", (event) => {
    if (!ticks().includes(event.target)) return;
    const ticked = ticks().filter((tick) => tick.checked).length;
    all.checked = ticked === ticks().length;
    all.indeterminate = ticked > 0 && !all.checked;
  });
})();
