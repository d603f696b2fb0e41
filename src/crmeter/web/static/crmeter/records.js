// Lists and pages of records: fields in place, links that are looked for, options that others limit.
// Every page works without it, but for looking for a link.
(() => {
  // A field in place: Enter saves, Escape puts back what stands.
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("[data-in-place]");
    if (!form || event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      form.querySelector("[data-cancel]").click();
    }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    event.detail.target?.querySelector?.("[data-focus]")?.focus();
    if (event.detail.target?.id === "record-fields") {
      if (at) document.getElementById(at)?.querySelector("button")?.focus();
      lightUp();
    }
    limitAll();
  });

  // The fields are drawn anew after each change. What somebody is typing in one of them stays, and so do the focus and
  // the light on the field that was saved.
  let at = "";
  let saved = "";
  function lightUp() {
    if (saved) document.querySelector(`#field-${saved} dd`)?.classList.add("flash");
    saved = "";
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    const fields = event.detail.target;
    if (fields?.id !== "record-fields") return;
    at = fields.contains(document.activeElement) ? document.activeElement.closest(".field-row")?.id ?? "" : "";
    if (!fields.querySelector("[data-in-place]")) return;
    event.detail.shouldSwap = false;
    const now = new DOMParser().parseFromString(event.detail.serverResponse, "text/html");
    for (const row of fields.querySelectorAll(".field-row")) {
      const fresh = now.getElementById(row.id);
      if (!fresh || row.querySelector("[data-in-place]")) continue;
      row.replaceChildren(...fresh.childNodes);
      htmx.process(row);
      if (row.id === at) row.querySelector("button")?.focus();
    }
    lightUp();
  });
  // A field that was typed in before this one was saved is no conflict with oneself.
  document.addEventListener("record-changed", (event) => {
    if (!event.detail.version) return;
    saved = event.detail.field;
    for (const version of document.querySelectorAll("#record-fields [data-in-place] [name=version]"))
      if (version.value === String(event.detail.version - 1)) version.value = event.detail.version;
  });

  // A link: what is found is chosen by click, or by arrows and Enter.
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-choose]");
    if (chosen) return choose(chosen);
    for (const found of document.querySelectorAll(".look-found"))
      if (!found.parentElement.contains(event.target)) found.replaceChildren();
  });
  function choose(button) {
    const look = button.closest("[data-look]");
    look.querySelector("input[type=hidden]").value = button.dataset.choose;
    const words = look.querySelector("input[type=search]");
    words.value = button.textContent;
    words.setCustomValidity("");
    // A product brings its price, where none was typed.
    const price = button.dataset.price && look.parentElement.querySelector("[name=unit_price]");
    if (price && !price.value) price.value = button.dataset.price;
    look.querySelector(".look-found").replaceChildren();
    words.focus();
    words.dispatchEvent(new Event("change", { bubbles: true }));
  }
  document.addEventListener("input", (event) => {
    const look = event.target.closest?.("[data-look]");
    if (!look || event.target.type !== "search") return;
    look.querySelector("input[type=hidden]").value = "";
    // Words alone are no record: sent like that, they would empty the link without a word.
    event.target.setCustomValidity(event.target.value.trim() ? document.body.dataset.unchosen : "");
  });
  document.addEventListener("keydown", (event) => {
    const look = event.target.closest?.("[data-look]");
    if (!look || event.isComposing || !["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) return;
    const found = [...look.querySelectorAll("[data-choose]")];
    const at = found.indexOf(document.activeElement);
    if (event.key === "Enter") {
      if (at === -1 && found.length === 1) { event.preventDefault(); choose(found[0]); }
      return;
    }
    event.preventDefault();
    (found[at + (event.key === "ArrowDown" ? 1 : -1)] ?? look.querySelector("input[type=search]")).focus();
    // Before anybody takes Enter for the end of the typing.
  }, { capture: true });

  // Options that go with the value of another field: stages are those of the pipeline.
  function limitAll() {
    for (const select of document.querySelectorAll("select[data-limited-by]")) {
      const by = select.form?.elements[select.dataset.limitedBy];
      if (!by?.options) continue;
      for (const option of select.options) option.hidden = option.disabled = Boolean(option.dataset.limit) && option.dataset.limit !== by.value;
      if (select.selectedOptions[0]?.disabled) select.value = [...select.options].find((option) => !option.disabled)?.value ?? "";
    }
  }
  document.addEventListener("change", limitAll);
  limitAll();
})();
