// The inbox by keyboard: J and K walk, X ticks, 1–4 set the severity, a letter decides.
// What a letter does is a press of the button that carries it; without this script the buttons do it all.

import { singleKeys } from "./keys.js";

function setUp(form) {
  const rows = [...form.querySelectorAll("[data-row]")];
  const box = (row) => row.querySelector(':scope > [name="handelse"]');
  const count = form.querySelector("[data-count]");
  const all = form.querySelector("[data-all]");
  const empty = count.textContent;
  let current = -1;

  function walk(to) {
    current = Math.max(0, Math.min(rows.length - 1, to));
    for (const [index, row] of rows.entries()) row.classList.toggle("current", index === current);
    box(rows[current]).focus({ preventScroll: true });
    rows[current].scrollIntoView({ block: "nearest" });
  }

  function tell() {
    const number = form.querySelectorAll('[name="handelse"]:checked').length;
    count.textContent = number === 0 ? empty : number === 1 ? count.dataset.one : count.dataset.many.replace("%s", number);
    all.checked = rows.every((row) => box(row).checked);
    all.indeterminate = number > 0 && !all.checked;
  }

  // A decision without a tick is about the row one stands on.
  function press(button) {
    if (!form.querySelector('[name="handelse"]:checked') && current >= 0) box(rows[current]).checked = true;
    if (button.value === "ingar-inte" && !form.elements.reason.value) {
      form.elements.reason.focus();
      return;
    }
    form.requestSubmit(button);
  }

  all.hidden = false;
  all.addEventListener("change", () => {
    for (const row of rows) box(row).checked = all.checked;
    tell();
  });
  form.addEventListener("change", tell);
  form.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (row && rows.indexOf(row) !== current) {
      current = rows.indexOf(row);
      for (const each of rows) each.classList.toggle("current", each === row);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !singleKeys()) return;
    if (event.target.closest("select, textarea, input:not([type=checkbox])")) return;
    const key = event.key.toLowerCase();
    const button = form.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (key === "j") walk(current + 1);
    else if (key === "k") walk(current - 1);
    else if (key === "x" && current >= 0) {
      box(rows[current]).checked = !box(rows[current]).checked;
      tell();
    } else if (/^[1-4]$/.test(key) && current >= 0) {
      const severity = rows[current].querySelector("select");
      if (severity) severity.value = key;
    } else if (key === "o" && current >= 0) location.assign(rows[current].querySelector(".open").href);
    else if (button) press(button);
    else return;
    event.preventDefault();
  });
  tell();
}

document.addEventListener("keydown", (event) => {
  const undo = document.querySelector("[data-undo]");
  if (!undo || event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== "z") return;
  if (!singleKeys()) return;
  if (event.target.closest("select, textarea, input:not([type=checkbox])")) return;
  event.preventDefault();
  undo.click();
});
const form = document.querySelector("[data-triage]");
if (form) setUp(form);
