// The site's sign-out empties what a walk has left in this browser (docs/decisions/0031).  Browsers that have
// never gone a walk fetch nothing more.

const held = async () => (await indexedDB.databases?.())?.some(({ name }) => name === "vandring") ?? true;

for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      if (await held()) {
        const { signOut } = await import("../walks/leave.js");
        await signOut(() => form.submit());
        return;
      }
    } catch {
      // A browser without a store has kept nothing.
    }
    form.submit();
  });
}
