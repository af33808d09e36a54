// The chat page: connects what the person does, what is under way, and what the ward says.

import * as api from "./api.js";
import { Composer } from "./composer.js";
import { byId, config, memory, strings } from "./dom.js";
import { Log } from "./log.js";
import { Outbox } from "./outbox.js";
import { Stream } from "./stream.js";

const NO_ANSWER = 8000;
const BLINK = 3000;
const DEVELOPS = 3000;
const LOOKS = 10;
const TABS = "candung";
const RELOADED = "candung.language";
const tabs = "BroadcastChannel" in self ? new BroadcastChannel(TABS) : null;

const log = new Log(byId("log"), byId("newest"));
const outbox = new Outbox(followed);
const composer = new Composer({ say, upload: (file) => outbox.upload(file) });
const stream = new Stream({ heard, open: () => online(true), lost: () => online(false), woken: catchUp });

let asked = false; // this tab has sent something since the ward last spoke
let answers = 0; // how often the ward has spoken
let languageAsked = 0; // so many of the next answers may change the language of the page
let awaited = null; // the timer of an answer that is due

function say(body) {
  composer.warn("");
  if (body.tap === "nav:language" || body.text === "/ngonngu") languageAsked = 4;
  outbox.say(body);
}

function followed(job) {
  log.follow(job);
  if (job.state === "sending") job.since = answers;
  if (job.state === "sent") arrived(job);
  if (job.state === "failed") composer.alert(strings.failed);
  if (job.state === "refused") composer.alert(job.reason || strings.refused);
  if (job.body && job.state !== "sent") expect(outbox.speaking);
  show();
}

function arrived(job) {
  // The answer may come by the line before the request that asked for it is told of its own success.
  const answered = answers > job.since;
  asked = asked || !answered;
  sent += 1;
  composer.alert("");
  tabs?.postMessage("sent");
  if (job.body && answered) expect(outbox.speaking);
  else if (job.body) expect(true, NO_ANSWER);
  if (job.file) looks = LOOKS;
  if (job.file || job.doubled) soon();
}

/** While an answer is due the old choices are put away; if none comes, ask the server what happened. */
function expect(due, patience = null) {
  clearTimeout(awaited);
  awaited = null;
  document.body.classList.toggle("awaiting", due);
  byId("waiting").hidden = !due;
  if (patience) awaited = setTimeout(overdue, patience);
}

function overdue() {
  expect(false);
  stream.connect();
  catchUp();
}

function heard(kind, data) {
  if (kind === "ack") {
    if (data.text) composer.note(data.text);
    return;
  }
  if (!log.hear(data, asked)) return;
  dispatchEvent(new Event("heard"));
  // Nobody asked here: the question came from another tab, so there is something of ours to learn.
  if (!asked || log.developing) soon();
  spoken();
  if (languageAsked-- > 0) api.session().then(({ language }) => accord(language), () => {});
}

/** The ward has said something new. */
function spoken() {
  answers += 1;
  asked = false;
  if (!outbox.speaking) expect(false);
  show();
}

function show() {
  byId("welcome").hidden = !log.empty;
  composer.suit(log.question);
}

let sent = 0; // how many of our messages the server has confirmed
let refreshing = false;
let repeat = false;
let pending = null;
let looks = LOOKS; // so often we ask once more what became of a photo

/** Soon, and once for several reasons at a time. */
function soon(pause = 300) {
  clearTimeout(pending);
  pending = setTimeout(catchUp, pause);
}

/** Lays the server's account on the screen; one that a delivery of ours overtook is asked for again. */
async function refresh() {
  if (refreshing) {
    repeat = true;
    return;
  }
  refreshing = true;
  try {
    do {
      repeat = false;
      const before = sent;
      const account = await api.history();
      if (sent === before) lay(account);
      else repeat = true;
    } while (repeat);
  } finally {
    refreshing = false;
  }
}

/** A refresh that may fail: the line tells of the trouble, and the next occasion comes. */
function catchUp() {
  refresh().catch(() => {});
}

