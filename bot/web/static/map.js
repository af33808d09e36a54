// The pin: a map that moves under a fixed mark. Loaded, with Leaflet, when it is first opened.

import { answered, fetched } from "./ask.js";
import { byId, calm, config, el, icon, strings } from "./dom.js";

const { tiles, attribution, outline, center, zoom } = config.map;
const DIGITS = 6;

let map = null;

/** Lets the person move the map; the place under the pin, or null. */
export async function pick() {
  await leaflet();
  const chosen = await answered(byId("map-dialog"), () => {
    map = map || draw();
    map.invalidateSize();
    byId("map").focus();
  });
  if (!chosen) return null;
  const { lat, lng } = map.getCenter().wrap();
  return { latitude: Number(lat.toFixed(DIGITS)), longitude: Number(lng.toFixed(DIGITS)) };
}

/** Shows a place; the map may be moved, the mark stays where the place is. */
export async function look({ latitude, longitude }) {
  await leaflet();
  const dialog = byId("map-dialog");
  const ours = [byId("map-title").textContent, byId("map-no").textContent];
  const dress = (title, no, seeing) => {
    byId("map-title").textContent = title;
    byId("map-no").textContent = no;
    dialog.classList.toggle("seeing", seeing);
    dialog.setAttribute("aria-describedby", seeing ? "" : "map-hint");
  };
  dress(strings.location, strings.close, true);
  const mark = L.divIcon({ className: "spot", html: icon("pin"), iconSize: [48, 48], iconAnchor: [24, 44] });
  const spot = L.marker([latitude, longitude], { icon: mark, interactive: false, keyboard: false });
  await answered(dialog, () => {
    map = map || draw();
    map.invalidateSize();
    map.setView([latitude, longitude], Math.max(map.getZoom(), zoom));
    spot.addTo(map);
    byId("map").focus();
  });
  spot.remove();
  dress(...ours, false);
}

let loading = null;

function leaflet() {
  loading = loading || Promise.all([
    fetched(el("link", { rel: "stylesheet", href: "/static/leaflet/leaflet.css" })),
    fetched(el("script", { src: "/static/leaflet/leaflet.js" })),
  ]).catch((trouble) => {
    loading = null;
    throw trouble;
  });
  return loading;
}

function draw() {
  const box = byId("map");
  box.setAttribute("role", "application");
  box.setAttribute("aria-label", strings.mapLabel);
  const smooth = !calm();
  const drawn = L.map(box, {
    zoomControl: false, zoomSnap: tiles ? 1 : 0, attributionControl: Boolean(tiles && attribution), maxZoom: 19,
    zoomAnimation: smooth, fadeAnimation: smooth, inertia: smooth,
  });
  if (drawn.attributionControl) drawn.attributionControl.setPrefix(false);
  L.control.zoom({ position: "topright", zoomInTitle: strings.zoomIn, zoomOutTitle: strings.zoomOut }).addTo(drawn);
  drawn.setView(center, zoom);
  if (tiles) L.tileLayer(tiles, { attribution: attribution || "", maxZoom: 19 }).addTo(drawn);
  if (outline) {
    const edge = L.polygon(outline, { interactive: false, className: "outline" }).addTo(drawn);
    if (!tiles) drawn.fitBounds(edge.getBounds(), { padding: [12, 12] });
  }
  drawn.on("moveend", () => tellState(drawn));
  tellState(drawn);
  return drawn;
}

function tellState(drawn) {
  const { lat, lng } = drawn.getCenter();
  byId("map-state").textContent = !outline ? "" : inside(lat, lng) ? strings.mapInside : strings.mapOutside;
}

/** Whether a ray from the point crosses the outline's rings an odd number of times. */
function inside(lat, lon) {
  let odd = false;
  for (const ring of outline) {
    ring.forEach(([y, x], index) => {
      const [v, u] = ring[(index || ring.length) - 1];
      if (y > lat !== v > lat && lon < x + ((lat - y) / (v - y)) * (u - x)) odd = !odd;
    });
  }
  return odd;
}
