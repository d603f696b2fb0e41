// What pages do in the browser beyond links and forms: theme, dialogs, keys, the explain drawer, toasts.
// Every page works without it; nothing here knows a rule or a number.
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);

  // Theme: changed at once, and kept by the server.
  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  function keepTheme(form, theme) {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    for (const button of document.querySelectorAll("[data-theme-choice] button"))
      button.setAttribute("aria-pressed", String(button.value === theme));
    const data = new FormData(form);
    data.set("theme", theme);
    fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } }).catch(() => say("toast-offline"));
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-theme-switch]")) {
      event.preventDefault();
      keepTheme(form, isDark() ? "light" : "dark");
    } else if (form.matches("[data-theme-choice]")) {
      event.preventDefault();
      keepTheme(form, event.submitter.value);
    }
  });

  // Dialogs: native, so that Escape closes them and the focus goes back to where it was.
  function open(dialog) {
    if (!dialog || dialog.open) return;
    for (const other of document.querySelectorAll("dialog[open]")) other.close();
    dialog.showModal();
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    if (button.dataset.do === "open") open(byId(button.dataset.dialog));
    if (button.dataset.do === "close") button.closest("dialog").close();
    if (button.dataset.do === "dismiss") button.closest(".toast").remove();
  });
  document.addEventListener("mousedown", (event) => {
    if (!event.target.matches("dialog[open]")) return;
    const box = event.target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) event.target.close();
  });

  // A file of lines is put where it would be typed, so that it is seen before it is sent.
  document.addEventListener("change", async (event) => {
    const into = event.target.dataset?.into;
    const file = event.target.files?.[0];
    if (into && file) byId(into).value = await file.text();
  });

  // Explain: htmx fills the drawer. An answer within 300 ms opens it filled, a slower one shows that it is coming.
  let waiting;
  const fillsDrawer = (event) => event.detail.target?.id === "explain-body";
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (!fillsDrawer(event)) return;
    waiting = setTimeout(() => {
      byId("explain-body").replaceChildren(byId("explain-waiting").content.cloneNode(true));
      open(byId("explain"));
    }, 300);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!fillsDrawer(event)) return;
    clearTimeout(waiting);
    if (!event.detail.successful) byId("explain").close();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!fillsDrawer(event)) return;
    open(byId("explain"));
    byId("explain-title")?.focus();
  });
  byId("explain")?.addEventListener("close", () => byId("explain-body").replaceChildren());

  // htmx: the proof that a form is ours, and words where an answer is missing.
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = document.querySelector("[name=csrfmiddlewaretoken]").value;
  });
  document.addEventListener("htmx:responseError", () => say("toast-failed"));
  document.addEventListener("htmx:sendError", () => say("toast-offline"));

  // Toasts: those that only tell go by themselves; errors stay until closed.
  function say(id) {
    byId("toasts")?.replaceChildren(byId(id).content.cloneNode(true));
  }
  function letPass() {
    for (const toast of document.querySelectorAll("[data-passing]")) {
      toast.removeAttribute("data-passing");
      setTimeout(() => toast.matches(":is(:hover, :focus-within)") || toast.remove(), 6000);
    }
  }
  letPass();
  document.addEventListener("htmx:afterSettle", letPass);

  // Palette: typing keeps the pages whose words match, without regard to marks; arrows move, Enter opens.
  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  const words = byId("palette-words");
  words?.addEventListener("input", () => {
    const wanted = plain(words.value.trim());
    let left = 0;
    for (const link of document.querySelectorAll("#palette [data-words]")) {
      link.parentElement.hidden = !plain(link.dataset.words).includes(wanted);
      left += link.parentElement.hidden ? 0 : 1;
    }
    document.querySelector("[data-palette-group]").hidden = left === 0;
    document.querySelector(".palette-none").hidden = left > 0 || byId("palette-found").childElementCount > 0;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "palette-found") return;
    const found = document.querySelector("#palette li:not([hidden]) a");
    document.querySelector(".palette-none").hidden = found !== null || !words.value.trim();
  });
  byId("palette")?.addEventListener("keydown", (event) => {
    if (event.isComposing || !["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) return;
    const links = [...document.querySelectorAll("#palette li:not([hidden]) a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Enter") {
      if (at === -1 && links.length) links[0].click();
      return;
    }
    event.preventDefault();
    (links[at + (event.key === "ArrowDown" ? 1 : -1)] ?? words).focus();
  });

  // Rows of a list: J and K go down and up; a row is opened by its link, so Enter does.
  function toRow(step) {
    const rows = [...document.querySelectorAll("[data-row]")];
    const at = rows.indexOf(document.activeElement.closest("tr")?.querySelector("[data-row]"));
    (rows[at === -1 ? (step > 0 ? 0 : rows.length - 1) : at + step] ?? rows[at])?.focus();
  }

  // Keys: Ctrl/⌘ K finds, ? lists, G and a letter goes, E explains the figure in focus, / searches this list.
  let wentAt = 0;
  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // an input method is in the middle of a word
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open(byId("palette"));
      return;
    }
    const typing = event.target.closest?.("input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const place = document.querySelector(`#keys [data-key="${CSS.escape(event.key)}"]`);
    if (place && Date.now() - wentAt < 1200) location.assign(place.dataset.address);
    else if (event.key === "g") wentAt = Date.now();
    else if (event.key === "?") open(byId("keys"));
    else if (event.key === "e") document.activeElement.closest("[data-explain]")?.click();
    else if (event.key === "j" || event.key === "k") toRow(event.key === "j" ? 1 : -1);
    else if (event.key === "/") {
      const search = document.querySelector("main input[type=search]");
      if (search) event.preventDefault();
      search?.focus();
    }
  });
})();
