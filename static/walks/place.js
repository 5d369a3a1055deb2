// Where an observation was: by the telephone, at the stop, or pointed at on the kept map.

const FAR_METRES = 3000;
const STALE_MS = 120_000;
const KEYS = { ArrowLeft: [-0.02, 0], ArrowRight: [0.02, 0], ArrowUp: [0, -0.02], ArrowDown: [0, 0.02] };
const box = document.querySelector("[data-place]");
const told = document.querySelector("[data-position]");
const map = document.querySelector("[data-map]");
const pin = document.querySelector("[data-pin]");
let pack = null;
let here = null; // what the telephone says
let refused = false;
let chosen = ""; // '' the telephone where it is sure, 'stop', 'hand'
let spot = null; // on the map, parts of its width and height

function metres([a, b], [c, d]) {
  const north = (a - c) * 111_320;
  const east = (b - d) * 111_320 * Math.cos((a * Math.PI) / 180);
  return Math.hypot(north, east);
}

const far = () => {
  const spots = pack?.stops.filter(({ at }) => at) ?? [];
  return Boolean(here && spots.length && Math.min(...spots.map(({ at }) => metres(at, here.at))) > FAR_METRES);
};

function tell() {
  let text = "Telefonens läge söks";
  if (chosen === "hand") text = "Läget är satt på kartan";
  else if (chosen === "stop") text = "Stoppets läge används";
  else if (refused) text = "Telefonens läge är avstängt, stoppet används";
  else if (here && far()) text = "Telefonen tror att den är mer än 3 km från rutten, stoppet används";
  else if (here?.good) text = "Telefonens läge används";
  else if (here) text = "Telefonens läge är osäkert, stoppet används";
  told.textContent = text;
  for (const button of box.querySelectorAll("[data-by]")) {
    button.setAttribute("aria-pressed", String(button.dataset.by === chosen));
  }
}

function point(x, y) {
  spot = [Math.min(1, Math.max(0, x)), Math.min(1, Math.max(0, y))];
  chosen = "hand";
  pin.hidden = false;
  pin.style.left = `${spot[0] * 100}%`;
  // The drawing goes on below the map with its legend: heights are told in widths.
  pin.style.top = `${spot[1] * pack.map.shape * map.clientWidth}px`;
  tell();
}

// The corners come from the map's own grid, which is as good as square over a walk.
function onEarth() {
  const [southWest, southEast, northWest, northEast] = pack.map.corners;
  const [x, y] = spot;
  return [0, 1].map((i) => {
    const south = southWest[i] + (southEast[i] - southWest[i]) * x;
    const north = northWest[i] + (northEast[i] - northWest[i]) * x;
    return north + (south - north) * y;
  });
}

export function useMap(walk) {
  pack = walk;
  map.hidden = !pack.map;
  if (pack.map) {
    const drawn = new DOMParser().parseFromString(pack.map.svg, "image/svg+xml").documentElement;
    map.querySelector("svg")?.remove();
    map.prepend(document.importNode(drawn, true));
  }
  tell();
}

// What is sent: { position, position_source }.
export function position() {
  if (chosen === "hand" && spot) return { position: onEarth(), position_source: "hand" };
  const sure = chosen === "" && here?.good && !far() && Date.now() - here.when < STALE_MS;
  return { position: sure ? here.at : null, position_source: sure ? "gps" : "stop" };
}

export function fresh() {
  chosen = "";
  spot = null;
  pin.hidden = true;
  box.open = false;
  tell();
}

map.addEventListener("click", (event) => {
  const frame = map.getBoundingClientRect();
  const y = (event.clientY - frame.top) / frame.width / pack.map.shape;
  if (y <= 1) point((event.clientX - frame.left) / frame.width, y);
});
map.addEventListener("keydown", (event) => {
  const step = KEYS[event.key];
  if (!step) return;
  event.preventDefault();
  const [x, y] = spot ?? [0.5, 0.5];
  point(x + step[0], y + step[1]);
});
box.addEventListener("click", (event) => {
  const by = event.target.dataset?.by;
  if (by === undefined) return;
  chosen = by;
  spot = null;
  pin.hidden = true;
  tell();
});

export function watch() {
  navigator.geolocation?.watchPosition(
    ({ coords }) => {
      refused = false;
      // Our own clock: the telephone's and the receiver's may differ by a day.
      here = { at: [coords.latitude, coords.longitude], good: coords.accuracy <= 50, when: Date.now() };
      tell();
    },
    () => {
      here = null;
      refused = true;
      tell();
    },
    { enableHighAccuracy: true, maximumAge: 15000 },
  );
}
