// What the person has sent and the server has not confirmed yet: in order, one at a time, each under
// one id for ever, so that a repeated request stays one message.

import * as api from "./api.js";
import { memory, uuid } from "./dom.js";

const KEY = "candung.outbox";
const PAUSES = [1000, 2000, 4000, 8000, 15000];

/** Files are not kept across a reload (they are too big); everything else is. */
export class Outbox {
  jobs = [];
  #running = false;
  #wake = null;

  /** `changed(job)` hears every change of `state`: queued, sending, again, failed, refused, sent, cancelled. */
  constructor(changed) {
    this.changed = changed;
    addEventListener("online", () => this.retry());
    addEventListener("beforeunload", (event) => {
      if (this.jobs.some((job) => job.file && job.state !== "refused")) event.preventDefault();
    });
  }

  resume() {
    for (const kept of memory.load(KEY) || []) this.#enter({ ...kept, at: new Date(kept.at) });
  }

  say(body) {
    return this.#enter({ id: uuid(), at: new Date(), body });
  }

  upload(file) {
    return this.#enter({ id: uuid(), at: new Date(), file, share: 0 });
  }

  /** Whether the person still waits for words or a choice to arrive. */
  get speaking() {
    return this.jobs.some((job) => job.body && ["queued", "sending", "again"].includes(job.state));
  }

  /** Everything that stopped for lack of a network goes again; with `job`, that one too. */
  retry(job = null) {
    for (const other of this.jobs) {
      if (other.state === "failed" || other === job) this.#mark(other, "queued");
    }
    if (this.#wake) this.#wake();
    this.#drain();
  }

  /** Takes back what has not arrived. */
  drop(job) {
    if (job.stop) job.stop();
    this.#forget(job, "cancelled");
    if (this.#wake) this.#wake();
  }

  empty() {
    for (const job of this.jobs) this.drop(job);
  }

  #enter(job) {
    this.jobs.push(job);
    this.#mark(job, "queued");
    this.#keep();
    this.retry();
    return job;
  }

  #mark(job, state) {
    job.state = state;
    this.changed(job);
  }

  #forget(job, state) {
    this.jobs = this.jobs.filter((other) => other !== job);
    this.#keep();
    this.#mark(job, state);
  }

  #keep() {
    const kept = this.jobs.filter((job) => job.body && job.state !== "refused");
    memory.save(KEY, kept.map(({ id, at, body }) => ({ id, at, body })));
  }

  async #drain() {
    if (this.#running) return;
    this.#running = true;
    let job;
    while ((job = this.jobs.find((other) => other.state === "queued"))) {
      if (!(await this.#deliver(job))) break;
    }
    this.#running = false;
  }

  /** True when the next may go; false when the network gave out and everything behind it waits too. */
  async #deliver(job) {
    for (let attempt = 0; this.jobs.includes(job); attempt++) {
      if (!attempt) this.#mark(job, "sending");
      try {
        await this.#transmit(job);
        this.#forget(job, "sent");
        return true;
      } catch (trouble) {
        if (!this.jobs.includes(job)) return true;
        if (!(trouble instanceof api.Later)) return this.#refuse(job, trouble);
        if (attempt >= PAUSES.length) return this.#stall();
        this.#mark(job, "again");
        await this.#pause(Math.max(trouble.after || 0, trouble.after === 0 ? 0 : PAUSES[attempt]));
      }
    }
    return true;
  }

  #transmit(job) {
    if (!job.file) return api.message(job.id, job.body);
    const progress = (share) => {
      job.share = share;
      this.changed(job);
    };
    return api.file(job.id, job.file, progress, (stop) => (job.stop = stop));
  }

  #refuse(job, trouble) {
    job.reason = trouble instanceof api.Refused ? trouble.message : "";
    this.#mark(job, "refused");
    this.#keep();
    return true;
  }

  #stall() {
    for (const job of this.jobs) if (job.state !== "refused") this.#mark(job, "failed");
    return false;
  }

  #pause(time) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, time);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
