// Follows a build: asks the server for the page's changing part until it is finished.
// The server is the only one that knows; nothing here guesses or counts.

const EVERY_MS = 2000;
const part = document.querySelector("[data-progress]");
const told = document.querySelector("[data-progress-told]");

function say(text) {
  if (told.textContent !== text) told.textContent = text;
}

async function ask() {
  try {
    const answer = await fetch(part.dataset.progress, { headers: { Accept: "text/html" }, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    part.innerHTML = await answer.text();
  } catch {
    say(part.dataset.lost);
    return true;
  }
  const current = part.querySelector('[aria-current="step"]');
  const outcome = part.querySelector("[data-outcome]");
  if (current) say(current.textContent.trim());
  if (outcome) {
    say(outcome.textContent.trim());
    document.title = `${outcome.textContent.trim()} – ${document.title}`;
  }
  return part.querySelector("[data-waiting]") !== null;
}

async function follow() {
  while (await ask()) await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
}

if (part?.querySelector("[data-waiting]")) setTimeout(follow, EVERY_MS);
