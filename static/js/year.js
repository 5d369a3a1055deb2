// The year page: copy the table to a spreadsheet, read a cell by pointing at it, print.
// Everything here has a way without it: the CSV link, the week numbers' links, the browser's own print.

import { copy } from "./clipboard.js";

const FORMULA = /^[=+\-@\t\r]/;

/** The paper table as tab-separated text: the week, then each area; blank where nobody assessed. */
export function wideForm(table) {
  const text = (cell) => {
    const value = cell.querySelector(".visually-hidden") ? "" : cell.textContent.trim();
    return FORMULA.test(value) ? `'${value}` : value;
  };
  const rows = [...table.tHead.rows, ...table.tBodies[0].rows];
  return rows.map((row) => [...row.cells].map(text).join("\t")).join("\r\n");
}

function setUpCopy(button) {
  const told = document.querySelector("[data-copy-told]");
  const paper = document.querySelector("[data-paper]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    told.textContent = "";
    try {
      await copy(wideForm(paper));
      told.classList.remove("failed");
      told.textContent = told.dataset.done;
    } catch {
      told.classList.add("failed");
      told.textContent = told.dataset.failed;
    }
    button.focus();
  });
}

function setUpHeat(heat) {
  const heads = [...heat.tHead.rows[1].cells];
  const told = document.querySelector("[data-heat-told]");
  const legend = [...document.querySelectorAll(".legend li")].map((item) => item.lastElementChild.textContent.trim());
  const words = new Map(legend.map((text) => [text.slice(0, 1), text])); // "5": "5 Kritiskt läge"
  const cellOf = (event) => event.target.closest("tbody td:not(.sum)");
  const headOf = (cell) => heads[cell.cellIndex - 1];
  heat.classList.add("ready");
  told.hidden = false;
  const rest = told.textContent;
  let here = null;

  heat.addEventListener("pointerover", (event) => {
    here?.classList.remove("here");
    const cell = cellOf(event);
    here = cell ? headOf(cell) : null;
    here?.classList.add("here");
    if (!cell) {
      told.textContent = rest;
      return;
    }
    const text = cell.textContent.trim();
    const area = cell.parentElement.cells[0].textContent.trim();
    told.textContent = `${area} · ${here.firstElementChild.getAttribute("aria-label")} · ${words.get(text) ?? text}`;
  });
  heat.addEventListener("pointerleave", () => {
    here?.classList.remove("here");
    here = null;
    told.textContent = rest;
  });
  heat.addEventListener("click", (event) => {
    const cell = cellOf(event);
    if (!cell) return;
    const { ctrlKey, metaKey, shiftKey } = event;
    headOf(cell).firstElementChild.dispatchEvent(
      new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }),
    );
  });
}

const copyButton = document.querySelector("[data-copy-year]");
if (copyButton) setUpCopy(copyButton);
const heat = document.querySelector("[data-heat]");
if (heat) setUpHeat(heat);
const printButton = document.querySelector("[data-print]");
if (printButton) {
  printButton.hidden = false;
  printButton.addEventListener("click", () => window.print());
}
