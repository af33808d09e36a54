// How one message looks: the ward's with its choices, the person's own with its fate.

import { config, el, icon, say, strings } from "./dom.js";

const ZONE = "Asia/Ho_Chi_Minh";
const clock = new Intl.DateTimeFormat(config.language, { hour: "numeric", minute: "2-digit", timeZone: ZONE });
const date = new Intl.DateTimeFormat(config.language, {
  weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", timeZone: ZONE,
});
const DAY = 24 * 3600 * 1000;

/** The day of a message as people say it. */
export function day(at) {
  const said = date.format(at);
  if (said === date.format(Date.now())) return strings.today;
  return said === date.format(Date.now() - DAY) ? strings.yesterday : said;
}

const CODES = /\b(\d\d-\d{4,}-\d|(?!\d{4} \d)[\dA-Z]{4} [\dA-Z]{4})\b/;
const words = (text) => el("p", { className: "words" }, text);

/** The ward's words; what people copy by hand stands out: a case code, and its secret. */
const wardWords = (text) =>
  el("p", { className: "words" }, ...text.split(CODES).map((part, odd) => (odd % 2 ? el("b", {}, part) : part)));

const wordsOf = (text) => words((text[0] === "/" && strings[text]) || text);

function stamp(at) {
  return el("time", { dateTime: at.toISOString() }, clock.format(at));
}

function entry(who, at, ...children) {
  const name = el("span", { className: "hidden" }, `${strings[who]}: `);
  const bubble = el("div", { className: "bubble" }, name, ...children);
  return el("div", { className: `entry ${who}`, tabIndex: -1, data: { day: day(at) } }, bubble);
}

function steps([step, total]) {
  const bar = el("progress", { max: total, value: step });
  bar.setAttribute("aria-hidden", "true");
  return el("p", { className: "steps" }, el("span", {}, say("step", `${step}/${total}`)), bar);
}

function button(label, tap, className, number) {
  const mark = number ? el("span", { className: "number" }, String(number)) : null;
  return el("button", { type: "button", className, data: { tap, label } }, mark, el("span", {}, label));
}

/** What the page offers by controls of its own, see `place` in the composer. */
const OFFERED_BELOW = /:place:(here|type)$/;

/** Options are numbered in the order in which the server counts them; moves like "back" are set apart. */
function choices({ buttons, ask }, ofCard) {
  const options = buttons.filter(({ tap }) => !tap.startsWith("nav:") && !OFFERED_BELOW.test(tap));
  const moves = buttons.filter(({ tap }) => tap.startsWith("nav:"));
  const numbered = !ofCard && options.length > 1 && !options.some(({ label }) => /^\d/.test(label));
  const only = ofCard || (ask === "choice" && options.length === 1);
  const box = el("div", { className: "choices", data: ofCard ? {} : { live: "" } });
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", numbered ? strings.choices : strings.choices.split(".")[0]);
  box.append(...options.map(({ label, tap }, index) => {
    return button(label, tap, only && !index ? "main" : "", numbered && index + 1);
  }));
  if (moves.length) {
    const style = (tap) => (tap.startsWith("nav:done") ? "pill main" : "pill");
    box.append(el("div", { className: "moves" }, ...moves.map(({ label, tap }) => button(label, tap, style(tap)))));
  }
  return box;
}

function receipt(path, id) {
  const image = el("img", { src: path, alt: strings.receipt, className: "receipt", loading: "lazy" });
  const save = el("a", { href: path, download: `can-dung-${id}.png`, className: "pill main" }, icon("save"), strings.save);
  return [image, save];
}

function attached({ name, kind, url }) {
  if (url && kind === "photo") {
    const image = el("img", { src: url, alt: say("photo", name), loading: "lazy" });
    return el("a", { href: url, target: "_blank", rel: "noopener", className: "shot" }, image);
  }
  return el("p", { className: "attached" }, icon(kind === "photo" ? "photo" : "file"), el("span", {}, name || kind));
}

/** Photos and a place come with a case; what shows them is loaded with the first. */
function extras(item) {
  const box = el("div", { className: "matter" });
  import("./case.js").then(({ fill }) => fill(box, item), () => box.append(strings.unseen));
  return box;
}

/** A message as the server tells it. */
export function told(item) {
  const at = new Date(item.at);
  const text = item.gone ? el("p", { className: "words gone" }, strings.gone) : null;
  if (item.from === "me") {
    const said = item.text ? wordsOf(item.text) : null;
    const node = entry("me", at, text || said, ...item.files.map(attached));
    node.append(el("p", { className: "fate" }, icon("check"), `${strings.sent} `, stamp(at)));
    return node;
  }
  const node = entry(
    "ward", at,
    item.progress?.[1] > 1 ? steps(item.progress) : null,
    text || wardWords(item.text),
    ...(item.picture ? receipt(item.picture, item.id) : []),
    ...item.files.map(attached),
    item.photos?.length || item.point ? extras(item) : null,
    el("p", { className: "fate" }, stamp(at)),
  );
  // What staff may do with a case stays until its card changes, whatever is said in between.
  const subject = config.start === "staff" && item.subject;
  if (subject) node.dataset.subject = subject;
  if (item.buttons.length) node.append(choices(item, subject));
  return node;
}

/** A message of one's own that the server has not told back yet. */
export function own(job) {
  const node = entry("me", job.at, ...(job.file ? fileParts(job.file) : [wordsOf(spoken(job.body))]));
  node.append(el("div", { className: "fate" }));
  return node;
}

/** What the person sees of what was sent. */
export const spoken = (body) => body.text ?? body.label ?? strings.location;

function fileParts({ blob, kind, preview }) {
  const seen = preview ? el("img", { src: preview, alt: say("photo", blob.name) }) : null;
  const bar = el("progress", { max: 1, value: 0 });
  bar.setAttribute("aria-label", blob.name);
  return [seen || attached({ name: blob.name, kind }), bar];
}

const ICONS = { queued: "clock", sending: "clock", again: "clock", sent: "check", failed: "alert", refused: "alert" };

const act = (name, label) => el("button", { type: "button", className: "pill", data: { act: name } }, label);

/** Brings the fate line of one's own message up to date. */
export function showFate(node, job) {
  const moving = ["queued", "sending", "again"].includes(job.state);
  const bar = node.querySelector("progress");
  if (bar) {
    bar.hidden = !moving;
    bar.value = job.share;
  }
  const sharing = job.file && job.state === "sending" && job.share > 0;
  const state = sharing ? say("progress", Math.round(job.share * 100)) : job.reason || strings[job.state];
  const fate = node.querySelector(".fate");
  if (fate.dataset.state !== job.state) {
    const stuck = job.state === "failed" || job.state === "refused";
    fate.dataset.state = job.state;
    fate.replaceChildren(icon(ICONS[job.state]), el("span"), " ", moving || stuck ? "" : stamp(job.at));
    if (stuck) fate.append(act("retry", strings.retry), act("drop", strings.dismiss));
    else if (job.file && moving) fate.append(act("drop", strings.cancel));
  }
  fate.querySelector("span").textContent = state;
}
