// The map of places: rings and outlines of our own data, in step with the list beside it, and a pen to draw with.
// Labels are text nodes only.  Without this script the server's drawing stands in its place.

const LABELS_FROM = 12.5; // zoom; further out the names would lie on one another
const DIGITS = 6; // of a degree, about a decimetre

function text(tag, content, className) {
  const element = document.createElement(tag);
  element.textContent = content;
  if (className) element.className = className;
  return element;
}

/** Remember where the reader looked and which layers were put away, so that the address can be shared. */
function keepView(map, bounds) {
  const asked = /^#karta=([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)(?:&utan=([a-z_,]+))?$/.exec(location.hash);
  const away = new Set(asked?.[4]?.split(",") ?? []);
  const write = () => {
    const { lat, lng } = map.getCenter();
    const without = away.size ? `&utan=${[...away].sort().join(",")}` : "";
    history.replaceState(null, "", `#karta=${map.getZoom().toFixed(1)}/${lat.toFixed(5)}/${lng.toFixed(5)}${without}`);
  };
  if (asked) map.setView([Number(asked[2]), Number(asked[3])], Number(asked[1]), { animate: false });
  else map.fitBounds(bounds, { animate: false });
  map.on("moveend", write);
  return { away, write };
}

/** Put a tick box before each line of the legend; it shows and hides that layer.  Layers without a line stay. */
function setUpLegend(frame, groups, view, map, changed) {
  const lasting = new Set(groups.keys());
  for (const line of frame.querySelectorAll("[data-map-legend] [data-map-layer]")) {
    const [key, ...more] = line.dataset.mapLayer.split(" ");
    for (const name of [key, ...more]) lasting.delete(name);
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: !view.away.has(key) });
    const label = document.createElement("label");
    label.append(box, ...line.childNodes);
    line.append(label);
    const show = () => {
      for (const name of [key, ...more]) {
        if (box.checked) groups.get(name)?.addTo(map);
        else groups.get(name)?.remove();
      }
      changed(key, box.checked);
    };
    box.addEventListener("change", () => {
      if (box.checked) view.away.delete(key);
      else view.away.add(key);
      show();
      view.write();
    });
    show();
  }
  for (const name of lasting) groups.get(name).addTo(map);
}

/** Leave out labels that would lie on one that is already there. */
function thinOut(tooltips) {
  const taken = [];
  for (const tooltip of tooltips) {
    const element = tooltip.getElement();
    if (!element) continue;
    element.classList.remove("hidden-label");
    tooltip.update();
    const box = element.getBoundingClientRect();
    const free = !taken.some((t) => box.left < t.right && t.left < box.right && box.top < t.bottom && t.top < box.bottom);
    if (free) taken.push(box);
    else element.classList.add("hidden-label");
  }
}

/** Let the reader draw a point or a surface into the form's field; every step has a button. */
function setUpPen(frame, map) {
  const tools = frame.querySelector("[data-draw-tools]");
  const field = document.querySelector("[data-location]");
  const told = tools.querySelector("[data-draw-told]");
  const kinds = [...tools.querySelectorAll("[data-draw-kind]")];
  let kind = "point";
  let corners = [];
  let drawn = null;
  tools.hidden = false;
  map.getContainer().classList.add("drawing");

  const written = ({ lat, lng }) => [Number(lng.toFixed(DIGITS)), Number(lat.toFixed(DIGITS))];

  function show() {
    drawn?.remove();
    drawn = null;
    if (corners.length) {
      const options = { className: "map-drawn", interactive: false };
      drawn = (corners.length === 1 ? L.circleMarker(corners[0], { ...options, radius: 8 }) : L.polygon(corners, options)).addTo(map);
    }
    if (kind === "point") field.value = corners.length ? `${corners[0].lat.toFixed(DIGITS)} ${corners[0].lng.toFixed(DIGITS)}` : "";
    else if (corners.length > 2) {
      const ring = corners.map(written);
      field.value = JSON.stringify({ type: "Polygon", coordinates: [[...ring, ring[0]]] });
    } else field.value = "";
    if (!corners.length) told.textContent = told.dataset.empty;
    else told.textContent = kind === "point" ? told.dataset.point : told.dataset.corners.replace("%s", corners.length);
  }

  function add(latlng) {
    corners = kind === "point" ? [latlng] : [...corners, latlng];
    show();
  }

  map.on("click", (event) => add(event.latlng));
  tools.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.drawKind) {
      kind = button.dataset.drawKind;
      corners = [];
      for (const other of kinds) other.setAttribute("aria-pressed", String(other === button));
      show();
    } else if ("drawHere" in button.dataset) add(map.getCenter());
    else if ("drawUndo" in button.dataset) {
      corners = corners.slice(0, -1);
      show();
    } else {
      corners = [];
      show();
    }
  });
}

