// The live map: our own GeoJSON, no tiles, labels made of text nodes only (Leaflet's tooltips run HTML).
// Without this script the server's drawing stands in its place; the list works either way.

const STATION_LABELS_FROM = 14; // zoom; further out the areas need the room

function text(tag, content, className) {
  const element = document.createElement(tag);
  element.textContent = content;
  if (className) element.className = className;
  return element;
}

/** A label as DOM: the name with the level in words under it, and the bare numeral for crowded maps. */
function label({ name, note, level }) {
  const box = document.createElement("span");
  box.append(text("strong", name), text("span", note ?? "", "note"), text("b", level ?? "–", "short"));
  return box;
}

/** Shorten labels that would lie on one another, then leave out what still does; the first keep their place. */
function thinOut(tooltips) {
  const taken = [];
  for (const tooltip of tooltips) {
    const element = tooltip.getElement();
    const fits = () => {
      tooltip.update();
      const box = element.getBoundingClientRect();
      const free = !taken.some((t) => box.left < t.right && t.left < box.right && box.top < t.bottom && t.top < box.bottom);
      if (free) taken.push(box);
      return free;
    };
    element.classList.remove("crowded", "hidden-label");
    if (fits()) continue;
    element.classList.add("crowded");
    if (!fits()) element.classList.add("hidden-label");
  }
}

function setUp(frame, map) {
  const data = JSON.parse(document.getElementById("area-map-data").textContent);
  const links = new Map([...document.querySelectorAll("[data-area]")].map((link) => [link.dataset.area, link]));
  const chosen = frame.dataset.chosen;
  const container = map.getContainer();
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", frame.dataset.label);
  frame.classList.add("live");
  map.invalidateSize({ animate: false });

  map.zoomControl.remove();
  L.control.zoom({ zoomInTitle: frame.dataset.zoomIn, zoomOutTitle: frame.dataset.zoomOut }).addTo(map);
  map.attributionControl.remove(); // the sources stand under the map, readable for all
  map.scrollWheelZoom.disable(); // the wheel and one finger scroll the page
  if (matchMedia("(pointer: coarse)").matches) map.dragging.disable();

  map.createPane("ground").style.zIndex = 390;
  const top = map.createPane("rails");
  top.style.zIndex = 450;
  top.style.pointerEvents = "none";

  const layers = new Map();
  const labels = []; // the gravest first: they keep their place
  const light = (url, on) => {
    layers.get(url)?.getElement()?.classList.toggle("on", on);
    if (on) layers.get(url)?.bringToFront();
    links.get(url)?.closest("li").classList.toggle("on", on);
  };

  const inLayers = (...names) => (feature) => names.includes(feature.properties.layer);
  const classOf = ({ properties }) =>
    `map-${properties.layer}${properties.level ? ` map-level-${properties.level}` : ""}${properties.url && properties.url === chosen ? " chosen" : ""}`;

  L.geoJSON(data, {
    pane: "ground",
    interactive: false,
    filter: inLayers("surrounding", "water"),
    style: (feature) => ({ className: classOf(feature) }),
  }).addTo(map);

  L.geoJSON(data, {
    filter: inLayers("area"),
    style: (feature) => ({ className: classOf(feature), smoothFactor: 0.5 }),
    onEachFeature: ({ properties }, layer) => {
      layers.set(properties.url, layer);
      layer.on("mouseover", () => light(properties.url, true));
      layer.on("mouseout", () => light(properties.url, false));
      layer.on("click", () => location.assign(properties.url));
      labels.push({
        level: properties.level ?? 0,
        tooltip: L.tooltip({ permanent: true, direction: "center", className: "map-label", opacity: 1 })
          .setLatLng(properties.at)
          .setContent(label(properties)),
      });
    },
  }).addTo(map);
  if (chosen) layers.get(chosen)?.bringToFront();

  const stations = [];
  L.geoJSON(data, {
    pane: "rails",
    interactive: false,
    filter: inLayers("metro_line", "metro_station"),
    style: (feature) => ({ className: classOf(feature) }),
    pointToLayer: (feature, latlng) => {
      stations.push(
        L.tooltip({ permanent: true, direction: "right", offset: [6, 0], className: "map-station", opacity: 1 })
          .setLatLng(latlng)
          .setContent(text("span", feature.properties.name)),
      );
      return L.circleMarker(latlng, { pane: "rails", radius: 5, className: classOf(feature), interactive: false });
    },
  }).addTo(map);

  const bounds = L.latLngBounds(data.bounds);
  map.setMaxBounds(bounds.pad(0.15));
  map.options.zoomSnap = 0.1;
  map.fitBounds(bounds, { animate: false });
  map.setMinZoom(map.getZoom());
  map.setMaxZoom(15);
  const named = labels.sort((a, b) => b.level - a.level).map(({ tooltip }) => tooltip.addTo(map));

  const redraw = () => {
    const near = map.getZoom() >= STATION_LABELS_FROM;
    for (const tooltip of stations) {
      if (near) tooltip.addTo(map);
      else tooltip.remove();
    }
    thinOut(near ? [...named, ...stations] : named);
  };
  map.on("zoomend", redraw);
  document.fonts.ready.then(redraw);

  for (const [url, link] of links) {
    const row = link.closest("li");
    row.addEventListener("pointerenter", () => light(url, true));
    row.addEventListener("pointerleave", () => light(url, false));
    link.addEventListener("focus", () => light(url, true));
    link.addEventListener("blur", () => light(url, false));
  }
}

window.addEventListener("map:init", (event) => {
  const frame = event.detail.map.getContainer().closest("[data-map]");
  if (frame) setUp(frame, event.detail.map);
});
