// Every key is written on what it does: data-key="c" (or "g b", one after the other) is clicked, data-focus-key is gone to.
// The list under ? is read off the page, so that it is always true.
const storage = 'voicecare-keys-off';
let before = '';

const isOn = () => localStorage.getItem(storage) === null;
const isTyping = (target) => target.closest?.('input, textarea, select, [contenteditable]') !== null;
const isShown = (element) => element.checkVisibility();
const dialog = () => document.getElementById('shortcuts');

export function listen() {
  document.addEventListener('keydown', press);
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-shortcuts]')) show();
    const open = document.querySelector('details.me[open]');
    if (open && !open.contains(event.target)) open.open = false;
  });
  document.getElementById('shortcuts-on').addEventListener('change', (event) => {
    if (event.target.checked) localStorage.removeItem(storage); else localStorage.setItem(storage, 'off');
  });
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === 'Escape') { leave(event.target); return; }
  if (isTyping(event.target) || dialog().open || !isOn()) return;
  const pair = before ? `${before} ${event.key}` : '';
  before = '';
  if (event.key === '?') { act(event, show); return; }
  const focus = find('focusKey', event.key);
  if (focus) { act(event, () => focus.focus()); return; }
  const named = (pair && find('key', pair)) || find('key', event.key);
  if (named) { act(event, () => named.click()); return; }
  if (event.key === 'j' || event.key === 'k') { act(event, () => move(event.key === 'j' ? 1 : -1)); return; }
  if ([...document.querySelectorAll('[data-key]')].some((element) => element.dataset.key.startsWith(`${event.key} `))) before = event.key;
}

function act(event, what) {
  event.preventDefault();
  what();
}

function find(name, key) {
  const attribute = name === 'key' ? 'data-key' : 'data-focus-key';
  return [...document.querySelectorAll(`[${attribute}="${CSS.escape(key)}"], [${attribute}="${key}"]`)].find((element) => !element.disabled && isShown(element));
}

function move(step) {
  const lines = [...document.querySelectorAll('[data-list] a.line, [data-list] tbody a')].filter(isShown);
  if (lines.length === 0) return;
  const at = lines.indexOf(document.activeElement);
  lines[at < 0 ? (step > 0 ? 0 : lines.length - 1) : Math.min(Math.max(at + step, 0), lines.length - 1)].focus();
}

function leave(target) {
  const give = [...document.querySelectorAll('[data-key="Escape"]')].find(isShown);
  if (give && !dialog().open) give.click(); else target.blur?.();
}

function show() {
  const list = document.getElementById('shortcuts-list');
  const lines = [['?', list.dataset.help], ['/', list.dataset.search], ['j k', list.dataset.move], ['Enter', list.dataset.open], ['Esc', list.dataset.leave]];
  for (const element of document.querySelectorAll('[data-key]')) {
    if (!isShown(element) || element.dataset.key === 'Escape') continue;
    const text = element.cloneNode(true);
    for (const key of text.querySelectorAll('kbd')) key.remove();
    lines.push([element.dataset.key, element.getAttribute('aria-label') ?? text.textContent.trim()]);
  }
  list.replaceChildren(...lines.flatMap(([key, what]) => {
    const term = document.createElement('dt');
    term.append(...key.split(' ').flatMap((each) => [Object.assign(document.createElement('kbd'), { textContent: each }), ' ']));
    return [term, Object.assign(document.createElement('dd'), { textContent: what })];
  }));
  document.getElementById('shortcuts-on').checked = isOn();
  dialog().showModal();
}
