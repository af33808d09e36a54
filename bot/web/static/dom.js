// Small things every part of the page needs: what the server handed over, and making elements.

export const byId = (id) => document.getElementById(id);

export const config = JSON.parse(byId("config").textContent);
export const strings = Object.fromEntries(
  [...byId("strings").content.children].map(({ id, textContent }) => [id, textContent]),
);

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The worded sentence, with its %s filled in. */
export const say = (key, value = "") => strings[key].replace("%s", () => value);

/** An element with properties, data set and children; strings become text, never markup. */
export function el(tag, { data, ...properties } = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  Object.assign(node.dataset, data);
  node.append(...children.filter((child) => child !== null));
  return node;
}

/** One of the page's icons; it says nothing to a screen reader. */
export function icon(name) {
  const make = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  const svg = make("svg");
  const use = make("use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** Storage of this tab; a browser that forbids it (a foreign frame, a private window) forgets instead. */
export const memory = {
  load(key) {
    try {
      return JSON.parse(sessionStorage.getItem(key));
    } catch {
      return null;
    }
  },
  save(key, value) {
    try {
      sessionStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Nothing to keep it in; the page goes on without.
    }
  },
  clear() {
    try {
      sessionStorage.clear();
      localStorage.clear();
    } catch {
      // Nothing was kept.
    }
  },
};

/** A random UUID; crypto.randomUUID is missing on older phones and on plain HTTP. */
export function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
