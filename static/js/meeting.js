// Meeting mode's keys and full screen.  Everything works without it.
//
// 1–5 choose a level and 0 takes it back, only while focus stands on the levels (WCAG 2.1.4); Enter is the
// browser's own way to save.

import { singleKeys } from "./keys.js";

const form = document.querySelector("[data-meeting]");

if (form) {
  const radios = [...form.querySelectorAll(".seg input[type=radio]")];
  const buttons = form.querySelectorAll("button:not([type=button])");
  const asked = document.querySelector("[data-focus-first]");

  form.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !radios.includes(event.target)) return;
    if (!singleKeys()) return;
    if (!/^[0-5]$/.test(event.key)) return;
    const radio = radios.find((item) => item.value === event.key);
    radio.checked = true;
    radio.focus();
    event.preventDefault();
  });

  form.addEventListener("submit", () => {
    for (const button of buttons) button.disabled = true;
  });
  // Back in the browser brings the page as it was left: free the buttons again.
  window.addEventListener("pageshow", () => {
    for (const button of buttons) button.disabled = false;
  });

  form.querySelector("[data-keys]").hidden = false;
  (asked ?? radios.find((radio) => radio.checked)).focus({ preventScroll: true });
}

const full = document.querySelector("[data-fullscreen]");
if (full && document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener("click", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  });
}
