// The desk's page where a kept picture is covered.  The server paints the boxes; only they are sent.

import { coverOn } from "./cover.js";

const frame = document.querySelector("[data-cover]");
const form = document.querySelector("[data-cover-form]");
const button = form.querySelector("button");
const undo = document.querySelector("[data-cover-undo]");

const answer = await fetch(frame.dataset.src);
if (answer.ok) {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", frame.querySelector("img").alt);
  const picture = coverOn(canvas, await createImageBitmap(await answer.blob()), (boxes) => {
    form.elements.boxes.value = JSON.stringify(boxes);
    button.textContent = boxes.length ? button.dataset.some : button.dataset.none;
    undo.hidden = !boxes.length;
  });
  undo.addEventListener("click", () => picture.undo());
  frame.replaceChildren(canvas);
  frame.dataset.ready = "1";
}