function lay(account) {
  // What is under way right now may be in the account too; its arrival asks again.
  for (const job of outbox.jobs) job.doubled = true;
  const news = log.tell(account, asked);
  stream.last = Math.max(stream.last, account.last);
  if (news) spoken();
  else show();
  if (log.developing && (looks -= 1) > 0) soon(DEVELOPS);
}

/** A conversation in another language than the page: load the page again, once, to be worded alike. */
function accord(language) {
  const tried = memory.load(RELOADED) === language;
  memory.save(RELOADED, language === config.language ? null : language);
  if (language !== config.language && !tried) location.reload();
}

let lamp = null;

/** The line may blink for a moment without anyone being told. */
function online(is) {
  if (is) {
    clearTimeout(lamp);
    lamp = null;
    byId("offline").textContent = "";
  } else {
    lamp = lamp || setTimeout(() => (byId("offline").textContent = strings.offline), navigator.onLine ? BLINK : 0);
  }
}

async function speak(language) {
  await api.session(language).then(() => location.reload(), () => composer.warn(strings.failed));
}

async function leave() {
  try {
    const { confirm } = await import("./ask.js");
    if (!(await confirm(strings.leaveTitle, strings.leaveHint, strings.leaveYes, strings.leaveNo))) return;
    await api.leave();
  } catch {
    composer.warn(strings.leaveFailed);
    return;
  }
  tabs?.postMessage("left");
  fresh();
}

function fresh() {
  outbox.empty();
  stream.close();
  memory.clear();
  location.replace(location.pathname);
}

function pressed({ target }) {
  const button = target.closest("button");
  const menu = byId("menu");
  if (!menu.contains(target) || button) menu.open = false;
  if (!button) return;
  const { text, tap, label, act, language, invitation } = button.dataset;
  if (text) say({ text });
  else if (invitation) say({ invitation, label: button.textContent });
  else if (tap) say({ tap, label: label || button.textContent.trim() });
  else if (act) settle(act, log.jobAt(button));
  else if (language) speak(language);
  if (text || tap || act || invitation) log.focusLast();
}

function settle(act, job) {
  composer.warn("");
  if (act === "retry") outbox.retry(job);
  else outbox.drop(job);
  if (act === "drop" && job.file) composer.note(strings.cancelled.replace("%s", () => job.file.blob.name));
}

function listen() {
  document.addEventListener("click", pressed);
  byId("leave").onclick = leave;
  byId("menu").onkeydown = (event) => {
    if (event.key !== "Escape") return;
    byId("menu").open = false;
    byId("menu").firstElementChild.focus();
  };
  if (tabs) tabs.onmessage = ({ data }) => (data === "left" ? fresh() : soon());
  const measure = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      document.documentElement.style.setProperty(`--${target.id}`, `${target.offsetHeight}px`);
    }
  });
  for (const id of ["head", "composer"]) measure.observe(byId(id));
}

/** What must succeed before anything else is repeated until it does; nothing typed meanwhile is lost. */
async function insist(task, pause = 1000) {
  for (; ; pause = Math.min(pause * 2, 15000)) {
    try {
      return await task();
    } catch (trouble) {
      if (trouble instanceof api.Refused) composer.warn(trouble.message);
      else online(false);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** Only the staff page opens invitations. */
function forward() {
  const invited = config.start !== "staff" && location.hash.startsWith("#invite=");
  if (invited) location.replace(`/staff${location.hash}`);
  return invited;
}

async function start() {
  addEventListener("hashchange", forward);
  if (forward()) return;
  byId("late").remove();
  listen();
  byId("menu").hidden = byId("composer").hidden = false;
  const { language, staff } = await insist(() => api.session());
  if (staff && config.start === "home") return location.replace("/staff");
  accord(language);
  outbox.resume();
  await insist(refresh);
  stream.connect();
  if (config.start === "track") {
    window.history.replaceState(null, "", "/");
    say({ text: "/tracuu" });
  }
}

start();
