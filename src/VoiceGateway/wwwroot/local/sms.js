import { follow, people, roles, spaced } from "./town.js";

const $ = (id) => document.getElementById(id);
const inboxes = new Map(); // number → { number, name, role, detail, messages (newest first), readUntil, seenFrom }
let chosen = new URL(location).searchParams.get("number");
let role = "all";

const time = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hour12: false });
const day = new Intl.DateTimeFormat("zh-CN", { timeZone: "Asia/Shanghai", month: "numeric", day: "numeric" });

function when(at) {
  const date = new Date(at);
  return day.format(date) === day.format(new Date()) ? time.format(date) : `${day.format(date)} ${time.format(date)}`;
}

function inbox(number) {
  if (!inboxes.has(number)) {
    inboxes.set(number, { number, name: spaced(number), role: "other", detail: "", messages: [], readUntil: "" });
  }
  return inboxes.get(number);
}

function unread(each) {
  return each.messages.filter((message) => !message.fromPhone && message.at > each.readUntil).length;
}

function take(message) {
  const each = inbox(message.phone);
  if (each.messages.some((known) => known.id === message.id)) return;
  each.messages.unshift(message);
  each.messages.sort((one, other) => (one.at < other.at ? 1 : -1));
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function drawPhones() {
  const wanted = $("find").value.trim();
  const shown = [...inboxes.values()]
    .filter((each) => role === "all" || each.role === role)
    .filter((each) => !wanted || each.name.includes(wanted) || each.number.includes(wanted.replace(/\D/g, "") || wanted))
    .sort((one, other) => (other.messages[0]?.at ?? "").localeCompare(one.messages[0]?.at ?? ""));
  const focused = document.activeElement?.dataset?.number;
  $("phones").replaceChildren(...shown.map(phoneRow));
  if (shown.length === 0) $("phones").append(element("li", "nobody", "没有这样的手机"));
  if (focused) $("phones").querySelector(`[data-number="${focused}"]`)?.focus();
  const all = [...inboxes.values()].reduce((sum, each) => sum + unread(each), 0);
  document.title = all > 0 ? `(${all}) 短信 · VoiceCare` : "短信 · VoiceCare";
}

function phoneRow(each) {
  const row = element("li");
  const button = element("button");
  button.type = "button";
  button.dataset.number = each.number;
  button.setAttribute("aria-current", String(each.number === chosen));
  const name = element("span", "name", each.name);
  name.append(element("span", "role", roles[each.role]));
  button.append(name, element("span", "when", each.messages[0] ? when(each.messages[0].at) : ""));
  button.append(element("span", "last", each.messages[0]?.text ?? spaced(each.number)));
  const count = unread(each);
  if (count > 0) {
    const badge = element("span", "unread", String(count));
    badge.setAttribute("aria-label", `${count} 条未读`);
    button.append(badge);
  }
  button.addEventListener("click", () => choose(each.number));
  row.append(button);
  return row;
}

function drawInbox() {
  const each = chosen && inboxes.get(chosen);
  $("reply").hidden = !each;
  if (!each) return;
  document.querySelector(".quick").hidden = each.role !== "vendor";
  $("inbox-name").textContent = each.name;
  $("inbox-number").textContent = [roles[each.role], spaced(each.number), each.detail].filter(Boolean).join(" · ");
  $("messages").replaceChildren(...each.messages.map((message) => messageRow(each, message)));
  if (each.messages.length === 0) $("messages").append(element("li", "none", "还没有短信"));
}

function messageRow(each, message) {
  const row = element("li", message.fromPhone ? "out" : "in");
  if (!message.fromPhone && message.at > each.seenFrom) row.classList.add("fresh");
  row.append(element("div", "text", message.text));
  row.append(element("div", "meta", `${message.fromPhone ? "我" : "12349"}　${when(message.at)}`));
  return row;
}

function markRead() {
  const each = inboxes.get(chosen);
  if (!each || document.hidden || unread(each) === 0) return;
  each.readUntil = each.messages[0].at;
  post("/local/messages/read", { phone: each.number, until: each.readUntil });
}

function choose(number) {
  chosen = number;
  const each = inbox(number);
  each.seenFrom = each.readUntil;
  const url = new URL(location);
  url.searchParams.set("number", number);
  history.replaceState(null, "", url);
  notice();
  markRead();
  drawPhones();
  drawInbox();
}

function notice(text) {
  $("notice").hidden = !text;
  $("notice").textContent = text ?? "";
}

function post(address, body) {
  return fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

// The id stays the same from try to try, so that a message that did arrive is not heard twice.
async function send(text) {
  const message = { id: `sms-${crypto.randomUUID()}`, phone: chosen, text };
  for (const pause of [0, 1000, 3000]) {
    await new Promise((done) => setTimeout(done, pause));
    try {
      if ((await post("/local/messages", message)).ok) return notice();
    } catch (error) {
      console.warn("not sent", error);
    }
    notice("没有发出去，正在再试……");
  }
  notice("短信没有发出去，请稍后再试。");
}

async function load() {
  const { messages, readUntil } = await (await fetch("/local/messages")).json();
  for (const message of messages) take(message);
  for (const [number, until] of Object.entries(readUntil)) inbox(number).readUntil = until;
  if (chosen) choose(chosen);
  else drawPhones();
}

for (const [key, name] of Object.entries({ all: "全部", elder: "老人", contact: "家属", vendor: "服务商", operator: "接线员" })) {
  const button = element("button", "", name);
  button.type = "button";
  button.setAttribute("aria-pressed", String(key === role));
  button.addEventListener("click", () => {
    role = key;
    for (const other of $("roles").children) other.setAttribute("aria-pressed", String(other === button));
    drawPhones();
  });
  $("roles").append(button);
}

$("find").addEventListener("input", drawPhones);
$("reply").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("reply-text").value.trim();
  $("reply-text").value = "";
  if (text) send(text);
});
for (const button of document.querySelectorAll(".quick button")) {
  button.addEventListener("click", () => send(button.dataset.text));
}
document.addEventListener("visibilitychange", () => {
  markRead();
  drawPhones();
});

try {
  for (const person of await people()) {
    if (/^1\d{10}$/.test(person.number)) Object.assign(inbox(person.number), person);
  }
} catch {
  notice("暂时读不到名册，只显示有短信的号码。");
}
follow({
  open: load,
  message: ({ message }) => {
    take(message);
    if (message.phone === chosen) markRead();
    drawPhones();
    drawInbox();
  },
  read: ({ phone, at }) => {
    inbox(phone).readUntil = at;
    drawPhones();
  },
});
