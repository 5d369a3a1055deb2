// "/" or Ctrl+K opens the search over any page, "?" the help with keys.  The search is a page of its own
// as well; what stands here only saves the way there.

import { singleKeys } from "./keys.js";

const dialog = document.querySelector("[data-find]");
const keys = document.querySelector("[data-keys-help]");
const WAIT_MS = 140;

function typing(target) {
  return target.matches("input, textarea, select") || target.isContentEditable;
}

if (dialog?.showModal) {
  const form = dialog.querySelector("form");
  const field = dialog.querySelector("input");
  const list = dialog.querySelector("[data-find-hits]");
  const told = dialog.querySelector("[data-find-told]");
  let timer = 0;
  let latest = 0;
  let chosen = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];

  function choose(index) {
    const all = options();
    chosen = all.length ? (index + all.length) % all.length : -1;
    all.forEach((option, n) => option.setAttribute("aria-selected", String(n === chosen)));
    if (chosen < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  }

  function show(html) {
    list.innerHTML = html; // our own page's markup, escaped by the server
    const count = options().length;
    field.setAttribute("aria-expanded", String(count > 0));
    const asked = field.value.trim().length > 1;
    told.textContent = !asked
      ? ""
      : count === 0
        ? told.dataset.none
        : count === 1
          ? told.dataset.one
          : told.dataset.many.replace("%n", String(count));
    choose(count ? 0 : -1);
  }

  async function ask() {
    const turn = ++latest;
    if (field.value.trim().length < 2) return show("");
    const address = `${form.action}?del=1&q=${encodeURIComponent(field.value)}`;
    try {
      const answer = await fetch(address, { redirect: "error" });
      if (answer.ok && turn === latest) show(await answer.text());
    } catch {
      // Enter still leads to the page.
    }
  }

  function open() {
    if (dialog.open) return;
    keys.close();
    dialog.showModal();
    field.select();
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault(); // a search field would only empty itself
      dialog.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      location.assign(options()[chosen].dataset.leadsTo);
    }
  });
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.assign(option.dataset.leadsTo);
  });
  // A press outside the window closes it, as Escape does.
  for (const window of [dialog, keys]) {
    window.addEventListener("click", (event) => event.target === window && window.close());
  }
  for (const link of document.querySelectorAll("[data-find-open]")) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    });
  }
  for (const link of document.querySelectorAll("[data-keys-open]")) {
    link.hidden = false;
    link.addEventListener("click", () => keys.showModal());
  }
  document.addEventListener("keydown", (event) => {
    const command = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    const plain =
      !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event.target) && singleKeys();
    if (command || (plain && event.key === "/")) {
      event.preventDefault();
      open();
    } else if (plain && event.key === "?" && !dialog.open && !keys.open) {
      event.preventDefault();
      keys.showModal();
    }
  });
}
