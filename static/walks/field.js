// The walk on a telephone: photo, category, save.  Everything is kept first and sent afterwards.

import { coverOn } from "./cover.js";
import { fetchGhosts, hasGhost, retake } from "./ghost.js";
import { signOut } from "./leave.js";
import { fresh, position, useMap, watch } from "./place.js";
import { changed, hurry, onChange, start } from "./queue.js";
import { enqueue, keepWalk, keptWalks } from "./vault.js";

const LONGEST_SIDE = 1600;
const MOST_BYTES = 400_000;
const find = (name) => document.querySelector(`[data-${name}]`);
const form = find("form");
let pack = null;
let photos = [];

const plural = (n, one, many) => `${n} ${n === 1 ? one : many}`;

function say(text, kind = "") {
  const box = find("say");
  box.textContent = text;
  box.dataset.kind = kind;
}

onChange((waiting, problem) => {
  const box = find("queue");
  if (waiting.observations) {
    const pictures = waiting.photos ? `, ${plural(waiting.photos, "bild", "bilder")}` : "";
    box.textContent = `${plural(waiting.observations, "iakttagelse", "iakttagelser")}${pictures} väntar`;
  } else {
    box.textContent = waiting.sent ? `Allt är skickat (${waiting.sent})` : "Inget väntar";
  }
  box.dataset.waiting = waiting.observations;
  box.dataset.sent = waiting.sent;
  if (problem) say(problem, "problem");
});

// --- the walk ---------------------------------------------------------------------------------------------

async function fetchPack(walk) {
  const answer = await fetch(`/vandring/${walk}/paket/`, {
    method: "POST",
    headers: { "X-CSRFToken": find("csrf").querySelector("input").value },
    redirect: "manual",
  });
  if (!answer.ok) throw new Error("no walk");
  return answer.json();
}

function option(value, text) {
  const made = document.createElement("option");
  made.value = value;
  made.textContent = text;
  return made;
}

function draw() {
  find("title").textContent = pack.title;
  const stops = form.elements.stop;
  stops.replaceChildren(option("", "Mellan stoppen"));
  for (const stop of pack.stops) stops.append(option(stop.id, `${stop.number} ${stop.name}`));
  if (pack.stops.length) stops.value = pack.stops[0].id;
  find("stops").hidden = !pack.stops.length;
  const tiles = find("tiles");
  for (const { code, name } of pack.categories) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name: "category", value: code, required: true });
    label.append(input, document.createTextNode(name));
    tiles.append(label);
  }
  form.elements.taken_by.replaceChildren(option("", "Ingen än"));
  for (const { id, name } of pack.organisations) form.elements.taken_by.append(option(id, name));
  form.elements.earlier.replaceChildren(option("", "Ingen"));
  for (const { id, name } of pack.earlier) form.elements.earlier.append(option(id, name));
  find("earlier").hidden = !pack.earlier.length;
  drawEarlier();
  useMap(pack);
  lookFor();
  form.hidden = false;
  find("empty").hidden = true;
}

// What was unsolved last time: one tap says how it is now, and the rest of the form is filled in.
function drawEarlier() {
  find("unsolved").hidden = !pack.earlier.length;
  find("unsolved-head").textContent = `Olöst sedan förra gången: ${pack.earlier.length}`;
  find("unsolved-list").replaceChildren(
    ...pack.earlier.map((old) => {
      const row = document.createElement("li");
      const name = document.createElement("p");
      name.textContent = old.stop ? `${old.name} (${old.stop})` : old.name;
      row.append(name, answer(old, "Löst", true), answer(old, "Kvar", false));
      return row;
    }),
  );
}

function answer(old, words, good) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "plain";
  button.textContent = words;
  button.setAttribute("aria-label", `${words}: ${old.name}`);
  button.addEventListener("click", async () => {
    form.elements.earlier.value = old.id;
    form.elements.category.value = old.category;
    form.elements.positive.value = good ? "1" : "0";
    find("urgencies").hidden = good;
    find("unsolved").open = false;
    find("retake").hidden = !(await hasGhost(old.id));
    say(`${words}: ${old.name}. Ta gärna samma bild igen, och spara.`);
    form.scrollIntoView();
  });
  return button;
}

find("retake").addEventListener("click", async () => {
  try {
    const taken = await retake(Number(form.elements.earlier.value));
    if (taken) await addPhoto(taken);
  } catch {
    say("Kameran går inte att använda här. Ta en vanlig bild i stället.", "problem");
  }
});

function lookFor() {
  const stop = pack.stops.find(({ id }) => String(id) === form.elements.stop.value);
  find("look-for").textContent = stop?.look_for ? `Titta på: ${stop.look_for}` : "";
}

