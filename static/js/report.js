// Reporting from the street: the phone's position, a point on the map, and a hint about what is known already.
// Without this script the page takes the place by name.

const NEAR = 60; // metres from a place within which it is named
const ROUGH = 100; // metres of uncertainty; the server draws the same line
const WAIT = 500; // ms of quiet before the hint is asked for
const PATIENCE = 12_000; // ms for the phone to find itself

function metres(a, b) {
  const rad = Math.PI / 180;
  const x = (b[1] - a[1]) * rad * Math.cos(((a[0] + b[0]) / 2) * rad);
  const y = (b[0] - a[0]) * rad;
  return Math.hypot(x, y) * 6_371_000;
}

function setUp(form) {
  const field = (name) => form.elements[name];
  const told = form.querySelector("[data-told]");
  const places = JSON.parse(document.getElementById("places-data").textContent);
  const near = form.querySelector("[data-near]");
  let mark = null;

  function setPosition(lat, lon, accuracy) {
    field("lat").value = lat;
    field("lon").value = lon;
    field("accuracy").value = accuracy;
    field("where").value = "";
    ask();
  }

  function forgetPosition() {
    for (const name of ["lat", "lon", "accuracy"]) field(name).value = "";
    told.textContent = "";
    mark?.remove();
    mark = null;
  }

  function found({ coords }) {
    const here = [coords.latitude, coords.longitude];
    setPosition(here[0], here[1], Math.round(coords.accuracy));
    const [place] = places
      .map(({ name, at }) => ({ name, far: metres(here, at) }))
      .filter(({ far }) => far <= NEAR)
      .sort((a, b) => a.far - b.far);
    const accuracy = Math.round(coords.accuracy);
    if (accuracy > ROUGH) told.textContent = told.dataset.rough.replace("%s", accuracy);
    else if (place) told.textContent = told.dataset.close.replace("%s", place.name);
    else told.textContent = told.dataset.here.replace("%s", accuracy);
  }

  if ("geolocation" in navigator) {
    near.hidden = false;
    near.addEventListener("click", () => {
      told.textContent = told.dataset.seeking;
      navigator.geolocation.getCurrentPosition(
        found,
        () => {
          told.textContent = told.dataset.failed;
          field("where").focus();
        },
        { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60_000 },
      );
    });
  }
  field("where").addEventListener("input", forgetPosition);

  // --- the hint about what is known already ---

  const hint = form.querySelector("[data-similar-here]");
  let timer = 0;
  let asked = 0;

  function ask() {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if (!form.querySelector('[name="kinds"]:checked')) return hint.replaceChildren();
      const mine = ++asked;
      try {
        const answer = await fetch(form.dataset.similar, { method: "POST", body: new FormData(form) });
        if (!answer.ok || mine !== asked) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        hint.replaceChildren(...page.body.childNodes);
      } catch {
        hint.replaceChildren(); // no net: the hint is a courtesy, the report can wait for the sending
      }
    }, WAIT);
  }
  form.addEventListener("change", ask);
  ask();

  // --- a point on the map ---

  const pick = form.querySelector("[data-pick]");
  pick.hidden = false;
  window.addEventListener("map:init", (event) => {
    const map = event.detail.map;
    if (map.getContainer().id !== "pick-map") return;
    map.attributionControl.remove();
    map.options.zoomSnap = 0.25;
    const choose = ({ lat, lng }) => {
      setPosition(lat.toFixed(6), lng.toFixed(6), 0);
      mark?.remove();
      mark = L.circleMarker([lat, lng], { radius: 9, className: "map-picked", interactive: false }).addTo(map);
      told.textContent = told.dataset.picked;
    };
    map.on("click", ({ latlng }) => choose(latlng));
    form.querySelector("[data-pick-here]").addEventListener("click", () => choose(map.getCenter()));
    pick.addEventListener("toggle", async () => {
      if (!pick.open) return;
      map.invalidateSize({ animate: false });
      if (map.groundLoaded) return;
      map.groundLoaded = true;
      const answer = await fetch(form.dataset.ground);
      const data = await answer.json();
      L.geoJSON(data, {
        interactive: false,
        style: ({ properties }) => ({ className: `map-${properties.layer}` }),
        pointToLayer: ({ properties }, latlng) =>
          L.circleMarker(latlng, { radius: 4, className: `map-${properties.layer}`, interactive: false }).bindTooltip(
            document.createTextNode(properties.name), { permanent: true, direction: "right", className: "map-station" },
          ),
      }).addTo(map);
      map.fitBounds(data.bounds, { animate: false });
    });
  });
}

const form = document.querySelector("[data-report]");
if (form) setUp(form);
