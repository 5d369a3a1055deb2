// The site's sign-out empties what a walk has left in this browser (docs/decisions/0031), and the drafts
// of the week page: they may hold reasons that only the authorities read.  A session that ends by itself keeps
// both.  Browsers that have never gone a walk fetch nothing more.

const held = async () => (await indexedDB.databases?.())?.some(({ name }) => name === "vandring") ?? true;

const root = document.documentElement;

// The drafts go with the page, not before: whoever stays after all, asked about what is not saved, keeps them.
function leave(form) {
  root.dataset.signingOut = "";
  form.submit();
}

for (const type of ["keydown", "pointerdown", "pageshow"]) {
  window.addEventListener(type, () => delete root.dataset.signingOut);
}

window.addEventListener("pagehide", () => {
  if (!("signingOut" in root.dataset)) return;
  try {
    const drafts = Object.keys(localStorage).filter((key) => key.startsWith("utkast:"));
    for (const key of drafts) localStorage.removeItem(key);
  } catch {
    // A browser without a store has kept nothing.
  }
});

for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      if (await held()) {
        const { signOut } = await import("../walks/leave.js");
        await signOut(() => leave(form));
        return;
      }
    } catch {
      // A browser without a store has kept nothing.
    }
    leave(form);
  });
}
