// One call over /media, in the messages of Twilio's Media Streams and the local carrier's extensions.

import { Handset } from "../sound/handset.js";

const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

// Events: caption {who, text}, state {state}, level {loudest}, microphone {open}, ended {order, state, normal}.
export class Call extends EventTarget {
  #handset = new Handset();
  #socket;
  #streamSid;
  #chunk = 0;
  #over = false;
  muted = false;

  // from: this phone's number; to: whom it calls; call: id of the incoming call that it answers.
  async start({ from, to, call }) {
    await this.#handset.open();
    this.#handset.addEventListener("mark", ({ detail }) => this.#send({ event: "mark", mark: { name: detail } }));
    this.#handset.addEventListener("frame", ({ detail }) => this.#frame(detail));

    this.#streamSid = `MZ${crypto.randomUUID().replaceAll("-", "")}`;
    this.#socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/media`);
    this.#socket.onopen = () => this.#hello(from, to, call);
    this.#socket.onmessage = ({ data }) => this.#hear(JSON.parse(data));
    this.#socket.onclose = () => this.#end({ order: null, state: "lost", normal: false });

    this.#tell("microphone", { open: await this.#handset.openMicrophone() });
  }

  press(digit) {
    this.#send({ event: "dtmf", dtmf: { track: "inbound_track", digit } });
  }

  type(text, final) {
    this.#send({ event: "text", text, final });
  }

  hangUp() {
    this.#send({ event: "stop" });
    // The other side says how it ended; it need not be waited for long.
    setTimeout(() => this.#socket.close(), 1500);
  }

  #hello(from, to, call) {
    this.#send({ event: "connected", protocol: "Call", version: "1.0.0" });
    this.#send({
      event: "start",
      sequenceNumber: "1",
      start: {
        streamSid: this.#streamSid,
        callSid: `CA${crypto.randomUUID().replaceAll("-", "")}`,
        tracks: ["inbound"],
        mediaFormat: { encoding: "audio/x-mulaw", sampleRate: 8000, channels: 1 },
        customParameters: { from, to, captions: "on", ...(call ? { call } : {}) },
      },
      streamSid: this.#streamSid,
    });
  }

  #frame({ frame, loudest }) {
    if (this.muted) frame.fill(0xff);
    this.#tell("level", { loudest: this.muted ? 0 : loudest });
    this.#send({
      event: "media",
      media: { track: "inbound", chunk: String(++this.#chunk), timestamp: String(this.#chunk * 20), payload: base64(frame) },
    });
  }

  #hear(message) {
    switch (message.event) {
      case "media":
        this.#handset.play(bytes(message.media.payload));
        break;
      case "mark":
        this.#handset.mark(message.mark.name);
        break;
      case "clear":
        this.#handset.clear();
        break;
      case "caption":
      case "state":
        this.#tell(message.event, message);
        break;
      case "ended":
        this.#end(message);
        break;
    }
  }

  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) {
      this.#socket.send(JSON.stringify({ ...message, streamSid: this.#streamSid }));
    }
  }

  #end(detail) {
    if (this.#over) return;
    this.#over = true;
    this.#handset.close();
    this.#socket.close();
    this.#tell("ended", detail);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
