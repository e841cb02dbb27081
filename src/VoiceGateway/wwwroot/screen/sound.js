// The screen's voice and ear. A browser plays nothing before it was touched, unless it is a kiosk that was told so.

import { Handset } from "../sound/handset.js";

export class Sound {
  #line;
  #handset;
  #opening;

  constructor(line) {
    this.#line = line;
    line.addEventListener("speaks", () => this.#handset?.clear());
    line.addEventListener("sound", ({ detail }) => this.#handset?.play(detail));
  }

  // From the first touch on.
  touch() {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  hush() {
    this.#handset?.clear();
    this.#line.wish({ do: "hush" });
  }

  // True where there is a microphone and it may be used.
  async listen() {
    await this.touch();
    this.#handset.clear();
    if (!(await this.#handset.openMicrophone())) return false;
    this.#line.wish({ do: "listen" });
    return true;
  }

  stop() {
    this.#line.wish({ do: "stop" });
  }

  close() {
    this.#handset?.closeMicrophone();
  }

  async #open() {
    this.#handset = new Handset();
    await this.#handset.open();
    this.#handset.addEventListener("frame", ({ detail }) => this.#line.sound(detail.frame));
  }
}
