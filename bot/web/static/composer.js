// Where the person writes, attaches and shows a place; what is offered follows the open question.

import { byId, config, say, strings } from "./dom.js";

const HINTS = { amounts: "writeAmounts", place: "writePlace", code: "writeCode", when: "writeWhen" };
const PICTURE = /^image\/(jpeg|png|webp|gif)$/;
const SAID_FOR = 6000;

/** The MIME type says what the person sent; the server looks inside anyway. */
function kindOf({ type }) {
  if (type.startsWith("image/")) return "photo";
  if (type.startsWith("video/")) return "video";
  return type.startsWith("audio/") ? "voice" : "document";
}

export class Composer {
  #silence = null;

  /** `say(body)` and `upload(file)` take what is to be sent. */
  constructor({ say: send, upload }) {
    Object.assign(this, { send, upload, field: byId("text") });
    byId("composer").onsubmit = (event) => this.#submit(event);
    this.field.oninput = () => this.#grow();
    this.field.onkeydown = (event) => this.#key(event);
    for (const how of ["locate", "pin"]) byId(how).onclick = () => this.#place(how);
    // A map without streets and without an outline tells nobody where they are.
    byId("pin").hidden = !config.map.tiles && !config.map.outline;
    byId("type").onclick = () => this.field.focus();
    byId("shoot").onclick = () => byId("camera").click();
    for (const id of ["attach", "choose"]) byId(id).onclick = () => byId("files").click();
    for (const id of ["camera", "files"]) byId(id).onchange = (event) => this.#take(event.target);
  }

  /** Offers what fits the open question. */
  suit(question) {
    const ask = question?.ask;
    const hint = strings[HINTS[ask] || "write"];
    byId("place").hidden = ask !== "place";
    byId("media").hidden = ask !== "media";
    this.field.placeholder = hint;
    this.field.setAttribute("aria-label", hint);
    this.#grow();
  }

  /** A sentence that goes away again; read out politely. */
  note(sentence) {
    clearTimeout(this.#silence);
    byId("said").textContent = sentence;
    this.#silence = setTimeout(() => (byId("said").textContent = ""), SAID_FOR);
  }

  /** A sentence that stays until the next thing is sent; read out at once. */
  warn(sentence) {
    byId("notice").textContent = sentence;
  }

  /** For those who cannot see a message's own line of trouble. */
  alert(sentence) {
    byId("alert").textContent = sentence;
  }

  #submit(event) {
    event.preventDefault();
    const text = this.field.value.trim();
    if (text) {
      this.field.value = "";
      this.send({ text });
    }
    this.#grow();
    this.field.focus();
  }

  /** Enter sends, except while a Vietnamese keyboard is still composing a word. */
  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    this.#submit(event);
  }

  #grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 4}px`;
  }

  #take(input) {
    const files = [...input.files];
    input.value = "";
    for (const blob of files) {
      if (blob.size > config.upload_max_bytes) {
        this.warn(say("tooLarge", blob.name));
        continue;
      }
      const preview = PICTURE.test(blob.type) ? URL.createObjectURL(blob) : null;
      this.upload({ blob, kind: kindOf(blob), preview });
    }
  }

  /** `how` is the way to a place: "locate" asks the device, "pin" the person. */
  async #place(how) {
    try {
      const { [how]: show } = await import("./place.js");
      const location = await show(this);
      if (location) this.send({ location });
    } catch {
      this.warn(how === "pin" ? strings.mapFailed : strings.locateFailed);
    }
  }
}
