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

  // A table of contents leads into folded parts too, and says which part is read.
  function unfold() {
    const part = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
    const folded = part && part.closest("details.chapter");
    if (!folded || folded.open) return;
    folded.open = true;
    requestAnimationFrame(() => part.scrollIntoView());
  }
  addEventListener("hashchange", unfold);
  function follow() {
    unfold();
    const links = [...document.querySelectorAll(".contents a")];
    if (!links.length) return;
    const seen = new IntersectionObserver(() => {
      const parts = links.map((link) => byId(link.hash.slice(1)));
      const at = parts.findLastIndex((part) => part && part.getBoundingClientRect().top < 140);
      links.forEach((link, n) => (n === Math.max(at, 0) ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
    }, { threshold: [0, 0.1, 0.25, 0.5, 0.75, 1], rootMargin: "-100px 0px -40% 0px" });
    for (const part of document.querySelectorAll(".chapter")) seen.observe(part);
  }
  follow();

  // Dialogs: native, so that Escape closes them and the focus goes back to where it was.
  function open(dialog) {
    if (!dialog || dialog.open) return;
    for (const other of document.querySelectorAll("dialog[open]")) other.close();
    dialog.showModal();
    dialog.dispatchEvent(new Event("crmeter:open"));
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

  // Rows of a list: J and K go down and up; a row is opened by its link, so Enter does.
  function toRow(step) {
    const rows = [...document.querySelectorAll("[data-row]")];
    const at = rows.indexOf(document.activeElement.closest("tr")?.querySelector("[data-row]"));
    (rows[at === -1 ? (step > 0 ? 0 : rows.length - 1) : at + step] ?? rows[at])?.focus();
  }

  // X chooses the row in focus: lists that rows can be chosen in listen for it.
  function chooseRow() {
    document.activeElement.closest("tr")?.dispatchEvent(new CustomEvent("crmeter:select", { bubbles: true }));
  }

  // Keys: Ctrl/⌘ K finds, ? lists, G and a letter goes, N and a letter makes, E explains the figure in focus, / searches
  // this list. A letter alone does nothing where somebody types, composes, or has switched such keys off.
  const TYPED = "input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]:not([contenteditable=false])";
  let began = "";
  let beganAt = 0;
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // an input method is in the middle of a word
    const key = event.shiftKey ? event.key : event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !event.altKey && key === "k") {
      event.preventDefault();
      open(byId("palette"));
      return;
    }
    if (document.body.dataset.singleKeys === "off" || event.target.closest?.(TYPED)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const first = Date.now() - beganAt < 1200 ? began : "";
    began = "";
    const place = first && document.querySelector(`#keys [data-after=${first}][data-key="${CSS.escape(key)}"]`);
    if (place) location.assign(place.dataset.address);
    else if (key === "g" || key === "n") [began, beganAt] = [key, Date.now()];
    else if (key === "?") open(byId("keys"));
    else if (key === "e") document.activeElement.closest("[data-explain]")?.click();
    else if (key === "j" || key === "k") toRow(key === "j" ? 1 : -1);
    else if (key === "x") chooseRow();
    else if (key === "/") {
      const search = document.querySelector("main input[type=search]");
      if (search) event.preventDefault();
      search?.focus();
    }
  });
})();