async function choose() {
  const wanted = Number(location.pathname.match(/^\/vandring\/(\d+)\/$/)?.[1]);
  if (wanted && find("csrf")) {
    try {
      await keepWalk(await fetchPack(wanted));
    } catch {
      // no network, or the sign-in has ended: what is kept from before is used
    }
  }
  const kept = await keptWalks();
  pack = kept.find(({ walk }) => walk === wanted) ?? (wanted ? null : kept.at(-1)) ?? null;
  if (pack) {
    draw();
    if (new Date(pack.until) < new Date()) say("Vandringen tar inte längre emot iakttagelser.", "problem");
  } else {
    find("empty").hidden = false;
  }
}

// --- photos -----------------------------------------------------------------------------------------------

// At most so large: a 40-megapixel picture becomes one that can be sent.
function smaller(picture) {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close?.();
  return canvas;
}

async function light(make) {
  for (let quality = 0.82; ; quality -= 0.12) {
    const blob = await make(quality);
    if (blob.size <= MOST_BYTES || quality < 0.4) return blob;
  }
}

async function addPhoto(picture) {
  const canvas = smaller(picture);
  if (photos.filter(Boolean).length >= 5) return say("Högst fem bilder på varje iakttagelse.", "problem");
  const blob = await light((quality) => new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality)));
  const place = photos.push(blob) - 1;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "thumb";
  button.setAttribute("aria-label", `Bild ${place + 1}, täck eller ta bort`);
  button.append(canvas);
  button.addEventListener("click", () => cover(button, canvas, place));
  find("photos").append(button);
  say("Syns ett ansikte eller en registreringsskylt? Tryck på bilden och täck.");
}

// The covered picture takes the other one's place; the uncovered one is never sent.
function cover(button, canvas, place) {
  const dialog = find("cover");
  const sheet = document.createElement("canvas");
  sheet.setAttribute("role", "img");
  sheet.setAttribute("aria-label", "Dra rutor över det som ska täckas");
  const picture = coverOn(sheet, canvas);
  find("cover-sheet").replaceChildren(sheet);
  find("cover-undo").onclick = () => picture.undo();
  find("cover-drop").onclick = () => {
    photos[place] = null;
    button.remove();
    dialog.close();
  };
  find("cover-done").onclick = async () => {
    if (picture.boxes.length) {
      photos[place] = await light((quality) => picture.blob(quality));
      canvas.getContext("2d").drawImage(sheet, 0, 0);
    }
    dialog.close();
  };
  dialog.showModal();
}

find("photo").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  event.target.value = "";
  if (!file) return;
  try {
    await addPhoto(await createImageBitmap(file, { imageOrientation: "from-image" }));
  } catch {
    say("Filen går inte att läsa som bild. Ta en ny.", "problem");
  }
});

// --- saving -----------------------------------------------------------------------------------------------

form.addEventListener("change", (event) => {
  if (event.target.name === "stop") lookFor();
  find("urgencies").hidden = form.elements.positive.value === "1";
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const values = new FormData(form);
  const number = (name) => Number(values.get(name)) || null;
  const observation = {
    id: crypto.randomUUID(),
    noted_at: new Date().toISOString(),
    category: values.get("category"),
    positive: values.get("positive") === "1",
    urgency: values.get("urgency"),
    text: values.get("text"),
    matters_for: values.get("matters_for"),
    stop: number("stop"),
    taken_by: number("taken_by"),
    earlier: number("earlier"),
    ...position(),
  };
  try {
    await enqueue(pack.walk, JSON.stringify(observation), photos.filter(Boolean));
  } catch {
    say("Telefonen har inte plats. Iakttagelsen är inte sparad.", "problem");
    return;
  }
  const stop = form.elements.stop.value;
  form.reset();
  form.elements.stop.value = stop;
  find("urgencies").hidden = false;
  photos = [];
  find("retake").hidden = true;
  fresh();
  find("photos").replaceChildren();
  say("Sparad i telefonen.");
  scrollTo(0, 0);
  await changed();
  hurry();
});

// --- leaving ----------------------------------------------------------------------------------------------

find("leave").addEventListener("click", () =>
  signOut(() => {
    const form = find("sign-out");
    if (form) form.submit();
    else location.replace("/vandring/");
  }),
);

// --- start ------------------------------------------------------------------------------------------------

if ("serviceWorker" in navigator) await navigator.serviceWorker.register("/vandring/sw.js", { scope: "/vandring/" });
const safe = await navigator.storage?.persist?.();
find("storage").hidden = safe !== false;
await choose();
watch();
await changed();
start();
document.documentElement.dataset.ready = "1";
if (pack) await fetchGhosts(pack);
