// Writing a section: search among the numbers, put one in where the cursor is.  Without scripts the keys can
// be copied by hand.

const text = document.querySelector("[data-edition-text]");
const list = document.querySelector("[data-cells]");
const search = document.querySelector("[data-cell-search]");

function insert(key) {
  const bound = `{{${key}}}`;
  text.setRangeText(bound, text.selectionStart, text.selectionEnd, "end");
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

if (text && list) {
  for (const item of list.children) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-plain";
    button.textContent = "Infoga";
    button.setAttribute("aria-label", `Infoga ${item.querySelector("span").textContent}`);
    button.addEventListener("click", () => insert(item.dataset.cell));
    item.append(button);
  }
  search.addEventListener("input", () => {
    const words = search.value.toLocaleLowerCase("sv").split(/\s+/).filter(Boolean);
    for (const item of list.children) {
      const said = item.textContent.toLocaleLowerCase("sv");
      item.hidden = !words.every((word) => said.includes(word));
    }
  });
}

// Words that have not been saved are not lost by a slip of the hand.
const form = document.querySelector("[data-edition-form]");
if (form) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
}