function setUp(frame, map) {
  const data = JSON.parse(document.getElementById("place-map-data").textContent);
  const drawing = "draw" in frame.dataset;
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

  const inLayers = (...names) => (feature) => names.includes(feature.properties.layer);
  const classOf = ({ properties }) => `map-${properties.layer}`;
  const circle = (radius) => (feature, latlng) => L.circleMarker(latlng, { radius, className: classOf(feature) });

  const groups = new Map();
  for (const [order, name] of ["surrounding", "water", "area", "metro_line", "metro_station"].entries()) {
    const pane = `ground-${name}`;
    map.createPane(pane).style.zIndex = 380 + order;
    groups.set(name, L.geoJSON(data, {
      pane,
      interactive: false,
      filter: inLayers(name),
      style: (feature) => ({ className: classOf(feature) }),
      pointToLayer: (feature, latlng) => L.circleMarker(latlng, { pane, radius: 4, className: classOf(feature), interactive: false }),
    }));
  }
  groups.set("designation", L.geoJSON(data, {
    interactive: false,
    filter: inLayers("designation"),
    style: (feature) => ({ className: classOf(feature) }),
    pointToLayer: circle(13),
  }));
  const backdrop = frame.querySelector("[data-tiles]");
  if (backdrop) groups.set("backdrop", L.tileLayer(backdrop.dataset.tiles, { maxZoom: 17 }));

  const layers = new Map();
  const labels = [];
  const light = (url, on) => {
    layers.get(url)?.getElement()?.classList.toggle("on", on);
    if (on) layers.get(url)?.bringToFront();
    for (const link of document.querySelectorAll("[data-place]")) {
      if (link.dataset.place === url) link.closest("li").classList.toggle("on", on);
    }
  };
  groups.set("place", L.geoJSON(data, {
    interactive: !drawing,
    filter: inLayers("place"),
    style: (feature) => ({ className: classOf(feature) }),
    pointToLayer: circle(7),
    onEachFeature: ({ properties }, layer) => {
      if (properties.url) layers.set(properties.url, layer);
      const box = text("span", "");
      box.append(text("strong", properties.name));
      if (properties.note) box.append(text("span", properties.note, "note"));
      const at = layer.getLatLng?.() ?? layer.getBounds().getCenter();
      labels.push(L.tooltip({ permanent: true, direction: "right", offset: [10, 0], className: "map-label place-label", opacity: 1 }).setLatLng(at).setContent(box));
      if (drawing || !properties.url) return;
      layer.on("mouseover", () => light(properties.url, true));
      layer.on("mouseout", () => light(properties.url, false));
      layer.on("click", () => location.assign(properties.url));
    },
  }));

  const bounds = L.latLngBounds(data.bounds);
  map.options.zoomSnap = 0.1;
  map.setMaxZoom(17);
  const view = keepView(map, bounds);

  let named = true; // the places are shown, and so are their names
  const redraw = () => {
    const near = named && map.getZoom() >= LABELS_FROM;
    for (const label of labels) {
      if (near) label.addTo(map);
      else label.remove();
    }
    if (near) thinOut(labels);
  };
  setUpLegend(frame, groups, view, map, (key, shown) => {
    if (key === "backdrop") frame.classList.toggle("on-backdrop", shown);
    if (key !== "place") return;
    named = shown;
    redraw();
  });
  map.on("zoomend", redraw);
  document.fonts.ready.then(redraw);

  for (const link of document.querySelectorAll("[data-place]")) {
    const url = link.dataset.place;
    const row = link.closest("li");
    row.addEventListener("pointerenter", () => light(url, true));
    row.addEventListener("pointerleave", () => light(url, false));
    link.addEventListener("focus", () => light(url, true));
    link.addEventListener("blur", () => light(url, false));
  }
  if (drawing) setUpPen(frame, map);
}

window.addEventListener("map:init", (event) => {
  const frame = event.detail.map.getContainer().closest("[data-place-map]");
  if (frame) setUp(frame, event.detail.map);
});
