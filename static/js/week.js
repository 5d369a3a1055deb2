// The week page's keys, undo and reminder of unsaved changes.  The form works without any of it.
//
// Keys act only while focus stands on a row's levels (WCAG 2.1.4): digits set a level and move on to the
// next area that has none, 0 takes it back, B makes the quiet areas normal, M opens the reason, arrows up
// and down change area, Ctrl+Z undoes, Ctrl+S saves; Enter is the browser's own way to submit.
// Single keys, and going on by itself, can be put off (keys.js); the radio buttons are then as in any form.

import { movesOn, singleKeys } from "./keys.js";

const form = document.querySelector("[data-week-form]");

if (form) {
  const rows = [...form.querySelectorAll("[data-row]")];
  const live = form.querySelector("[data-live]");
  const counters = form.querySelectorAll("[data-unsaved]");
  const buttons = form.querySelectorAll("button:not([type=button])");
  const undo = [];
  let submitting = false;

  const radios = (row) => [...row.querySelectorAll("input[type=radio]")];
  const chosen = (row) => radios(row).find((radio) => radio.checked);
  const wordOf = (radio) => form.querySelector(`label[for="${radio.id}"] [data-word]`).textContent;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const current = new Map(rows.map((row) => [row, chosen(row).value]));

  const changedRows = () => rows.filter((row) => current.get(row) !== row.dataset.seen);

  function unsavedText() {
    const n = changedRows().length;
    if (n === 0) return "";
    return n === 1 ? form.dataset.sayUnsavedOne : fill(form.dataset.sayUnsavedMany, { n });
  }

  function say(text) {
    live.textContent = [text, unsavedText() || form.dataset.saySaved].join(" ");
  }

  function refresh() {
    for (const row of rows) row.classList.toggle("is-changed", current.get(row) !== row.dataset.seen);
    for (const counter of counters) counter.textContent = unsavedText();
  }

  // A level that needs words: another than the proposal, 4 or 5, or one that had been settled.
  function needsWords(row) {
    const value = current.get(row);
    if (value === row.dataset.seen) return false;
    if ("settled" in row.dataset) return true;
    return value !== "0" && (Number(value) >= 4 || value !== row.dataset.proposal);
  }

  function openWords(row) {
    const words = row.querySelector("[data-words]");
    words.open = true;
    words.querySelector("[data-plan]").hidden = !(Number(current.get(row)) >= 4);
    return words.querySelector("[data-reason]");
  }

  // Everything that changes a level comes here, whichever hand it came from.
  function note(row, { remember }) {
    const before = current.get(row);
    const radio = chosen(row);
    if (before === radio.value) return;
    if (remember) undo.push([{ row, value: before }]);
    current.set(row, radio.value);
    const words = row.querySelector("[data-words]");
    if (needsWords(row)) openWords(row);
    else if (!words.querySelector("[data-reason]").value) words.open = false;
    refresh();
  }

  function choose(row, value) {
    const radio = radios(row).find((item) => item.value === value);
    radio.checked = true;
    note(row, { remember: true });
    return fill(form.dataset.saySet, { area: row.dataset.row, level: wordOf(radio) });
  }

  function go(row) {
    chosen(row).focus();
    row.scrollIntoView({ block: "nearest" });
  }

  function undoLast() {
    const steps = undo.pop();
    if (!steps) return say(form.dataset.sayNothing);
    let said = "";
    for (const step of steps) {
      const radio = radios(step.row).find((item) => item.value === step.value);
      radio.checked = true;
      note(step.row, { remember: false });
      said = fill(form.dataset.sayUndone, { area: step.row.dataset.row, level: wordOf(radio) });
    }
    go(steps[0].row);
    return say(said);
  }

  // The quiet areas that nobody has given a level: normal in one go, and undone in one.
  function confirmQuiet() {
    const open = rows.filter((row) => "quietRow" in row.dataset && current.get(row) === "0");
    if (open.length === 0) return say(form.dataset.sayNoQuiet);
    for (const row of open) {
      radios(row).find((item) => item.value === "1").checked = true;
      note(row, { remember: false });
    }
    undo.push(open.map((row) => ({ row, value: "0" })));
    const text = open.length === 1 ? form.dataset.sayQuietOne : fill(form.dataset.sayQuietMany, { n: open.length });
    go(nextOpen(rows[0], { included: true }) ?? open[0]);
    return say(text);
  }

  // The next area without a level, or simply the next one when all have theirs.
  function nextOpen(row, { included = false } = {}) {
    const after = rows.slice(rows.indexOf(row) + (included ? 0 : 1));
    return after.find((item) => current.get(item) === "0") ?? after[0];
  }

  form.addEventListener("change", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row) return;
    note(row, { remember: true });
    say(fill(form.dataset.saySet, { area: row.dataset.row, level: wordOf(chosen(row)) }));
  });

  form.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!event.target.matches("input[type=radio]") || !singleKeys()) return;
    const index = rows.indexOf(row);
    if (/^[1-5]$/.test(event.key)) {
      const said = choose(row, event.key);
      const next = movesOn() ? nextOpen(row) : row;
      if (needsWords(row)) {
        const words = openWords(row);
        if (movesOn()) words.focus();
        else go(row);
        say(`${said} ${form.dataset.sayWords}`);
      } else {
        go(next ?? row);
        say(next ? said : `${said} ${form.dataset.sayLast}`);
      }
    } else if (event.key.toLowerCase() === "b") {
      confirmQuiet();
    } else if (event.key.toLowerCase() === "m") {
      openWords(row).focus();
    } else if (["0", "Delete", "Backspace"].includes(event.key)) {
      say(choose(row, "0"));
      go(row);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      go(rows[index + (event.key === "ArrowDown" ? 1 : -1)] ?? row);
    } else {
      return;
    }
    event.preventDefault();
  });

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "s" && !event.shiftKey) {
      event.preventDefault();
      if (!submitting) form.requestSubmit();
    } else if (key === "z" && !event.shiftKey && !event.target.matches("input[type=text], textarea")) {
      event.preventDefault();
      undoLast();
    }
  });

  form.addEventListener("submit", () => {
    submitting = true;
    for (const button of buttons) button.disabled = true;
  });

  // Back in the browser brings the page as it was left: free the buttons again.
  window.addEventListener("pageshow", () => {
    submitting = false;
    for (const button of buttons) button.disabled = false;
  });

  window.addEventListener("beforeunload", (event) => {
    if (!submitting && changedRows().length > 0) event.preventDefault();
  });

  // Without this script the button is a save of its own.
  for (const button of form.querySelectorAll("[data-quiet]")) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      confirmQuiet();
    });
  }

  for (const row of rows) {
    row.querySelector("[data-plan]").hidden = !(Number(current.get(row)) >= 4);
  }

  const keys = form.querySelector("[data-keys]");
  keys.hidden = false;
  for (const start of document.querySelectorAll("[data-start]")) {
    start.addEventListener("click", (event) => {
      event.preventDefault();
      go(rows.find((row) => current.get(row) === "0") ?? rows[0]);
    });
  }

  document.querySelector("[data-focus-first]")?.focus();
  refresh();
}
