// What only the staff page has: invitations, which nothing opens but a press of the button, and in the
// title how much was said while nobody looked.

import { byId, memory } from "./dom.js";

const KEY = "candung.invitation";
const MARK = "#invite=";
const title = document.title;
let token = memory.load(KEY);
let unread = 0;

/** Takes the token out of the address bar, and offers what it is for. */
function invite() {
  if (location.hash.startsWith(MARK)) {
    token = location.hash.slice(MARK.length);
    memory.save(KEY, token);
    history.replaceState(null, "", location.pathname);
  }
  offer(token);
  if (token) byId("invited").focus();
}

function offer(invitation) {
  byId("open").dataset.invitation = invitation || "";
  byId("invited").hidden = !invitation;
  document.body.classList.toggle("invited", Boolean(invitation));
}

// The page's own listener takes the token from the button first.
addEventListener("click", ({ target }) => {
  if (target.id !== "open") return;
  token = null;
  memory.save(KEY, null);
  offer(null);
});
addEventListener("hashchange", invite);
addEventListener("heard", () => {
  if (document.hidden) document.title = `(${(unread += 1)}) ${title}`;
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  unread = 0;
  document.title = title;
});
invite();
