import { Call } from "./call.js";
import { follow, people, roles, spaced } from "./town.js";

const HOTLINE = "12349";
const OTHER = "other";
const keys = [
  ["1"], ["2"], ["3"], ["4"], ["5"], ["6"], ["7"], ["8"], ["9"],
  ["*", "紧急"], ["0", "人工"], ["#"],
];
const states = {
  idle: "可以拨打",
  connecting: "正在接通……",
  listening: "请讲，正在听",
  thinking: "正在想……",
  speaking: "热线正在说话",
  waiting: "正在联系工作人员，请不要挂断",
  bridged: "正在与真人通话",
  deaf: "听不到语音，请打字",
};
const speakers = { bot: "热线", caller: "来电人", operator: "工作人员" };
const deafNotice = "语音识别还没有准备好，热线听不见说话。请在下面打字。";

const $ = (id) => document.getElementById(id);
const captions = $("captions");
let call;
let ringing;
let startedAt;
let typingTimer;
let newTurn = false;

function number() {
  return $("me").value === OTHER ? $("other-number").value.replace(/\D/g, "") : $("me").value;
}

function show(state) {
  $("state").dataset.state = state;
  $("state").textContent = states[state] ?? state;
}

function notice(text) {
  $("notice").hidden = !text;
  $("notice").textContent = text ?? "";
}

// Sentences that follow each other are one turn and stand together.
function caption(who, text) {
  captions.querySelector(".empty")?.remove();
  const last = captions.lastElementChild;
  if (last?.classList.contains(who) && who !== "note" && !newTurn) {
    last.append(text);
  } else {
    const line = document.createElement("li");
    line.className = who;
    if (speakers[who]) {
      const name = document.createElement("span");
      name.className = "who";
      name.textContent = speakers[who];
      line.append(name);
    }
    line.append(text);
    captions.append(line);
    newTurn = false;
  }
  captions.scrollTop = captions.scrollHeight;
}

function inCall(yes) {
  $("call").hidden = yes;
  $("hangup").hidden = !yes;
  $("me").disabled = yes;
  $("other-number").disabled = yes;
  $("say-text").disabled = !yes;
  $("say-send").disabled = !yes;
  $("mute").disabled = !yes;
  for (const key of $("keypad").children) key.disabled = !yes;
  $("call").disabled = !yes && number().length < 3;
  if (!yes) {
    $("level").style.width = "0";
    $("mute").setAttribute("aria-pressed", "false");
  }
}

async function start(incoming) {
  captions.replaceChildren();
  notice();
  show("connecting");
  inCall(true);
  startedAt = Date.now();
  call = new Call();
  call.addEventListener("caption", ({ detail }) => caption(detail.who, detail.text));
  call.addEventListener("state", ({ detail }) => {
    show(detail.state);
    newTurn ||= detail.state !== "speaking";
    if (detail.state === "deaf") notice(deafNotice);
  });
  call.addEventListener("level", ({ detail }) => ($("level").style.width = `${Math.min(100, Math.sqrt(detail.loudest) * 110)}%`));
  call.addEventListener("microphone", ({ detail }) => {
    if (!detail.open) notice("没有可用的麦克风，请在下面打字说话。");
  });
  call.addEventListener("ended", ({ detail }) => ended(detail));
  (incoming ? $("keypad").firstElementChild : $("say-text")).focus();
  await call.start({ from: incoming ? HOTLINE : number(), to: incoming ? number() : HOTLINE, call: incoming });
}

function ended({ order, normal }) {
  call = undefined;
  inCall(false);
  show("idle");
  caption("note", order ? `通话结束，工单 ${order}` : normal ? "通话结束" : "通话中断");
  $("call").focus();
}

function ring(event) {
  if (event.phone !== number() || call) return;
  ringing = event.call;
  $("incoming").hidden = false;
  $("answer").focus();
  document.title = "来电 · VoiceCare";
}

function stopRinging(id) {
  if (ringing !== id) return;
  ringing = undefined;
  $("incoming").hidden = true;
  document.title = "电话 · VoiceCare";
}

async function lookForRings() {
  stopRinging(ringing);
  for (const event of await (await fetch("/local/rings")).json()) ring(event);
}

function press(key) {
  if (!call) return;
  call.press(key);
  const button = $("keypad").querySelector(`[data-key="${CSS.escape(key)}"]`);
  button.classList.add("pressed");
  setTimeout(() => button.classList.remove("pressed"), 180);
}

function choose() {
  $("other").hidden = $("me").value !== OTHER;
  const url = new URL(location);
  url.searchParams.set("number", number());
  history.replaceState(null, "", url);
  inCall(false);
  lookForRings();
}

async function fillPeople() {
  const wanted = new URL(location).searchParams.get("number");
  let town = [];
  try {
    town = await people();
  } catch {
    notice("暂时读不到名册，请填写号码。");
  }
  for (const role of ["elder", "contact", "vendor", "operator"]) {
    const group = document.createElement("optgroup");
    group.label = roles[role];
    for (const person of town.filter((each) => each.role === role)) {
      group.append(new Option(`${person.name}　${spaced(person.number)}　${person.detail}`, person.number));
    }
    if (group.children.length > 0) $("me").append(group);
  }
  $("me").append(new Option("其他号码……", OTHER));
  if (wanted && town.some((each) => each.number === wanted)) {
    $("me").value = wanted;
  } else if (wanted) {
    $("me").value = OTHER;
    $("other-number").value = wanted;
  }
  choose();
}

for (const [key, meaning] of keys) {
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.key = key;
  button.disabled = true;
  button.setAttribute("aria-label", meaning ? `按键 ${key}，${meaning}` : `按键 ${key}`);
  button.append(key);
  if (meaning) {
    const small = document.createElement("small");
    small.textContent = meaning;
    button.append(small);
  }
  button.addEventListener("click", () => press(key));
  $("keypad").append(button);
}

$("me").addEventListener("change", choose);
$("other-number").addEventListener("input", choose);
$("call").addEventListener("click", () => start());
$("hangup").addEventListener("click", () => call?.hangUp());
$("mute").addEventListener("click", () => {
  call.muted = !call.muted;
  $("mute").setAttribute("aria-pressed", String(call.muted));
});
$("answer").addEventListener("click", () => {
  const id = ringing;
  stopRinging(id);
  start(id);
});
$("decline").addEventListener("click", () => {
  const id = ringing;
  stopRinging(id);
  fetch(`/local/calls/${encodeURIComponent(id)}/decline`, { method: "POST" });
});
$("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("say-text").value.trim();
  clearTimeout(typingTimer);
  if (text && call) call.type(text, true);
  $("say-text").value = "";
});
$("say-text").addEventListener("input", () => {
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => call?.type($("say-text").value, false), 400);
});
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
  if (call && !typing && /^[0-9*#]$/.test(event.key)) press(event.key);
});
setInterval(() => {
  const seconds = call ? Math.floor((Date.now() - startedAt) / 1000) : 0;
  $("clock").textContent = call ? `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` : "";
}, 500);

show("idle");
const empty = document.createElement("li");
empty.className = "empty";
empty.textContent = "拨打以后，双方说的话会显示在这里。";
captions.append(empty);
await fillPeople();
follow({ open: lookForRings, ring, ringEnd: (event) => stopRinging(event.call) });
