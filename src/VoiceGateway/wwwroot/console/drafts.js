// What is typed into fields marked data-draft outlives a lost connection, a restarted server and a reloaded page, in this tab only:
// it is about people, and the machine may be shared.
const prefix = 'voicecare-draft:';
const keyOf = (field) => `${prefix}${location.pathname}:${field.dataset.draft}`;
const valueOf = (field) => (field.type === 'checkbox' ? String(field.checked) : field.value);

export function keep() {
  const note = (event) => {
    if (event.isTrusted && event.target.dataset?.draft) sessionStorage.setItem(keyOf(event.target), valueOf(event.target));
  };
  document.addEventListener('input', note, true);
  document.addEventListener('change', note, true);
  document.addEventListener('submit', (event) => {
    if (event.target.matches('[data-forget-drafts]')) forget('');
  }, true);
}

// Called when a form has been drawn: what was typed before is put in as if it were typed now.
export function restore(form) {
  let found = 0;
  for (const field of form.querySelectorAll('[data-draft]')) {
    const kept = sessionStorage.getItem(keyOf(field));
    if (kept === null || kept === valueOf(field)) continue;
    if (field.type === 'checkbox') field.checked = kept === 'true'; else field.value = kept;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    found += 1;
  }
  return found;
}

// What was saved or given up: of one form, by how the names of its fields begin, or of a page. Without a path, everything.
export function forget(path, name = '') {
  const start = path ? `${prefix}${path}:${name}` : prefix;
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(start)) sessionStorage.removeItem(key);
}
