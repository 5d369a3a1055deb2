// Copy the text that stands in the page's parts; without a script it is marked and copied by hand.
import { copy } from "./clipboard.js";

const told = document.querySelector("[data-copied]");

for (const button of document.querySelectorAll("[data-copy]")) {
  const lines = document.getElementById(button.dataset.copy).querySelectorAll("p");
  button.hidden = false;
  button.addEventListener("click", async () => {
    told.textContent = "";
    await copy([...lines].map((line) => line.textContent).join("\n"));
    told.textContent = told.dataset.copied;
    button.classList.add("done");
    button.focus();
  });
}
