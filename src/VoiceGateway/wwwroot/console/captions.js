// Keeps the last line of a conversation in sight, unless the reader has scrolled back.
const near = 40;

export function follow(log) {
  let atEnd = true;
  const down = () => { if (atEnd) log.scrollTop = log.scrollHeight; };
  log.addEventListener('scroll', () => { atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < near; });
  new MutationObserver(down).observe(log, { childList: true, subtree: true, characterData: true });
  down();
}
