// The touch screen: one question at a time, big targets, everything spoken as well as shown. What it says stands in prompts/zh-CN/screen.yaml.

import { Line } from "./line.js";
import { Sound } from "./sound.js";

const { texts, steps, tiles, first } = JSON.parse(document.getElementById("known").textContent);
const pages = ["home", "more", "talk", "orders", "helped", "pair"];
const ownAids = ["repeat", "person", "noMore"];
const HOME_AFTER = 180_000;        // nobody has touched it
const GOODBYE = 8_000;             // how long a goodbye stands where it is not heard to its end
const GUARD = 700;                 // a second tap of a trembling hand is none
const NOTICE = 6_000;
const LOST_AFTER = 2;              // a line that comes back at once was not lost

const $ = (id) => document.getElementById(id);
const line = new Line();
const sound = new Sound(line);
let view;
let page;
let seen = "";
let orderAt = 0;
let listening = false;
let touchedAt = Date.now();
let sureAt = 0;
let typed = "";
let leaving;
let noticing;

const fill = (text, slots) => text.replace(/\{(\w+)\}/g, (_, slot) => slots[slot] ?? "");
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

function make(kind, className, ...inside) {
  const made = document.createElement(kind);
  if (className) made.className = className;
  made.append(...inside.filter((each) => each !== null && each !== undefined));
  return made;
}

function picture(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `/screen/pictures.svg#${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

function button(className, on, ...inside) {
  const made = make("button", className, ...inside);
  made.type = "button";
  made.addEventListener("click", on);
  return made;
}

// ---- What is done

async function post(path, body) {
  try {
    const answer = await fetch(`/screen/${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body ?? {}) });
    if (answer.status === 401) line.dispatchEvent(new CustomEvent("stranger"));
    if (answer.status === 429) notice(path === "pair" ? texts.pairTooMany : texts.busy);
    if (answer.status >= 500) notice(texts.fault, "fault");
    return answer;
  } catch {
    lost(true);
    return undefined;
  }
}

function speak(what, about) {
  line.wish({ do: "speak", what, about });
}

async function say(text) {
  show("talk");
  think(text);
  await post("say", { text, id: newId() });
}

// The answer is on its way: the question that was answered steps back.
function think(text) {
  $("mine").textContent = text ? fill(texts.you, { words: text }) : "";
  $("question").textContent = `${texts.thinking}……`;
  $("choices").replaceChildren();
}

async function goHome() {
  clearTimeout(leaving);
  leaving = undefined;
  show("home");
  if (view?.talk && !view.talk.waits && !view.talk.operator) await post("leave");
}

function notice(text, spoken) {
  clearTimeout(noticing);
  $("notice").textContent = text;
  $("notice").hidden = false;
  if (spoken) speak(spoken);
  noticing = setTimeout(() => ($("notice").hidden = true), NOTICE);
}

function lost(is) {
  $("lost").hidden = !is;
}

// ---- What is shown

function show(name) {
  page = name;
  for (const each of pages) $(each).hidden = each !== name;
  $("bar").hidden = name === "pair";
  $("to-home").toggleAttribute("aria-current", name === "home");
  $("to-orders").toggleAttribute("aria-current", name === "orders");
  strip();
}

function strip() {
  const alarm = view?.alarm;
  $("strip").hidden = !alarm || page === "helped";
  if (alarm) $("strip").replaceChildren(picture("help"), alarm.by ? fill(texts.helpTaken, { name: alarm.by }) : texts.strip);
}

function take(next) {
  const before = view;
  view = next;
  $("hello").textContent = fill(texts.hello, { called: view.called });
  const relative = view.family[0];
  $("family").hidden = !relative;
  if (relative) $("family").replaceChildren(picture("family"), make("span", "", `${relative.relation} ${relative.name}`, make("small", "", texts.seesToo)));
  showNow();
  showOrders();
  showHelp(before?.alarm);
  const mark = view.talk ? `${view.talk.number}` : "";
  if (view.talk) showTalk();
  if (page === "pair" || !page) show(view.alarm ? "helped" : view.talk && !view.talk.isOver ? "talk" : "home");
  else if (view.talk && mark !== seen && before && page !== "helped") show("talk");
  else if (!view.talk && page === "talk") show("home");
  seen = mark;
  strip();
}

// Above the tiles: what is to be gone on with, what comes next, what was last.
function showNow() {
  const cards = [];
  const { wish, orders, again } = view;
  if (wish && wish.source !== "here" && (wish.name || wish.time)) {
    const words = make("span", "words", make("small", "", wish.source === "phone" ? texts.onPhone : texts.left), [wish.name, wish.time].filter(Boolean).join("，"));
    cards.push(wish.source === "left"
      ? button("card wanted", () => { show("talk"); think(""); post("take-up"); }, picture(wish.service ?? "more"), words, make("b", "act", texts.goOn))
      : make("div", "card wanted", picture(wish.service ?? "more"), words));
  }
  const next = orders.find((order) => order.code);
  if (next) {
    cards.push(button("card", () => openOrders(orders.indexOf(next)), picture(next.service), make("span", "words", make("small", "", texts.next), `${next.time}，${next.name}`), make("b", "code", next.code)));
  }
  if (again && cards.length < 2) {
    cards.push(button("card", () => say(again.text), picture("again"), make("span", "words", make("small", "", texts.again), `${again.time}，${again.name}`)));
  }
  $("now").replaceChildren(...cards);
}

