// The sound of an alarm that nobody has: two tones, every two seconds, until somebody has it.
const every = 2000;
let audio = null;
let bell = 0;

function chime() {
  audio ??= new AudioContext();
  if (audio.state === 'suspended') audio.resume();
  for (const [at, pitch] of [[0, 880], [0.22, 660]]) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.0001, audio.currentTime + at);
    loudness.gain.exponentialRampToValueAtTime(0.35, audio.currentTime + at + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + at + 0.2);
    tone.connect(loudness).connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.21);
  }
}

export function ring(on) {
  document.documentElement.classList.toggle('ringing', on);
  if (on && bell === 0) {
    chime();
    bell = setInterval(chime, every);
  } else if (!on && bell !== 0) {
    clearInterval(bell);
    bell = 0;
  }
}
