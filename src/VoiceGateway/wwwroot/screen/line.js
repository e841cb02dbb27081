// The line to the house: what the screen shows comes in, sound goes both ways. It comes back by itself.

const retries = [500, 1000, 2000, 4000];

// Events: view (what to show), heard (what is understood so far), state {listens, thinks, deaf, nothing}, sound (µ-law), speaks, spoken,
// up, down, stranger.
export class Line extends EventTarget {
  #socket;
  #failures = 0;
  #retry;

  open() {
    clearTimeout(this.#retry);
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/screen/line`);
    socket.binaryType = "arraybuffer";
    socket.onmessage = ({ data }) => this.#hear(data);
    socket.onclose = () => this.#closed(socket);
    this.#socket = socket;
  }

  // At once, where it is known that the network is back.
  hurry() {
    if (this.#socket?.readyState === WebSocket.CLOSED) this.open();
  }

  wish(what) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(what));
  }

  sound(muLaw) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(muLaw);
  }

  #hear(data) {
    if (data instanceof ArrayBuffer) {
      this.#tell("sound", new Uint8Array(data));
      return;
    }
    const message = JSON.parse(data);
    if (message.paired === false) {
      // It is opened again when a code was taken.
      this.#socket = undefined;
      this.#tell("stranger");
    } else if (message.view) {
      this.#failures = 0;
      this.#tell("up");
      this.#tell("view", message.view);
    } else if (message.heard) {
      this.#tell("heard", message.heard);
    } else if (message.speaks) {
      this.#tell("speaks");
    } else if (message.spoken) {
      this.#tell("spoken");
    } else {
      this.#tell("state", message);
    }
  }

  #closed(socket) {
    if (socket !== this.#socket) return;
    this.#tell("down", ++this.#failures);
    this.#retry = setTimeout(() => this.open(), retries[Math.min(this.#failures, retries.length) - 1]);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
