// The board: a deal is moved by dragging, or with Alt and the arrows. It moves at once, and back where the server refuses.
(() => {
  const board = document.querySelector("[data-board]");
  if (!board) return;
  const lanes = () => [...board.querySelectorAll(".lane")];
  const cardsOf = (lane) => lane.querySelector(".lane-b");
  const undo = new Map(); // deal → where its card was
  const steps = new Map(); // deal → keys pressed while its last move was on the way

  function move(card, lane) {
    if (!card || !lane || card.closest(".lane") === lane || undo.has(card.dataset.deal)) return;
    undo.set(card.dataset.deal, { parent: card.parentElement, before: card.nextElementSibling });
    cardsOf(lane).prepend(card);
    card.querySelector("a").focus();
    htmx.ajax("POST", card.dataset.move + board.dataset.board, {
      source: card,
      target: card,
      swap: "outerHTML",
      values: { stage: lane.dataset.stage, version: card.dataset.version },
    });
  }
  function step(card, by) {
    const deal = card.dataset.deal;
    if (undo.has(deal)) return steps.set(deal, [...(steps.get(deal) ?? []), by]);
    const all = lanes();
    move(card, all[all.indexOf(card.closest(".lane")) + by]);
  }
  function putBack(deal) {
    steps.delete(deal);
    const was = undo.get(deal);
    const card = document.getElementById(`deal-${deal}`);
    if (was && card) was.parent.insertBefore(card, was.before);
    undo.delete(deal);
  }

  // The server's answer: the card as it is now, a question, or a refusal; in the last two the card goes back.
  document.addEventListener("htmx:afterRequest", (event) => {
    const path = event.detail.pathInfo?.requestPath ?? "";
    const moved = path.match(/\/deals\/(\d+)\/move/);
    if (!moved) return;
    // Refusals are shown, so htmx counts them among what went well.
    if (!event.detail.successful || event.detail.xhr.status >= 300) return putBack(moved[1]);
    undo.delete(moved[1]);
    const asked = document.getElementById("ask");
    if (asked.open) asked.close();
    const card = document.getElementById(`deal-${moved[1]}`);
    const lane = event.detail.elt.closest?.("[data-asks]")?.dataset.stage;
    if (lane && card) board.querySelector(`[data-stage="${lane}"] .lane-b`)?.prepend(card);
    card?.querySelector("a").focus();
    const [next, ...later] = steps.get(moved[1]) ?? [];
    steps.set(moved[1], later);
    if (card && next) step(card, next);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target?.id !== "ask-body") return;
    const ask = document.getElementById("ask");
    if (!ask.open) ask.showModal();
    ask.querySelector("[data-focus]")?.focus();
  });

  let dragged;
  board.addEventListener("dragstart", (event) => {
    dragged = event.target.closest(".deal-card");
    dragged?.classList.add("dragged");
    event.dataTransfer.effectAllowed = "move";
  });
  board.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    for (const lane of lanes()) lane.classList.remove("over");
    dragged = undefined;
  });
  board.addEventListener("dragover", (event) => {
    const over = event.target.closest(".lane");
    if (!dragged || !over) return;
    event.preventDefault();
    for (const lane of lanes()) lane.classList.toggle("over", lane === over);
  });
  board.addEventListener("drop", (event) => {
    event.preventDefault();
    move(dragged, event.target.closest(".lane"));
  });
  board.addEventListener("keydown", (event) => {
    if (!event.altKey || event.isComposing || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const card = event.target.closest(".deal-card");
    if (!card) return;
    event.preventDefault();
    step(card, event.key === "ArrowRight" ? 1 : -1);
  });

  document.addEventListener("change", (event) => event.target.matches("[data-submits]") && event.target.form.submit());
})();
