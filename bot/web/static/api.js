// Talking to the server: what may be tried again, and what it refused for good.

const PATIENCE = 20000;
const LONGEST_WAIT = 60;
const SESSION = "/chat/session";
/** Every request says whether the page stands in a frame: staff are served in none. */
export const FRAMED = `framed=${self === top ? 0 : 1}`;

/** The server said no; `message` is its sentence for the person, perhaps empty. */
export class Refused extends Error {}

/** Nothing is lost, try again, at the earliest `after` milliseconds from now (null: as you like). */
export class Later extends Error {
  constructor(after = null) {
    super("later");
    this.after = after;
  }
}

/** The person took it back while it was under way. */
export class Cancelled extends Error {}

function sentence(text) {
  try {
    return JSON.parse(text).error.text || "";
  } catch {
    return "";
  }
}

/** What an answer means: silence for a yes, else the error to act on. */
function judge(status, text, retryAfter) {
  if (status >= 200 && status < 300) return null;
  const wait = /^\d+$/.test(retryAfter || "") ? Number(retryAfter) : null;
  if (status === 429 && (wait === null || wait > LONGEST_WAIT)) return new Refused(sentence(text));
  const passing = status >= 500 && status !== 507;
  if (passing || status === 408 || status === 429) return new Later(wait === null ? null : wait * 1000);
  if (status === 401) return new Later(0);
  return new Refused(sentence(text));
}

async function ask(path, options = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  let response;
  let text;
  try {
    response = await fetch(`${path}?${FRAMED}`, { ...options, credentials: "same-origin", signal: stop.signal });
    text = await response.text();
  } catch {
    throw new Later();
  } finally {
    clearTimeout(timer);
  }
  const trouble = judge(response.status, text, response.headers.get("Retry-After"));
  if (!trouble) return text ? JSON.parse(text) : null;
  if (response.status === 401 && path !== SESSION) await renew();
  throw trouble;
}

const post = (path, body) =>
  ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Candung": "1" },
    body: JSON.stringify(body),
  });

let renewing = null;

/** A lost session is opened again once, however many requests notice. */
function renew() {
  renewing = renewing || session().catch(() => null).finally(() => (renewing = null));
  return renewing;
}

export const session = (language) => post(SESSION, { language });
export const history = () => ask("/chat/history", { cache: "no-store" });
export const leave = () => post("/chat/leave", {});
export const message = (id, body) => post("/chat/messages", { id, ...body });

/** Sends one file; `progress` hears 0 to 1, `onStart` gets a function that stops it. */
export function file(id, { blob, kind }, progress, onStart) {
  const form = new FormData();
  form.append("id", id);
  form.append("kind", kind);
  form.append("file", blob, blob.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/chat/files?${FRAMED}`);
    request.setRequestHeader("X-Candung", "1");
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onabort = () => reject(new Cancelled());
    request.onerror = () => reject(new Later());
    request.onload = async () => {
      const trouble = judge(request.status, request.responseText, request.getResponseHeader("Retry-After"));
      if (request.status === 401) await renew();
      if (trouble) reject(trouble);
      else resolve();
    };
    onStart(() => request.abort());
    request.send(form);
  });
}
