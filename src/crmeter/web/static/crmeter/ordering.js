// Rows of a list are put in order by dragging: what is dropped is sent as the form says. Buttons do the same without it.
(() => {
  for (const form of document.querySelectorAll("[data-ordering]")) {
    const rows = () => [...form.querySelectorAll("[data-ordered]")];
    let dragged;
    let before = [];
    form.addEventListener("dragstart", (event) => {
      dragged = event.target.closest("[data-ordered]");
      before = rows();
      dragged?.classList.add("dragged");
      event.dataTransfer.effectAllowed = "move";
    });
    form.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      const over = event.target.closest("[data-ordered]");
      if (!over || over === dragged) return;
      const isBelow = dragged.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING;
      over[isBelow ? "after" : "before"](dragged);
    });
    form.addEventListener("drop", (event) => event.preventDefault());
    form.addEventListener("dragend", (event) => {
      dragged?.classList.remove("dragged");
      dragged = undefined;
      // Let go beside the list or with Esc, the rows are as they were.
      if (event.dataTransfer.dropEffect === "none") for (const row of before) row.parentElement.append(row);
      else if (rows().some((row, at) => row !== before[at])) form.requestSubmit();
    });
  }
})();