function tile({ code, name, text }) {
  return button("tile", () => say(text), picture(code), make("span", "", name));
}

function showTalk() {
  const { talk, wish } = view;
  $("mine").textContent = talk.mine ? fill(texts.you, { words: talk.mine }) : "";
  $("question").textContent = talk.question;
  $("question").className = talk.question.length > 60 ? "long" : "";
  $("with").textContent = talk.operator ? fill(texts.with, { name: talk.operator }) : talk.waits ? texts.waits : "";
  $("choices").replaceChildren(...talk.choices.map((choice, at) => button(at === 0 ? "primary" : "", () => say(choice), choice)));
  const aids = { repeat: ["speaker", () => speak("last")], person: ["person", () => say(texts.person)], noMore: ["close", goHome] };
  $("aids").replaceChildren(...ownAids
    .filter((aid) => aid !== "person" || !(talk.waits || talk.operator || talk.choices.includes(texts.person)))
    .map((aid) => button("", aids[aid][1], picture(aids[aid][0]), texts[aid])));
  const known = wish?.source === "here" && !talk.isOver;
  $("wish").hidden = !known;
  if (known) {
    const facts = [["service", wish.name], ["time", wish.time], ["sum", wish.sum], ["address", wish.address]];
    $("wish").replaceChildren(make("h3", "", wish.service ? picture(wish.service) : null, texts.order), make("dl", "", ...facts.flatMap(([key, value]) =>
      [make("dt", "", texts[key]), make("dd", value ? "" : "missing", value ?? texts.stillToSay)])));
  }
  if (talk.isOver && leaving === undefined) leaving = setTimeout(goHome, GOODBYE);
}

function showOrders() {
  orderAt = Math.min(orderAt, Math.max(0, view.orders.length - 1));
  const order = view.orders[orderAt];
  if (!order) {
    $("orders").replaceChildren(make("div", "nothing", picture("orders"), make("h2", "", texts.noOrders)));
    return;
  }
  const life = make("ol", "life", ...steps.map((step, at) => {
    const item = make("li", at < order.step ? "past" : at === order.step ? "now" : "", step);
    if (at === order.step) item.setAttribute("aria-current", "step");
    return item;
  }));
  const code = order.code ? make("div", "door", make("small", "", texts.code), make("strong", "", order.code), make("small", "", texts.codeHow)) : null;
  const turn = (by) => () => openOrders(orderAt + by);
  const pager = view.orders.length > 1 ? make("div", "pager",
    pagerButton("earlier", "back", orderAt > 0, turn(-1)),
    make("span", "", fill(texts.place, { at: orderAt + 1, count: view.orders.length })),
    pagerButton("later", "next", orderAt + 1 < view.orders.length, turn(1))) : null;
  $("orders").replaceChildren(
    make("div", "what", picture(order.service), make("h2", "", order.name), make("p", "when", order.time), make("p", "standing", order.standing)),
    ...[code, life, pager].filter(Boolean));
}

function pagerButton(text, icon, can, on) {
  const made = button("", on, picture(icon), texts[text]);
  made.disabled = !can;
  return made;
}

function openOrders(at) {
  orderAt = at;
  showOrders();
  show("orders");
  if (view.orders[orderAt]) speak("order", view.orders[orderAt].number);
  else speak("noOrders");
}

function showHelp(before) {
  if (view.alarm) {
    $("help-title").textContent = view.alarm.by ? fill(texts.helpTaken, { name: view.alarm.by }) : texts.helpCalled;
    $("guidance").textContent = view.talk?.question ?? "";
    if (!before && page && page !== "pair") show("helped");
    if (before && view.alarm.by && view.alarm.by !== before.by) speak("help");
  } else if (before) {
    if (page === "helped") show("home");
    notice(texts.helpOver, "helpOver");
  }
}

// ---- The microphone

async function tapMicrophone() {
  if (listening) {
    sound.stop();
    return;
  }
  listening = true;
  if (!(await sound.listen())) {
    listening = false;
    notice(texts.deaf, "deaf");
  }
}

function state({ listens, thinks, deaf, nothing }) {
  listening = listens;
  $("microphone").setAttribute("aria-pressed", String(listens));
  $("microphone").querySelector("span").textContent = listens ? texts.listening : thinks ? texts.thinking : texts.microphone;
  if (!listens) sound.close();
  if (listens) show("talk"), $("mine").textContent = "", $("question").textContent = texts.listening, $("choices").replaceChildren();
  if (thinks) think($("mine").dataset.heard);
  if (deaf) notice(texts.deaf, "deaf");
  if (nothing) notice(texts.nothing, "nothing"), view.talk ? showTalk() : show("home");
}

