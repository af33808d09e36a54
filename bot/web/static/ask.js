// Questions the page itself asks before it does something: in a dialog, answered yes or no.

import { byId, el } from "./dom.js";

/** Adds a style sheet or script to the page; done when it is there. */
export function fetched(node) {
  return new Promise((resolve, reject) => {
    node.onload = resolve;
    node.onerror = () => {
      node.remove();
      reject(new Error(node.href || node.src));
    };
    document.head.append(node);
  });
}

const dressed = fetched(el("link", { rel: "stylesheet", href: "/static/ask.css" })).catch(() => {});

/** Opens a dialog; true when it was closed with its "yes". */
export async function answered(dialog, opened = () => {}) {
  await dressed;
  return new Promise((resolve) => {
    dialog.returnValue = "";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
    opened();
  });
}

export function confirm(title, text, yes, no) {
  byId("ask-title").textContent = title;
  byId("ask-text").textContent = text;
  byId("ask-yes").textContent = yes;
  byId("ask-no").textContent = no;
  return answered(byId("ask"));
}
