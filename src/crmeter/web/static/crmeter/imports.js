// What the pages of imports do beyond forms: files that are dropped, how far a sending is, a button that says what it does.
(() => {
  const form = document.querySelector("[data-sends]");
  if (form) {
    const files = form.querySelector("input[type=file]");
    const wrong = form.querySelector("#wrong-files");
    const sending = form.querySelector("[data-sending]");
    const tooLarge = () => [...files.files].filter((file) => file.size > Number(form.dataset.limit));

    // Told before a long sending in vain; the server looks again.
    function look() {
      wrong.replaceChildren();
      for (const file of tooLarge()) {
        const words = form.querySelector("[data-words-too-large]").content.cloneNode(true);
        words.querySelector("[data-name]").textContent = file.name;
        wrong.append(words);
      }
    }
    files.addEventListener("change", look);

    const drop = form.querySelector("[data-drop]");
    const over = (is) => drop.toggleAttribute("data-over", is);
    for (const name of ["dragenter", "dragover"])
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        over(true);
      });
    drop.addEventListener("dragleave", () => over(false));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      if (!event.dataTransfer.files.length) return;
      files.files = event.dataTransfer.files;
      look();
    });

    const button = form.querySelector("[data-send]");
    form.addEventListener("htmx:beforeRequest", (event) => {
      if (tooLarge().length) {
        event.preventDefault();
        files.focus();
        return;
      }
      sending.hidden = false;
      button.disabled = true;
    });
    form.addEventListener("htmx:xhr:progress", (event) => {
      if (!event.detail.lengthComputable) return;
      const share = Math.floor((100 * event.detail.loaded) / event.detail.total);
      sending.querySelector("progress").value = share;
      sending.querySelector("[data-sent]").textContent = `${share}%`;
    });
    form.addEventListener("htmx:afterRequest", () => {
      sending.hidden = true;
      button.disabled = false;
    });
    form.querySelector("[data-stop-sending]").addEventListener("click", () => htmx.trigger(form, "htmx:abort"));
  }

  // What was changed is looked at before it is imported, and the button says so.
  const accept = document.querySelector("[data-wizard] [data-changed]");
  accept?.form.addEventListener("change", (event) => {
    if (!event.target.matches("[name=without_sample]")) accept.textContent = accept.dataset.changed;
  });
})();
