// Makes the review pages quicker to use. Every one of them works without it.
"use strict";

(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  // --- keys: j and k walk the blocks, n the removed ones, s a o u say what a block is -------------------
  const visible = (element) => element.getClientRects().length > 0;
  const summaries = (selector = ".page .block") =>
    all(`${selector} > details > summary`).filter(visible);

  const current = () => {
    const block = document.activeElement && document.activeElement.closest(".page .block");
    return block ? block.querySelector("summary") : null;
  };

  const walk = (step, selector) => {
    const here = current();
    const every = summaries();
    const wanted = new Set(summaries(selector));
    let at = here ? every.indexOf(here) + step : step > 0 ? 0 : every.length - 1;
    while (at >= 0 && at < every.length && !wanted.has(every[at])) at += step;
    if (at < 0 || at >= every.length) return;
    every[at].focus({ preventScroll: true });
    every[at].scrollIntoView({ block: "nearest" });
  };

  const say = (choice) => {
    const here = current();
    const button = here && here.closest(".block").querySelector(`.say button[value="${choice}"]`);
    if (button) button.click();
  };

  const box = document.getElementById("help");
  const help = () => { if (box && box.togglePopover) box.togglePopover(); };
  if (box) {
    box.addEventListener("toggle", (event) => {
      if (event.newState === "open") box.querySelector("button").focus();
    });
  }

  const keys = {
    j: () => walk(1),
    k: () => walk(-1),
    n: () => walk(1, ".page .block.removed"),
    s: () => say("spam"),
    a: () => say("article"),
    o: () => say("other"),
    u: () => say("undo"),
    "?": help,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
    if (!act || !document.querySelector(".page .block")) return;
    event.preventDefault();
    act();
  });

  // --- a reason under the pointer shows its characters ---------------------------------------------------
  for (const reason of all(".reasons li[data-r]")) {
    const marks = all("mark[data-r]", reason.closest(".block, .judged") || document)
      .filter((mark) => mark.dataset.r.split(" ").includes(reason.dataset.r));
    const set = (on) => () => marks.forEach((mark) => mark.classList.toggle("on", on));
    reason.addEventListener("pointerenter", set(true));
    reason.addEventListener("pointerleave", set(false));
  }

  // --- copying ----------------------------------------------------------------------------------------
  const copy = async (text) => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text);
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("not allowed");
  };

  for (const button of all("button.copy")) {
    button.hidden = false;
    const name = Array.from(button.childNodes);
    button.addEventListener("click", async () => {
      try {
        const answer = await fetch(button.dataset.copy);
        if (!answer.ok) throw new Error(answer.statusText);
        await copy(await answer.text());
        button.textContent = button.dataset.done;
      } catch {
        button.textContent = button.dataset.failed;
      }
      button.setAttribute("role", "status");
      setTimeout(() => { button.replaceChildren(...name); button.removeAttribute("role"); }, 1600);
    });
  }

  // --- dropping a file anywhere on the start page sends it -------------------------------------------------
  const form = document.getElementById("page-form");
  if (form) {
    const over = (on) => (event) => {
      if (event.dataTransfer && Array.from(event.dataTransfer.types).includes("Files")) event.preventDefault();
      document.body.classList.toggle("dropping", on);
    };
    document.addEventListener("dragover", over(true));
    document.addEventListener("dragleave", over(false));
    document.addEventListener("drop", (event) => {
      over(false)(event);
      if (!event.dataTransfer || !event.dataTransfer.files.length) return;
      event.preventDefault();
      form.elements.file.files = event.dataTransfer.files;
      form.requestSubmit();
    });
    form.elements.page.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
  }
})();
