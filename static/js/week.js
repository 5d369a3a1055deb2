// The week page's keys, undo and reminder of unsaved changes.  The form works without any of it.
//
// Keys act only while focus stands in a row (WCAG 2.1.4): digits set a level and move on, 0 takes it back,
// arrows up and down change area, Ctrl+Z undoes, Ctrl+S saves; Enter is the browser's own way to submit.

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

  // Everything that changes a level comes here, whichever hand it came from.
  function note(row, { remember }) {
    const before = current.get(row);
    const radio = chosen(row);
    if (before === radio.value) return;
    if (remember) undo.push({ row, value: before });
    current.set(row, radio.value);
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
    const step = undo.pop();
    if (!step) return say(form.dataset.sayNothing);
    const radio = radios(step.row).find((item) => item.value === step.value);
    radio.checked = true;
    note(step.row, { remember: false });
    go(step.row);
    return say(fill(form.dataset.sayUndone, { area: step.row.dataset.row, level: wordOf(radio) }));
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
    const index = rows.indexOf(row);
    if (/^[1-5]$/.test(event.key)) {
      const said = choose(row, event.key);
      const next = rows[index + 1];
      go(next ?? row);
      say(next ? said : `${said} ${form.dataset.sayLast}`);
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

  const keys = form.querySelector("[data-keys]");
  keys.hidden = false;
  keys.querySelector("[data-start]").addEventListener("click", () => {
    go(rows.find((row) => current.get(row) === "0") ?? rows[0]);
  });

  document.querySelector("[data-focus-first]")?.focus();
  refresh();
}
