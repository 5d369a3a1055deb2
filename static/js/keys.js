// What this person's keys may do here: kept in this browser, both on until somebody puts them off.
//
// Single keys as commands can disturb whoever dictates or touches keys by mistake (WCAG 2.1.4), and focus that
// moves by itself whoever listens to the page (WCAG 3.2.2).  What the browser itself does with
// arrows, Tab and Enter is what is left then.

const NAMES = { single: "tangenter", onward: "ga-vidare" };

function held(name) {
  try {
    return localStorage.getItem(name) !== "av";
  } catch {
    return true; // a browser without a store keeps nothing
  }
}

/** Whether a single key without Ctrl is a command. */
export const singleKeys = () => held(NAMES.single);

/** Whether focus goes on to the next area when a level is set. */
export const movesOn = () => held(NAMES.onward);

for (const box of document.querySelectorAll("[data-key-choice]")) {
  const name = NAMES[box.dataset.keyChoice];
  box.checked = held(name);
  box.addEventListener("change", () => {
    try {
      if (box.checked) localStorage.removeItem(name);
      else localStorage.setItem(name, "av");
    } catch {
      box.checked = true;
    }
  });
}
