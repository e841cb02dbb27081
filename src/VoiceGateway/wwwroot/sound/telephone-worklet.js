// The telephone's microphone and earpiece on the browser's audio thread: 8 kHz there, the device's own rate here.

const TELEPHONE = 8000;
const FRAME = 160;           // 20 ms
const CROSSINGS = 12;        // zero crossings of the sinc on each side
const STEPS = 256;           // table entries between two crossings
const JITTER = 480;          // 60 ms in hand before sound starts, so that a late message is not heard as a click

const kernel = new Float32Array(CROSSINGS * STEPS + 2);
for (let i = 0; i < kernel.length; i++) {
  const x = i / STEPS;
  const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  const window = x >= CROSSINGS ? 0 : 0.5 + 0.5 * Math.cos((Math.PI * x) / CROSSINGS);
  kernel[i] = sinc * window;
}

// Windowed-sinc interpolation at any ratio, low-passed to the lower of the two rates.
class Resampler {
  constructor(from, to) {
    this.step = from / to;
    this.cutoff = Math.min(1, to / from);
    this.reach = Math.ceil(CROSSINGS / this.cutoff);
    this.held = new Float32Array(this.reach * 2);
    this.position = this.reach;
  }

  push(samples, emit) {
    const all = new Float32Array(this.held.length + samples.length);
    all.set(this.held);
    all.set(samples, this.held.length);
    while (this.position + this.reach < all.length) {
      emit(this.at(all, this.position));
      this.position += this.step;
    }
    const keepFrom = Math.max(0, Math.floor(this.position) - this.reach);
    this.held = all.slice(keepFrom);
    this.position -= keepFrom;
  }

  at(samples, position) {
    const first = Math.max(0, Math.ceil(position - this.reach));
    const last = Math.floor(position + this.reach);
    let sum = 0;
    for (let i = first; i <= last; i++) {
      const x = Math.abs(position - i) * this.cutoff * STEPS;
      const whole = Math.floor(x);
      if (whole < CROSSINGS * STEPS) {
        sum += samples[i] * (kernel[whole] + (kernel[whole + 1] - kernel[whole]) * (x - whole));
      }
    }
    return sum * this.cutoff;
  }
}

// ITU-T G.711 µ-law.
function encode(sample) {
  let value = Math.max(-32635, Math.min(32635, Math.round(sample * 32767)));
  const sign = value < 0 ? 0x80 : 0;
  value = Math.abs(value) + 132;
  let segment = 7;
  for (let mask = 0x4000; (value & mask) === 0 && segment > 0; mask >>= 1) segment--;
  return ~(sign | (segment << 4) | ((value >> (segment + 3)) & 0x0f)) & 0xff;
}

function decode(byte) {
  const inverted = ~byte & 0xff;
  const segment = (inverted >> 4) & 7;
  const magnitude = ((((inverted & 0x0f) << 3) + 132) << segment) - 132;
  return (inverted & 0x80 ? -magnitude : magnitude) / 32768;
}

class Microphone extends AudioWorkletProcessor {
  constructor() {
    super();
    this.resampler = new Resampler(sampleRate, TELEPHONE);
    this.frame = new Uint8Array(FRAME);
    this.filled = 0;
    this.loudest = 0;
  }

  process(inputs) {
    const samples = inputs[0][0];
    if (samples) this.resampler.push(samples, (sample) => this.keep(sample));
    return true;
  }

  keep(sample) {
    this.loudest = Math.max(this.loudest, Math.abs(sample));
    this.frame[this.filled++] = encode(sample);
    if (this.filled === FRAME) {
      this.port.postMessage({ frame: this.frame.slice(), loudest: this.loudest });
      this.filled = 0;
      this.loudest = 0;
    }
  }
}

class Earpiece extends AudioWorkletProcessor {
  constructor() {
    super();
    this.resampler = new Resampler(TELEPHONE, sampleRate);
    this.clear();
    this.port.onmessage = ({ data }) => {
      if (data.muLaw) this.queue.push({ muLaw: data.muLaw, at: 0 });
      else if (data.mark !== undefined) this.queue.push({ mark: data.mark });
      else if (data.clear) this.clear();
    };
  }

  clear() {
    for (const item of this.queue ?? []) if (item.mark !== undefined) this.port.postMessage({ mark: item.mark });
    this.queue = [];
    this.ready = [];
    this.playing = false;
  }

  waiting() {
    return this.queue.reduce((sum, item) => sum + (item.muLaw ? item.muLaw.length - item.at : 0), 0);
  }

  // A mark at the end of what there is also starts the sound: nothing more is to come soon.
  mayStart() {
    return this.waiting() >= JITTER || this.queue.some((item) => item.mark !== undefined);
  }

  next() {
    while (this.queue.length > 0) {
      const item = this.queue[0];
      if (item.mark !== undefined) {
        this.port.postMessage({ mark: item.mark });
        this.queue.shift();
      } else if (item.at === item.muLaw.length) {
        this.queue.shift();
      } else {
        return decode(item.muLaw[item.at++]);
      }
    }
    this.playing = false;
    return 0;
  }

  process(_, outputs) {
    const channel = outputs[0][0];
    if (!this.playing) this.playing = this.queue.length > 0 && this.mayStart();
    while (this.ready.length < channel.length) {
      this.resampler.push([this.playing ? this.next() : 0], (sample) => this.ready.push(sample));
    }
    channel.set(this.ready.splice(0, channel.length));
    for (let other = 1; other < outputs[0].length; other++) outputs[0][other].set(channel);
    return true;
  }
}

registerProcessor("microphone", Microphone);
registerProcessor("earpiece", Earpiece);
