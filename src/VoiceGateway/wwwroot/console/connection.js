// The line to the server. While it is down the page stays as it is and can be typed into; a server that has come back without the
// page (it was restarted) is asked for the page anew, and what was typed is put back.
const every = 1000;

export function connect() {
  const script = document.querySelector('script[src$="blazor.web.js"]');
  const start = () => window.Blazor.start({
    circuit: { reconnectionOptions: { retryIntervalMilliseconds: every, maxRetries: Number.MAX_SAFE_INTEGER } },
  });
  if (window.Blazor) start(); else script.addEventListener('load', start);

  const modal = document.getElementById('components-reconnect-modal');
  modal.addEventListener('components-reconnect-state-changed', (event) => {
    const state = event.detail.state;
    document.documentElement.classList.toggle('cut-off', state !== 'hide');
    if (state === 'rejected' || state === 'failed' || state === 'paused') loadAnew();
  });
}

async function loadAnew() {
  for (;;) {
    try {
      if ((await fetch(location.href, { method: 'HEAD', cache: 'no-store' })).status < 500) break;
    } catch { /* the server is still away */ }
    await new Promise((again) => setTimeout(again, every));
  }
  location.reload();
}
