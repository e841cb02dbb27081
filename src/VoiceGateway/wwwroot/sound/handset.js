// The handset: a microphone that gives frames of 20 ms µ-law, and an earpiece that plays them and says when a mark was reached.

export class Handset extends EventTarget {
  #context;
  #earpiece;
  #microphone;
  #stream;
  #deaf;

  // Must be called from a click: browsers play nothing before one.
  async open() {
    try {
      this.#context = new AudioContext();
      await this.#context.audioWorklet.addModule("/sound/telephone-worklet.js");
      this.#earpiece = new AudioWorkletNode(this.#context, "earpiece", { outputChannelCount: [1] });
      this.#earpiece.port.onmessage = ({ data }) => this.#tell("mark", data.mark);
      this.#earpiece.connect(this.#context.destination);
      await Promise.race([this.#context.resume(), new Promise((done) => setTimeout(done, 500))]);
    } catch (error) {
      console.warn("no earpiece", error);
    }
    if (this.#context?.state !== "running") this.#deaf = new WallClock((mark) => this.#tell("mark", mark));
  }

  // True when there is a microphone and it may be used.
  async openMicrophone() {
    if (!navigator.mediaDevices || this.#context?.state !== "running") return false;
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
      });
    } catch (error) {
      console.warn("no microphone", error);
      return false;
    }
    this.#microphone = new AudioWorkletNode(this.#context, "microphone", { numberOfOutputs: 0 });
    this.#microphone.port.onmessage = ({ data }) => this.#tell("frame", data);
    this.#context.createMediaStreamSource(this.#stream).connect(this.#microphone);
    return true;
  }

  closeMicrophone() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#microphone?.disconnect();
    this.#stream = this.#microphone = undefined;
  }

  play(muLaw) {
    if (this.#deaf) this.#deaf.play(muLaw.length);
    else this.#earpiece.port.postMessage({ muLaw }, [muLaw.buffer]);
  }

  mark(name) {
    if (this.#deaf) this.#deaf.mark(name);
    else this.#earpiece.port.postMessage({ mark: name });
  }

  clear() {
    if (this.#deaf) this.#deaf.clear();
    else this.#earpiece.port.postMessage({ clear: true });
  }

  close() {
    this.closeMicrophone();
    this.#context?.close();
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

// Where no sound can be played: keeps the time that it would have taken, so that marks still come back at the right moment.
class WallClock {
  #until = 0;
  #marks = new Map();

  constructor(reached) {
    this.reached = reached;
  }

  play(samples) {
    this.#until = Math.max(this.#until, performance.now()) + samples / 8;
  }

  mark(name) {
    const timer = setTimeout(() => this.#return(name), Math.max(0, this.#until - performance.now()));
    this.#marks.set(name, timer);
  }

  clear() {
    this.#until = 0;
    for (const name of [...this.#marks.keys()]) this.#return(name);
  }

  #return(name) {
    clearTimeout(this.#marks.get(name));
    this.#marks.delete(name);
    this.reached(name);
  }
}
