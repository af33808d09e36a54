// The server's events, each exactly once and in order, through every loss of the connection.

import { FRAMED } from "./api.js";
import { config } from "./dom.js";

const LONGEST = 15000;
const ASLEEP = 30000;

export class Stream {
  #source = null;
  #timer = null;
  #sleep = null;
  #pause = 1000;
  #started = false;

  /** `heard(kind, data)` gets every event, `open()` and `lost()` the state of the line, `woken()` a return. */
  constructor({ heard, open, lost, woken }) {
    Object.assign(this, { heard, open, lost, last: 0 });
    addEventListener("online", () => this.#started && this.connect());
    addEventListener("offline", () => lost());
    addEventListener("pagehide", () => this.close());
    // A page that comes back may have missed everything, and a phone's dead line looks alive.
    const wake = () => {
      if (!this.#started) return;
      clearTimeout(this.#sleep);
      if (!this.#source || this.#source.readyState !== EventSource.OPEN) this.connect();
      woken();
    };
    addEventListener("pageshow", (event) => event.persisted && wake());
    document.addEventListener("visibilitychange", () => {
      // Hidden tabs hang up: a browser grants one site only six lines over HTTP/1.1. Staff wait for news.
      if (document.hidden && config.start !== "staff") this.#sleep = setTimeout(() => this.close(), ASLEEP);
      else if (!document.hidden) wake();
    });
  }

  connect() {
    this.close();
    this.#started = true;
    const source = new EventSource(`/chat/events?last=${this.last}&${FRAMED}`);
    this.#source = source;
    source.onopen = () => {
      this.#pause = 1000;
      this.open();
    };
    source.onerror = () => {
      this.lost();
      if (source.readyState === EventSource.CLOSED) this.#later();
    };
    for (const kind of ["message", "edit", "ack"]) {
      source.addEventListener(kind, (event) => this.#take(kind, event));
    }
  }

  close() {
    clearTimeout(this.#timer);
    if (this.#source) this.#source.close();
    this.#source = null;
  }

  #take(kind, event) {
    const id = kind === "ack" ? 0 : Number(event.lastEventId) || 0;
    this.heard(kind, JSON.parse(event.data));
    this.last = Math.max(this.last, id);
  }

  /** EventSource gives up when the server answers with an error; we do not. */
  #later() {
    this.close();
    this.#timer = setTimeout(() => this.connect(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST);
  }
}
