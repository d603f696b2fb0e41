// Writing on the page of a record: @ finds colleagues, Ctrl+Enter saves, what was typed stays until it is kept.
// The form works without it.
(() => {
  const typed = (form) => form.querySelector("textarea[data-at]");

  // What was typed is kept in this tab until the server has it: a lost connection or a reload loses nothing.
  const place = (form) => `crmeter:draft:${document.body.dataset.reader}:${form.dataset.composer}`;
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("[data-composer]");
    if (form && event.target === typed(form)) sessionStorage.setItem(place(form), event.target.value);
  });
  function putBack(form) {
    const kept = sessionStorage.getItem(place(form));
    const text = typed(form);
    if (text && !text.value && kept) text.value = kept;
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    const form = event.detail.requestConfig?.elt;
    if (form?.matches?.("[data-composer]") && event.detail.xhr.status === 200) sessionStorage.removeItem(place(form));
  });
  document.addEventListener("htmx:load", (event) => {
    const form = event.target.matches?.("[data-composer]") ? event.target : event.target.querySelector?.("[data-composer]");
    if (!form) return;
    putBack(form);
    if (event.target.id === "composer") form.querySelector(".input")?.focus();
  });
  for (const form of document.querySelectorAll("[data-composer]")) putBack(form);

  // Ctrl or ⌘ and Enter keep it.
  document.addEventListener("keydown", (event) => {
    const form = event.target.closest?.("[data-composer]");
    if (!form || event.isComposing || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });

  // @: what stands between it and the caret is looked for; arrows choose, Enter or a touch puts the name in.
  const asked = /(?:^|[^\p{L}\p{N}_.@])@([\p{L}\p{N}_.]*(?: [\p{L}\p{N}]*){0,3})$/u;
  let waiting;
  let chosen = 0;
  const found = (text) => text.parentElement.querySelector(".at-found");
  const options = (text) => [...found(text).querySelectorAll("[data-insert]")];
  function mark(text, at) {
    const all = options(text);
    if (!all.length) return;
    chosen = (at + all.length) % all.length;
    all.forEach((option, number) => option.setAttribute("aria-selected", String(number === chosen)));
    text.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  }
  function shut(text) {
    clearTimeout(waiting);
    found(text)?.replaceChildren();
    text.removeAttribute("aria-activedescendant");
  }
  async function look(text) {
    const words = asked.exec(text.value.slice(0, text.selectionStart))?.[1];
    if (words === undefined) return shut(text);
    const answer = await fetch(`${text.dataset.at}?q=${encodeURIComponent(words)}`).catch(() => null);
    if (!answer?.ok || asked.exec(text.value.slice(0, text.selectionStart))?.[1] !== words) return;
    const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
    found(text).replaceChildren(...parsed.body.children);
    mark(text, 0);
  }
  function put(text, option) {
    const before = text.value.slice(0, text.selectionStart);
    const at = before.lastIndexOf("@");
    const after = text.value.slice(text.selectionStart);
    const start = `${before.slice(0, at)}@${option.dataset.insert}`;
    text.value = `${start} ${after.trimStart()}`;
    text.setSelectionRange(start.length + 1, start.length + 1);
    shut(text);
    text.focus();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
  document.addEventListener("input", (event) => {
    if (!event.target.matches?.("textarea[data-at]")) return;
    clearTimeout(waiting);
    waiting = setTimeout(look, 120, event.target);
  });
  document.addEventListener("keydown", (event) => {
    const text = event.target;
    if (!text.matches?.("textarea[data-at]") || event.isComposing || !options(text).length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(text, chosen + (event.key === "ArrowDown" ? 1 : -1));
    else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") put(text, options(text)[chosen]);
    else if (event.key === "Escape") shut(text);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  document.addEventListener("pointerdown", (event) => {
    const option = event.target.closest?.("[data-insert]");
    if (!option) return;
    event.preventDefault();
    put(option.closest(".at-field").querySelector("textarea"), option);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.("textarea[data-at]")) setTimeout(shut, 150, event.target);
  });
})();
