// The obvious media server: Node and ws. Decodes and measures every frame as VoiceCare does, and sends voice all the time.
// node media.mjs PORT MILLISECONDS-A-PIECE
import { WebSocketServer } from 'ws';

const [port, piece] = process.argv.slice(2).map(Number);
const decoded = Int16Array.from({ length: 256 }, (_, value) => {
  const inverted = ~value & 0xff;
  const magnitude = ((((inverted & 0x0f) << 3) + 132) << ((inverted >> 4) & 7)) - 132;
  return inverted & 0x80 ? -magnitude : magnitude;
});
const tone = Buffer.alloc(80_000, 0x55);

new WebSocketServer({ port, host: '127.0.0.1', perMessageDeflate: false }).on('connection', (socket) => {
  let floor = 132, speaking = false, silence = 0, at = 0;
  socket.on('message', (data) => {
    const message = JSON.parse(data);
    if (message.event === 'media') {
      const muLaw = Buffer.from(message.media.payload, 'base64');
      const samples = new Int16Array(muLaw.length);
      let energy = 0;
      for (let i = 0; i < muLaw.length; i++) {
        samples[i] = decoded[muLaw[i]];
        energy += samples[i] * samples[i];
      }
      const loudness = Math.sqrt(energy / samples.length);
      floor = Math.max(33, Math.min(loudness, floor * 1.007));
      const speech = loudness / floor >= (speaking ? 2 : 3.2);
      silence = speech ? 0 : silence + 20;
      speaking = speech || (speaking && silence < 800);
    } else if (message.event === 'dtmf') {
      socket.send(JSON.stringify({ event: 'mark', streamSid: 'MZ1', mark: { name: 'key' } }));
    }
  });
  const voice = setInterval(() => {
    const payload = tone.subarray(at, at + piece * 8).toString('base64');
    at = (at + piece * 8) % tone.length;
    socket.send(JSON.stringify({ event: 'media', streamSid: 'MZ1', media: { payload } }));
  }, piece);
  socket.on('close', () => clearInterval(voice));
  socket.on('error', () => clearInterval(voice));
});
console.log('ready');
