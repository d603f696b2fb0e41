"use strict";
// Draws our point of the value map to another place, by pointer or arrow keys; what follows comes from the server.
(() => {
  const PAUSE = 500;
  const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };
  let waiting = 0;

  const number = (handle, name) => Number(handle.dataset[name]);
  const within = (value, low, high) => Math.min(Math.max(value, low), high);

  function stand(handle, quality, price) {
    const [left, right, low, high] = ["left", "right", "low", "high"].map((side) => number(handle, side));
    handle.dataset.quality = within(quality, left, right);
    handle.dataset.price = within(price, low, high);
    handle.style.left = `${(100 * (number(handle, "quality") - left)) / (right - left)}%`;
    handle.style.top = `${(100 * (high - number(handle, "price"))) / (high - low)}%`;
    handle.classList.add("moved");
  }

  function ask(handle) {
    const form = document.getElementById("map-drag");
    form.elements["to-quality"].value = number(handle, "quality").toFixed(2);
    form.elements["to-price"].value = number(handle, "price").toFixed(2);
    form.dispatchEvent(new Event("drawn"));
  }

  document.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest?.(".vm-handle");
    if (!handle || event.button !== 0) return;
    clearTimeout(waiting);
    handle.setPointerCapture(event.pointerId);
    const area = handle.parentElement.getBoundingClientRect();
    let isMoved = false;
    const move = ({ clientX, clientY }) => {
      const [left, right, low, high] = ["left", "right", "low", "high"].map((side) => number(handle, side));
      stand(
        handle,
        left + ((clientX - area.left) / area.width) * (right - left),
        high - ((clientY - area.top) / area.height) * (high - low),
      );
      isMoved = true;
    };
    const end = () => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", end);
      handle.removeEventListener("pointercancel", end);
      if (isMoved) ask(handle);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
  });

  document.addEventListener("keydown", (event) => {
    const handle = event.target.closest?.(".vm-handle");
    const way = handle && !event.altKey && !event.ctrlKey && !event.metaKey && KEYS[event.key];
    if (!way) return;
    event.preventDefault();
    const far = event.shiftKey ? 5 : 1;
    stand(handle, number(handle, "quality") + far * way[0], number(handle, "price") + far * way[1]);
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE, handle);
  });
})();
