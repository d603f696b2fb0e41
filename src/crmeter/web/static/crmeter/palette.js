// The palette: one field that finds records and runs pages and actions, by keyboard.
// The server finds records; pages and actions are in the page already. Nothing here knows a rule.
(() => {
  // What somebody opened last is kept in this browser alone, by person, as numbers and names: the server is not asked
  // for it with each page, and nobody else can read there what a person looks at. A browser is shared, so signing out,
  // or coming to the sign-in page in another way, forgets all of it.
  const KEPT = "crmeter-opened-";
  const MOST = 8;
  const reader = document.body.dataset.reader;

  function forget() {
    for (const key of Object.keys(localStorage)) if (key.startsWith(KEPT)) localStorage.removeItem(key);
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("crmeter:draft:")) sessionStorage.removeItem(key);
  }
  function opened() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEPT + reader) ?? "[]");
      return Array.isArray(kept) ? kept.filter((each) => typeof each?.at === "string" && typeof each.name === "string") : [];
    } catch {
      return [];
    }
  }
  function keep(kept) {
    try {
      localStorage.setItem(KEPT + reader, JSON.stringify(kept.slice(0, MOST)));
    } catch {
      // A browser that keeps nothing shows nothing that was opened last.
    }
  }
  if (!reader && document.querySelector("input[type=password]")) forget();
  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-signs-out]")) forget();
  });
  const here = reader && document.querySelector("[data-opened]");
  if (here) {
    const at = here.dataset.opened;
    keep([{ at, name: here.dataset.name }, ...opened().filter((each) => each.at !== at)]);
  } else if (reader && opened().some((each) => location.pathname === "/" + each.at)) {
    // It is not there any more, or not for this person.
    keep(opened().filter((each) => location.pathname !== "/" + each.at));
  }

  const palette = document.getElementById("palette");
  if (!palette) return;
  const words = document.getElementById("palette-words");
  const found = document.getElementById("palette-found");
  const none = palette.querySelector(".palette-none");

  function item(template, words) {
    const made = template.content.firstElementChild.cloneNode(true);
    made.querySelector(".truncate").textContent = words;
    made.firstElementChild.dataset.words = words;
    return made;
  }
  function fill() {
    const last = [];
    for (const { at, name } of opened()) {
      const template = palette.querySelector(`[data-opened-as="${CSS.escape(at.split("/")[0])}"]`);
      if (!template || location.pathname === "/" + at) continue;
      last.push(item(template, name));
      last.at(-1).firstElementChild.href = "/" + at;
    }
    document.getElementById("palette-opened").replaceChildren(...last);
    const commands = [];
    for (const element of document.querySelectorAll("[data-command]")) {
      if (element.disabled || element.closest("dialog") || !element.checkVisibility()) continue;
      commands.push(item(document.getElementById("palette-command"), element.dataset.command || element.textContent.trim()));
      const button = commands.at(-1).firstElementChild;
      button.toggleAttribute("data-asks", element.matches(".danger"));
      button.addEventListener("click", () => {
        palette.close();
        element.focus();
        element.click();
      });
    }
    document.getElementById("palette-here").replaceChildren(...commands);
    narrow();
    words.select();
  }

  // Typing keeps what holds each of the words at the beginning of one of its own, without regard to marks.
  const plain = (text) => " " + text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
  function narrow() {
    const wanted = plain(words.value).split(/\s+/).filter(Boolean);
    for (const group of palette.querySelectorAll("[data-palette-group]")) {
      let left = 0;
      for (const each of group.querySelectorAll("[data-words]")) {
        const row = each.closest("li");
        const text = plain(each.dataset.words).replace(/[\s,:;·/_-]+/g, " ");
        row.hidden = !wanted.every((word) => text.includes(" " + word));
        left += row.hidden ? 0 : 1;
      }
      group.hidden = left === 0;
    }
    sayIfNone();
  }
  const choices = () => [...palette.querySelectorAll("li:not([hidden]) :is(a, button)")];
  function sayIfNone() {
    none.hidden = isComing() || !words.value.trim() || choices().length > 0;
  }

  // What cannot be taken back by going back is only gone to, and run by a second Enter.
  function run(choice) {
    if (choice?.hasAttribute("data-asks")) choice.focus();
    else choice?.click();
  }
  // Enter while the answer to the last letter is still coming opens the first of that answer, not of the one before.
  let asked = "";
  let answered = "";
  let isEntered = false;
  const isComing = () => words.value !== answered;
  function came() {
    answered = asked;
    if (isComing()) return;
    sayIfNone();
    if (isEntered) run(choices()[0]);
    isEntered = false;
  }
  words.addEventListener("input", () => {
    isEntered = false;
    narrow();
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt === words) asked = words.value;
  });
  document.addEventListener("htmx:afterSwap", (event) => event.detail.target === found && came());
  for (const failed of ["htmx:responseError", "htmx:sendError"])
    document.addEventListener(failed, (event) => event.detail.elt === words && came());

  palette.addEventListener("crmeter:open", fill);
  // Whoever comes back to the page finds it as it was, without the palette over it.
  addEventListener("pagehide", () => palette.close());
  palette.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || !["ArrowDown", "ArrowUp", "Enter"].includes(event.key)) return;
    const all = choices();
    const at = all.indexOf(document.activeElement);
    if (event.key === "Enter") {
      if (document.activeElement !== words) return;
      event.preventDefault();
      if (isComing()) isEntered = true;
      else run(all[0]);
      return;
    }
    event.preventDefault();
    (all[at + (event.key === "ArrowDown" ? 1 : -1)] ?? words).focus();
  });
})();
