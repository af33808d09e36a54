// What comes with a case: its photos, and the place on the map. Loaded with the first of them.

import { fetched } from "./ask.js";
import { byId, config, el, icon, say, strings } from "./dom.js";

const TRIES = 6;
const PAUSE = 3000;
const DIGITS = 5;

const dressed = fetched(el("link", { rel: "stylesheet", href: "/static/case.css" })).catch(() => {});

/** Fills the box of a message. */
export async function fill(box, { photos, point }) {
  await dressed;
  if (photos.length) box.append(el("div", { className: "photos" }, ...photos.map(photo)));
  if (point) box.append(...place(point));
}

/** One photo; a copy that is still being made is asked for again. */
function photo(url, index) {
  const image = el("img", { src: url, alt: say("evidence", index + 1) });
  const link = el("a", { href: url, target: "_blank", rel: "noopener" }, image);
  let left = TRIES;
  image.onerror = () => {
    left -= 1;
    if (left) setTimeout(() => (image.src = `${url}?${left}`), PAUSE);
    else link.replaceWith(el("p", { className: "gone" }, `${image.alt}: ${strings.unseen}`));
  };
  return link;
}

/** The place in figures, to be copied, and on our own map where that shows anything. */
function place(point) {
  const figures = [point.latitude, point.longitude].map((degrees) => degrees.toFixed(DIGITS)).join(", ");
  const words = el("p", { className: "attached" }, icon("pin"), el("span", {}, figures));
  if (!config.map.tiles && !config.map.outline) return [words];
  const see = el("button", { type: "button", className: "pill" }, strings.see);
  see.onclick = async () => {
    try {
      const { look } = await import("./map.js");
      await look(point);
    } catch {
      byId("notice").textContent = strings.unseen;
    }
  };
  return [words, see];
}