// ---- Pairing

function showPair(wrong) {
  $("digits").replaceChildren(...Array.from({ length: 6 }, (_, at) => make("span", at < typed.length ? "set" : "", typed[at] ?? "")));
  $("pair-wrong").textContent = wrong ?? "";
}

async function key(digit) {
  typed = digit === "" ? typed.slice(0, -1) : (typed + digit).slice(0, 6);
  showPair();
  if (typed.length === 6) {
    const answer = await post("pair", { digits: typed });
    typed = "";
    showPair(answer?.status === 404 ? texts.pairWrong : answer?.status === 429 ? texts.pairTooMany : "");
    if (answer?.ok) {
      line.open();
      line.addEventListener("up", () => speak("paired"), { once: true });
    }
  }
}

function stranger() {
  if (view) {
    // Nothing of the elder is left on a screen that is no longer theirs.
    location.replace("/screen");
    return;
  }
  show("pair");
  showPair();
  const given = /^#(\d{6})$/.exec(location.hash);
  history.replaceState(null, "", "/screen");
  if (given) {
    typed = given[1].slice(0, 5);
    key(given[1][5]);
  }
}

// ---- Beginning

$("tiles").append(...tiles.slice(0, first).map(tile), button("tile", () => show("more"), picture("more"), make("span", "", texts.more)));
$("others").append(...tiles.slice(first).map(tile));
$("keys").append(...["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0"].map((digit) =>
  digit === "" ? button("wipe", () => key(""), texts.wipe) : button("", () => key(digit), digit)));
$("to-home").addEventListener("click", () => { goHome(); speak("home"); });
$("to-orders").addEventListener("click", () => openOrders(0));
$("microphone").addEventListener("click", tapMicrophone);
$("strip").addEventListener("click", () => show("helped"));
$("help-repeat").addEventListener("click", () => speak(view?.talk ? "last" : "help"));
$("help").addEventListener("click", () => {
  if (view?.alarm) {
    show("helped");
    speak("help");
    return;
  }
  sureAt = Date.now();
  $("sure").hidden = false;
  speak("sure");
});
$("sure-no").addEventListener("click", () => { if (Date.now() - sureAt > GUARD) $("sure").hidden = true; });
$("sure-yes").addEventListener("click", async () => {
  if (Date.now() - sureAt < GUARD) return;
  $("sure").hidden = true;
  $("help-title").textContent = `${texts.thinking}……`;
  $("guidance").textContent = "";
  show("helped");
  const press = newId();
  const answer = await post("help", { id: press });
  if (!answer?.ok) lost(true);
  else $("help-title").textContent = view?.alarm?.by ? fill(texts.helpTaken, { name: view.alarm.by }) : texts.helpCalled;
});
$("family").addEventListener("click", () => {
  $("relatives-list").replaceChildren(...view.family.map((each) => make("li", "", `${each.relation} ${each.name}`, make("b", "", each.phone.replace(/(\d{3})(\d{4})(\d{4})$/, "$1 $2 $3")))));
  $("relatives").hidden = false;
});
$("relatives-close").addEventListener("click", () => ($("relatives").hidden = true));

line.addEventListener("view", ({ detail }) => take(detail));
line.addEventListener("heard", ({ detail }) => {
  $("mine").dataset.heard = detail;
  $("question").textContent = detail;
});
line.addEventListener("state", ({ detail }) => state(detail));
line.addEventListener("spoken", () => { if (view?.talk?.isOver && page === "talk") goHome(); });
line.addEventListener("up", () => lost(false));
line.addEventListener("down", ({ detail: failures }) => {
  if (listening) state({ listens: false });
  if (failures >= LOST_AFTER || !navigator.onLine) lost(true);
});
line.addEventListener("stranger", stranger);
addEventListener("online", () => line.hurry());
addEventListener("offline", () => lost(true));
document.addEventListener("pointerdown", () => {
  touchedAt = Date.now();
  sound.touch();
}, { capture: true });
document.addEventListener("contextmenu", (event) => event.preventDefault());

function tick() {
  const now = new Date();
  $("clock").textContent = new Intl.DateTimeFormat("zh-CN", { month: "long", day: "numeric", weekday: "long", hour: "numeric", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" }).format(now);
  if (Date.now() - touchedAt > HOME_AFTER && !listening && ["more", "orders", "talk"].includes(page) && !view?.talk?.waits && !view?.talk?.operator) goHome();
}
tick();
setInterval(tick, 10_000);

navigator.serviceWorker?.register("/screen-worker.js", { scope: "/screen" }).catch((refused) => console.warn("it will not show without the network", refused));
line.open();
