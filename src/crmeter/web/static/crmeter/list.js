// Lists of records: selecting, changing many, typing in cells, and a record beside the list. Links and forms of the
// list work without it.
(() => {
  const found = document.getElementById("records-found");
  const ask = document.getElementById("ask");
  if (!found) return;
  const bar = () => document.getElementById("bulk");
  const ticks = () => [...found.querySelectorAll("[data-tick]")];
  const ticked = () => ticks().filter((tick) => tick.checked);
  const row = (element) => element?.closest?.("tr[data-record]");
  const typing = (element) => element.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  let isAll = false;
  let last;

  // Selecting: one, a stretch, this page, or all that the list has.
  function tell() {
    const form = bar();
    if (!form) return;
    const chosen = ticked();
    form.hidden = chosen.length === 0;
    const all = document.getElementById("list-words").content.querySelector("[data-all]").textContent;
    form.querySelector("[data-count]").textContent = isAll ? all : String(chosen.length);
    form.querySelector("[data-select-all]").hidden = isAll;
    const merge = form.querySelector("[data-merge]");
    if (merge) merge.hidden = isAll || chosen.length < 2 || chosen.length > 10;
    const page = found.querySelector("[data-tick-page]");
    if (page) {
      page.checked = chosen.length > 0 && chosen.length === ticks().length;
      page.indeterminate = chosen.length > 0 && !page.checked;
    }
    for (const tick of ticks()) row(tick).classList.toggle("ticked", tick.checked);
  }
  function tickTo(tick, isStretch) {
    const all = ticks();
    const [from, to] = [all.indexOf(last), all.indexOf(tick)].sort((a, b) => a - b);
    if (isStretch && from >= 0) for (const each of all.slice(from, to + 1)) each.checked = tick.checked;
    last = tick;
    isAll = false;
    tell();
  }
  function tickAll(is) {
    for (const tick of ticks()) tick.checked = is;
    isAll = false;
    tell();
  }
  found.addEventListener("click", (event) => {
    if (event.target.matches("[data-tick]")) tickTo(event.target, event.shiftKey);
    else if (event.target.matches("[data-tick-page]")) tickAll(event.target.checked);
  });

  // What is meant, as an address goes on.
  function address(what) {
    const form = bar();
    const chosen = isAll ? ["all=1"] : ticked().map((tick) => `record=${tick.value}`);
    const query = form.dataset.query;
    return `${form.dataset.root}/${what}${query}${query ? "&" : "?"}${chosen.join("&")}`;
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("#bulk button");
    if (!button) return;
    if (button.dataset.bulk) htmx.ajax("GET", address(`bulk/${button.dataset.bulk}`), { target: "#ask-body", swap: "innerHTML" });
    else if (button.dataset.export) bar().action = address(`export/${button.dataset.export}`);
    else if ("merge" in button.dataset) location.assign(address("merge"));
    else if ("selectAll" in button.dataset) { tickAll(true); isAll = true; tell(); }
    else if ("selectNone" in button.dataset) tickAll(false);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "ask-body") return;
    if (!ask.open) ask.showModal();
    (ask.querySelector(".field:last-of-type .input") ?? ask.querySelector("form .row .btn"))?.focus();
  });
  document.addEventListener("bulk-begun", () => {
    ask.close();
    tickAll(false);
    document.getElementById("bulk-state").scrollIntoView({ block: "nearest" });
  });

  // The list is drawn anew where it is: what is selected, and where somebody was, stays.
  function again() {
    const chosen = new Set(ticked().map((tick) => tick.value));
    const were = isAll;
    const at = row(document.activeElement)?.dataset.record;
    return htmx.ajax("GET", location.pathname + location.search, { target: "#records-found", swap: "innerHTML" }).then(() => {
      for (const tick of ticks()) tick.checked = chosen.has(tick.value);
      isAll = were && chosen.size > 0;
      tell();
      if (at) found.querySelector(`tr[data-record="${at}"] [data-row]`)?.focus();
    });
  }
  // What somebody is typing in a cell stays; the list is drawn anew when they are done.
  let isLate = false;
  document.addEventListener("records-changed", () => {
    if (found.querySelector("[data-in-cell]")) isLate = true;
    else again();
  });
  function catchUp() {
    if (!isLate || found.querySelector("[data-in-cell]")) return;
    isLate = false;
    again();
  }
  found.addEventListener("htmx:afterRequest", catchUp);
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === found) { isAll = false; last = undefined; tell(); }
  });

  // A record beside the list.
  const drawer = document.getElementById("explain");
  let isOld = false;
  for (const name of ["record-changed", "record-tagged"]) document.addEventListener(name, () => { isOld = true; });
  function beside(line) {
    const open = new URL(line.querySelector("[data-row]").href);
    htmx.ajax("GET", `${open.pathname}/panel${open.search}`, { target: "#explain-body", swap: "innerHTML" });
    drawer.addEventListener("close", () => {
      const back = () => found.querySelector(`tr[data-record="${line.dataset.record}"] [data-row]`)?.focus();
      if (isOld) again().then(back);
      else back();
      isOld = false;
    }, { once: true });
  }
  found.addEventListener("click", (event) => {
    const line = row(event.target);
    if (!line || !(event.ctrlKey || event.metaKey || event.altKey) || event.target.matches("[data-tick]")) return;
    event.preventDefault();
    beside(line);
  });

  // Cells: a double click, F2 or Enter types in one; leaving it saves, Escape puts back what stands.
  const cells = (line) => [...line.querySelectorAll("[data-cell]")];
  const before = new WeakMap();
  const typed = (form) => new URLSearchParams([...new FormData(form)].filter(([name]) => !["csrfmiddlewaretoken", "version", "q"].includes(name))).toString();
  function type(cell) {
    if (!cell || cell.querySelector("form")) return;
    before.set(cell, cell.innerHTML);
    const where = `/${bar().dataset.root.split("/").pop()}/${row(cell).dataset.record}/fields/${cell.dataset.cell}?edit=1&cell=1`;
    htmx.ajax("GET", where, { target: cell, swap: "innerHTML" }).then(() => {
      const form = cell.querySelector("form");
      if (!form) return;
      form.dataset.was = typed(form);
      const input = form.querySelector(".input");
      input.focus();
      input.select?.();
    });
  }
  function putBack(cell) {
    cell.innerHTML = before.get(cell) ?? "";
    cell.focus();
    catchUp();
  }
  const sending = new WeakSet();
  // Whether the cell is left, and then calls `next`: at once, or when the server has it.
  function leave(form, isForced, next = () => {}) {
    const cell = form.closest("[data-cell]");
    if (sending.has(form)) return;
    if (!isForced && typed(form) === form.dataset.was && form.checkValidity()) {
      cell.innerHTML = before.get(cell) ?? "";
      return next();
    }
    if (!form.reportValidity()) return;
    sending.add(form);
    cell.addEventListener("htmx:afterRequest", function kept(event) {
      if (event.detail.requestConfig.verb !== "post") return;
      cell.removeEventListener("htmx:afterRequest", kept);
      sending.delete(form);
      if (Math.floor(event.detail.xhr.status / 100) === 2) next();
    });
    form.requestSubmit();
  }
  found.addEventListener("dblclick", (event) => type(event.target.closest("[data-cell]")));
  found.addEventListener("click", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (cell && !event.target.closest("a, form")) cell.focus();
  });
  found.addEventListener("focusout", (event) => {
    const form = event.target.closest("[data-in-cell]");
    if (!form || form.contains(event.relatedTarget) || !document.hasFocus()) return;
    // What is shown beside, two values or a reason, waits for a decision.
    if (!form.querySelector("[role=alert]")) leave(form, false);
  });
  found.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const cell = event.target.closest("[data-cell]");
    const form = event.target.closest("[data-in-cell]");
    if (form) {
      if (event.key === "Escape") {
        event.preventDefault();
        sending.add(form);
        putBack(cell);
      } else if (event.key === "Enter" && !event.defaultPrevented && !event.target.matches("textarea") && !event.target.closest("[data-choose]")) {
        event.preventDefault();
        cell.tabIndex = -1;
        leave(form, Boolean(form.querySelector("[role=alert]")));
        if (form.checkValidity()) cell.focus();
      } else if (event.key === "Tab") {
        const all = cells(row(cell));
        const next = all[all.indexOf(cell) + (event.shiftKey ? -1 : 1)];
        if (!next) return;
        event.preventDefault();
        // Once it is kept: the next cell is typed in on the version that stands then.
        leave(form, false, () => { next.focus(); type(next); });
      }
      return;
    }
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const line = row(event.target);
    if (!line) return;
    const all = cells(line);
    if (cell && (event.key === "F2" || event.key === "Enter")) {
      event.preventDefault();
      type(cell);
    } else if (event.key === "F2") {
      event.preventDefault();
      type(all[0]);
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      event.preventDefault();
      const at = cell ? all.indexOf(cell) : -1;
      (all[at + (event.key === "ArrowRight" ? 1 : -1)] ?? line.querySelector("[data-row]")).focus();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && cell) {
      event.preventDefault();
      const other = event.key === "ArrowDown" ? line.nextElementSibling : line.previousElementSibling;
      if (other) cells(other)[all.indexOf(cell)]?.focus();
    } else if (event.key === "x" || event.key === "X") {
      const tick = line.querySelector("[data-tick]");
      tick.checked = !tick.checked;
      tickTo(tick, event.shiftKey);
    } else if (event.key === "p") {
      event.preventDefault();
      beside(line);
    }
  });

  // A filter that leads elsewhere as soon as it is chosen.
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-goes]") && event.target.value) location.assign(event.target.value);
  });
  tell();
})();
