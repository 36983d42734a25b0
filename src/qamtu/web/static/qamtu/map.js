// The public map: settlements and places of the district on a plain ground, no server of tiles.
// It is a drawing of the list below it, which says the same; so the map is hidden from readers.
import { Map, Marker, NavigationControl, LngLatBounds, setWorkerUrl }
  from "./maplibre/maplibre-gl.mjs";

const shown = document.getElementById("map");
const texts = JSON.parse(document.getElementById("texts").textContent);
const SIGNS = { full: "✓", partial: "◐", none: "✕", unknown: "?", not_provided: "–" };

function draw(features) {
  setWorkerUrl(new URL("./maplibre/maplibre-gl-worker.mjs", import.meta.url).href);
  const bounds = new LngLatBounds();
  for (const one of features) bounds.extend(one.geometry.coordinates);
  const map = new Map({
    container: shown,
    style: {
      version: 8, sources: {},
      layers: [{ id: "ground", type: "background", paint: { "background-color": "#eef2ee" } }],
    },
    bounds: bounds.isEmpty() ? undefined : bounds,
    fitBoundsOptions: { padding: 50, maxZoom: 13 },
    attributionControl: false, dragRotate: false, pitchWithRotate: false, cooperativeGestures: true,
  });
  map.addControl(new NavigationControl({ showCompass: false }));
  const order = ["unknown", "not_provided", "none", "partial", "full"]; // what is known lies on top
  features.sort((one, other) =>
    order.indexOf(one.properties.verdict) - order.indexOf(other.properties.verdict));
  for (const { geometry, properties } of features) {
    const sign = document.createElement(properties.kind === "place" ? "a" : "span");
    sign.tabIndex = -1; // the list below is for the keyboard
    if (properties.kind === "place") {
      sign.className = `pin ${properties.verdict}`;
      sign.href = properties.address + location.search;
      sign.textContent = SIGNS[properties.verdict];
      sign.title = `${properties.name}: ${properties.said}`;
    } else {
      sign.className = "settlement";
      sign.textContent = properties.name;
    }
    new Marker({ element: sign, anchor: properties.kind === "place" ? "center" : "top" })
      .setLngLat(geometry.coordinates).addTo(map);
  }
  // Of places that would hide each other while the map is small, the settlement's name stays.
  const size = () => shown.classList.toggle("far", map.getZoom() < 9);
  map.on("zoom", size);
  size();
  shown.dataset.drawn = String(features.length);
  for (const one of shown.querySelectorAll("button, canvas, [tabindex]")) one.tabIndex = -1;
}

try {
  const answer = await fetch(shown.dataset.address);
  draw((await answer.json()).features);
} catch {
  shown.hidden = true;
  document.getElementById("no-map").textContent = texts.noMap;
}
