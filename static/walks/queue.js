// Sends what waits, by itself, in order, one observation with its pictures at a time.
//
// It never relies on Background Sync (STACK F18): it tries at the start, when the network comes back, when
// the page is seen again, and every few seconds while something waits.  The server saves an identity once,
// so a lost answer only means that the same thing is sent again.  A row is forgotten when the server has
// told the digests of what it keeps and they are the telephone's own.

import { count, forget, keptWalks, nextInQueue, sha256, withoutPhotos } from "./vault.js";

const SHORTEST = 500;
const LONGEST = 8000;
const PATIENCE = 60000;
let wait = SHORTEST;
let timer;
let halted = false;
const going = new AbortController();
const listeners = new Set();

// Returns a function that stops the telling.
export function onChange(tell) {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export async function changed(problem = "") {
  if (halted) return;
  const waiting = await count();
  for (const tell of [...listeners]) tell(waiting, problem);
}

// One tab at a time; the others leave it to that one.
export async function send() {
  clearTimeout(timer);
  if (halted) return;
  const left = await navigator.locks.request("vandring-send", { ifAvailable: true }, (lock) => (lock ? work() : true));
  if (left && !halted) {
    timer = setTimeout(send, wait);
    wait = Math.min(wait * 2, LONGEST);
  } else {
    wait = SHORTEST;
  }
}

// True when something is left to try again.
async function work() {
  const walks = new Map((await keptWalks()).map((pack) => [pack.walk, pack]));
  let after = 0;
  let held = "";
  while (!halted) {
    const row = await nextInQueue(after);
    if (!row) break;
    let outcome;
    try {
      outcome = await sendOne(row, walks.get(row.walk));
    } catch {
      await changed(held); // no network, or no answer
      return true;
    }
    if (outcome === "again") return true;
    if (outcome) {
      held = outcome; // this one needs a person; those behind it do not wait for it
      after = row.key;
    } else {
      await forget(row.key);
      wait = SHORTEST;
    }
    await changed(held);
  }
  await changed(held);
  return Boolean(held);
}

// '' when it is safe there, 'again' to try later, else a sentence.
async function sendOne(row, pack) {
  if (!pack) return "Öppna vandringen igen med nätet på, så skickas det som väntar.";
  const content = new Blob([row.content], { type: "application/json" });
  const body = new FormData();
  body.append("observation", content, "observation.json");
  for (const photo of row.photos) body.append("photo", photo, "bild.jpg");
  const answer = await fetch(pack.upload, {
    method: "POST",
    body,
    credentials: "omit",
    cache: "no-store",
    signal: AbortSignal.any([AbortSignal.timeout(PATIENCE), going.signal]),
  });
  if (answer.status >= 500 || answer.status === 429) return "again";
  const told = await answer.json();
  if (answer.ok) {
    const digests = [...new Set(await Promise.all(row.photos.map(sha256)))].sort();
    const whole =
      told.sha256 === (await sha256(content)) && JSON.stringify([...told.photos].sort()) === JSON.stringify(digests);
    return whole ? "" : "Det som kom fram skiljer sig från det som skickades. Iakttagelsen ligger kvar här.";
  }
  if (answer.status === 422 && told.about === "photo") {
    await withoutPhotos(row.key); // the words must not wait for a picture that can't be used
    await changed(told.error);
    return "again";
  }
  return told.error || "Iakttagelsen kunde inte tas emot.";
}

export function start() {
  addEventListener("online", hurry);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && hurry());
  addEventListener("pageshow", hurry);
  hurry();
}

// Ends all sending in this browser, so that nothing writes in a store that is being emptied.
export async function halt() {
  halted = true;
  clearTimeout(timer);
  going.abort();
  await navigator.locks.request("vandring-send", () => {});
}

export function hurry() {
  wait = SHORTEST;
  send();
}
