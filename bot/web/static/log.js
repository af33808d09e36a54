// The conversation on the screen: the server's account, then what is still on its way.

import { own, showFate, spoken, told } from "./bubble.js";
import { calm, el, strings } from "./dom.js";

const SCROLLING = 1500;
const QUESTIONS = ".ward:not([data-subject])";

const pace = () => (calm() ? "auto" : "smooth");
const keyOf = (item) => (item.from === "ward" ? `w${item.id}` : `m${item.id ?? `${item.at}|${item.text}`}`);

export class Log {
  #told = new Map();
  #locals = new Map();
  #moved = 0;

  constructor(root, newest) {
    this.root = root;
    this.newest = newest;
    newest.onclick = () => this.#onwards();
    for (const event of ["scroll", "resize"]) addEventListener(event, () => this.#guide(), { passive: true });
  }

  get empty() {
    return !this.root.childElementCount;
  }

  /** What the ward said last and waits for, or null. */
  get question() {
    return this.#latest(QUESTIONS)?.item || null;
  }

  /** Whether a photo of ours is still being looked at by the server. */
  get developing() {
    return [...this.#told.values()].some(({ item }) => item.files.some(({ state }) => state === "wanted"));
  }

  /** One more from the ward; `follow` it even if the person reads further up. False when it was known. */
  hear(item, follow) {
    if (this.#told.has(keyOf(item))) return false;
    const stay = this.#stays(follow);
    const before = item.edits ? this.#edited(item.edits) : null;
    if (before) item.subject = item.subject || before.item.subject;
    const node = this.#keep(item);
    if (before) {
      this.#told.delete(keyOf(before.item));
      this.#told.get(keyOf(item)).was = before.was.add(before.item.id);
      const held = before.node.contains(document.activeElement);
      before.node.replaceWith(node);
      if (held) node.focus({ preventScroll: true });
    } else {
      this.root.append(node);
    }
    this.#settle();
    if (!stay && !before) this.#reveal(node);
    return true;
  }

  /** The server's whole account; what did not change stays. True when the ward says something new in it. */
  tell({ items, last }, follow) {
    const stay = this.#stays(follow);
    const known = this.#latest()?.item.id;
    const nodes = items.map((item) => this.#known(item) || this.#adopt(item) || this.#keep(item));
    const newer = [...this.#told.values()].filter(({ item }) => item.from === "ward" && item.id > last);
    nodes.push(...newer.map(({ node }) => node).filter((node) => !nodes.includes(node)));
    for (const [id, { job }] of this.#locals) if (job.state === "sent") this.#release(id);
    nodes.push(...[...this.#locals.values()].map(({ node }) => node));
    this.#lay(nodes);
    for (const [key, { node }] of this.#told) if (!nodes.includes(node)) this.#told.delete(key);
    this.#settle();
    const news = this.#latest()?.item.id !== known;
    if (news && !stay) this.#reveal(nodes.at(-1), known ? pace() : "auto");
    return news;
  }

  /** One of the person's own, as it goes its way. */
  follow(job) {
    const known = this.#locals.get(job.id);
    if (known) {
      if (job.state === "cancelled") return this.#drop(job.id);
      showFate(known.node, job);
      if (job.state === "refused") this.#reveal(known.node);
      return;
    }
    const node = own(job);
    showFate(node, job);
    this.#locals.set(job.id, { job, node });
    this.root.append(node);
    this.#settle();
    this.#reveal(node);
    node.querySelector("img")?.addEventListener("load", () => this.#reveal(node));
  }

  /** The job whose bubble holds the element. */
  jobAt(element) {
    const node = element.closest(".entry");
    return [...this.#locals.values()].find((local) => local.node === node)?.job;
  }

  /** Puts the keyboard on the newest entry: what comes next is the next stop of the Tab key. */
  focusLast() {
    this.root.lastElementChild?.focus({ preventScroll: true });
  }

  /** What stands where message `id` was first said, however often it was edited since. */
  #edited(id) {
    return [...this.#told.values()].find(({ item, was }) => item.from === "ward" && (item.id === id || was.has(id)));
  }

  #keep(item) {
    return this.#enter(item, told(item));
  }

  #enter(item, node) {
    const was = new Set(item.edits ? [item.edits] : []);
    this.#told.set(keyOf(item), { item, node, was, shape: JSON.stringify(item) });
    return node;
  }

  #known(item) {
    const known = this.#told.get(keyOf(item));
    return known && known.shape === JSON.stringify(item) ? known.node : null;
  }

  /** The server's copy of something this page just sent takes over its bubble. */
  #adopt(item) {
    if (item.from !== "me" || item.files.length || this.#told.has(keyOf(item))) return null;
    const match = [...this.#locals.entries()].find(
      ([, { job }]) => job.state === "sent" && job.body && spoken(job.body) === item.text,
    );
    if (!match) return null;
    const [id, { node }] = match;
    this.#locals.delete(id);
    return this.#enter(item, node);
  }

  #release(id) {
    const { job } = this.#locals.get(id);
    if (job.file?.preview) URL.revokeObjectURL(job.file.preview);
    this.#locals.delete(id);
  }

  #drop(id) {
    this.#locals.get(id).node.remove();
    this.#release(id);
    this.#settle();
  }

  #lay(nodes) {
    this.root.setAttribute("aria-busy", "true");
    for (const node of [...this.root.children]) if (!nodes.includes(node)) node.remove();
    nodes.forEach((node, index) => {
      if (this.root.children[index] !== node) this.root.insertBefore(node, this.root.children[index] || null);
    });
    this.root.removeAttribute("aria-busy");
  }

  #latest(which = ".ward") {
    const last = [...this.root.querySelectorAll(which)].pop();
    return [...this.#told.values()].find(({ node }) => node === last);
  }

  /** Only the newest question has choices, and of each case the newest card; a heading where a new day begins. */
  #settle() {
    const latest = this.#latest(QUESTIONS)?.node;
    const subjects = new Set();
    for (const node of [...this.root.querySelectorAll(".ward")].reverse()) {
      const { subject } = node.dataset;
      const box = node.querySelector(".choices");
      if (box) box.hidden = subject ? subjects.has(subject) : node !== latest;
      subjects.add(subject);
    }
    requestAnimationFrame(() => this.#guide());
    let before = null;
    for (const node of this.root.children) {
      const heading = node.querySelector(".day");
      if (node.dataset.day === before) heading?.remove();
      else if (!heading) node.prepend(el("p", { className: "day" }, node.dataset.day));
      before = node.dataset.day;
    }
  }

  /** Somebody who reads further up is left there. */
  #stays(follow) {
    const under = document.documentElement.scrollHeight - innerHeight - scrollY;
    return !follow && under >= 160 && Date.now() - this.#moved > SCROLLING;
  }

  /** What the composer hides: all of the newest message ("newest"), or its first choice ("more"). */
  get #below() {
    const node = this.#latest()?.node;
    if (!node) return "";
    const end = Math.min(innerHeight, this.newest.parentElement.getBoundingClientRect().top);
    if (node.getBoundingClientRect().top >= end) return "newest";
    const choice = node.querySelector(".choices button") || node;
    return choice.getBoundingClientRect().bottom > end ? "more" : "";
  }

  #onwards() {
    if (this.#below === "newest") this.#reveal(this.#latest().node);
    else scrollBy({ top: innerHeight / 2, behavior: pace() });
  }

  /** Says that it goes on below, for those who do not think of scrolling. */
  #guide() {
    const below = this.#below;
    this.newest.hidden = !below;
    if (below) this.newest.lastElementChild.textContent = strings[below];
  }

  /** A message taller than the screen shows its beginning. */
  #reveal(node, behavior = pace()) {
    this.#moved = Date.now();
    const scroll = () => {
      const tall = node.offsetHeight > innerHeight * 0.5;
      node.scrollIntoView({ block: tall ? "start" : "end", behavior });
      this.#guide();
    };
    // Not before the next frame but one: what is offered below changes its height with the question.
    requestAnimationFrame(() => requestAnimationFrame(scroll));
  }
}

