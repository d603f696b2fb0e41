// Records side by side by keyboard: a number picks a side, A takes all of one, J and K go through the fields.
(() => {
  const form = document.querySelector("[data-merge-form]");
  if (!form) return;
  const lines = () => [...form.querySelectorAll("[data-choice]")].filter((line) => line.querySelector("input"));
  const line = () => document.activeElement.closest?.("[data-choice]");
  function to(step) {
    const all = lines();
    const at = all.indexOf(line());
    const next = all[at === -1 ? (step > 0 ? 0 : all.length - 1) : at + step] ?? all[at];
    (next?.querySelector("input:checked") ?? next?.querySelector("input"))?.focus();
  }
  function takeAll(record) {
    for (const radio of form.querySelectorAll(`[data-choice] input[value="${CSS.escape(record)}"]`)) radio.checked = true;
  }
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take-all]");
    if (button) takeAll(button.dataset.takeAll);
  });
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || document.querySelector("dialog[open]")) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[name=merge]"));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || document.body.dataset.singleKeys === "off") return;
    if (event.target.closest?.("input:not([type=radio]), textarea, select")) return;
    const key = event.key.toLowerCase();
    const kept = [...form.querySelectorAll("[name=kept]")];
    if (/^[1-9]$/.test(key) && kept[key - 1]) {
      event.preventDefault();
      const radio = line() ? line().querySelectorAll("input")[key - 1] : kept[key - 1];
      if (radio) { radio.checked = true; radio.focus(); }
    } else if (key === "a") {
      event.preventDefault();
      const of = document.activeElement.matches("[type=radio]") ? document.activeElement.value : kept[0].value;
      takeAll(of);
    } else if (key === "j" || key === "k") {
      event.preventDefault();
      to(key === "j" ? 1 : -1);
    } else if (key === "s") location.assign(form.dataset.skip);
  });
})();
