// A tile is pulled larger or smaller by its corner, and kept as a picture. Buttons do the first without the script.
(() => {
  const WIDTHS = [3, 4, 6, 8, 12];
  const HEIGHTS = [1, 2, 3];
  const nearest = (sizes, wanted) => sizes.reduce((a, b) => (Math.abs(b - wanted) < Math.abs(a - wanted) ? b : a));

  for (const form of document.querySelectorAll("[data-sizing]")) {
    form.addEventListener("pointerdown", (event) => {
      const grip = event.target.closest("[data-grip]");
      if (!grip) return;
      event.preventDefault();
      const tile = grip.closest("[data-tile]");
      const before = { width: Number(tile.dataset.width), height: Number(tile.dataset.height) };
      const column = tile.parentElement.clientWidth / 12;
      const start = { x: event.clientX, y: event.clientY };
      let now = { ...before };
      tile.draggable = false;
      tile.classList.add("sizing");
      grip.setPointerCapture(event.pointerId);
      const show = ({ width, height }) => {
        for (const each of WIDTHS) tile.classList.toggle(`w${each}`, each === width);
        for (const each of HEIGHTS) tile.classList.toggle(`tall${each}`, each === height);
      };
      const move = (at) => {
        now = {
          width: nearest(WIDTHS, before.width + (at.clientX - start.x) / column),
          height: nearest(HEIGHTS, before.height + (at.clientY - start.y) / 160),
        };
        show(now);
      };
      const end = (at) => {
        grip.removeEventListener("pointermove", move);
        grip.removeEventListener("pointerup", end);
        grip.removeEventListener("pointercancel", end);
        tile.classList.remove("sizing");
        tile.draggable = true;
        if (at.type === "pointercancel") show(before);
        else if (now.width !== before.width || now.height !== before.height) {
          form.elements.size.value = `${tile.dataset.tile} ${now.width} ${now.height}`;
          form.requestSubmit();
        }
      };
      grip.addEventListener("pointermove", move);
      grip.addEventListener("pointerup", end);
      grip.addEventListener("pointercancel", end);
    });
    // What is pulled by its corner is not dragged to another place.
    form.addEventListener("dragstart", (event) => event.target.closest?.(".sizing") && event.preventDefault(), true);
  }

  // Charts are drawn by shapes and words side by side, so the whole card becomes the picture: with its looks written
  // into it, inside an SVG, which no address outside can reach.
  const written = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.cloneNode();
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(".end, .sr, details")) return undefined;
    if (node.localName === "use") {
      // What a sprite draws stands elsewhere on the page.
      const drawn = document.querySelector(node.getAttribute("href"));
      const group = document.createElementNS(node.namespaceURI, "g");
      for (const child of drawn?.childNodes ?? []) group.append(child.cloneNode(true));
      return group;
    }
    const copy = node.cloneNode();
    const used = node.localName === "svg" && node.querySelector(":scope > use");
    if (used) copy.setAttribute("viewBox", document.querySelector(used.getAttribute("href"))?.getAttribute("viewBox") ?? "0 0 24 24");
    const looks = getComputedStyle(node);
    // Words may be a little wider in the picture, which knows the typefaces of the machine only.
    const isWords = node.matches("h2, p, span, b, a, small");
    copy.removeAttribute("class");
    copy.removeAttribute("id");
    copy.setAttribute("style", [...looks].filter((name) => !isWords || !/^(width|inline-size)$/.test(name)).map((name) => `${name}:${looks.getPropertyValue(name)}`).join(";"));
    for (const child of node.childNodes) {
      const below = written(child);
      if (below) copy.append(below);
    }
    return copy;
  };

  const picture = async (card) => {
    const { width, height } = card.getBoundingClientRect();
    const copy = written(card);
    copy.setAttribute("xmlns", "http://www.w3.org/1999/xhtml");
    copy.style.margin = "0";
    copy.style.width = `${width}px`;
    copy.style.height = `${height}px`;
    const whole = new XMLSerializer().serializeToString(copy);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><foreignObject width="100%" height="100%">${whole}</foreignObject></svg>`;
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    // Twice as fine as the screen, so that it can be printed.
    canvas.width = Math.ceil(width * 2);
    canvas.height = Math.ceil(height * 2);
    const pen = canvas.getContext("2d");
    pen.scale(2, 2);
    pen.drawImage(image, 0, 0);
    return canvas.toDataURL("image/png");
  };

  for (const button of document.querySelectorAll("[data-picture]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const link = document.createElement("a");
      link.href = await picture(button.closest(".card"));
      link.download = `${button.dataset.picture}.png`;
      link.click();
    });
  }
})();
