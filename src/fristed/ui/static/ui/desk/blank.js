// The privacy blank: Esc twice within a second, a short tap with two fingers, or a minute without
// use, puts a timetable over the page and changes the title. Esc twice or its button brings the page
// back; where she has a code, her code does, and until then the house shows this browser no page.
//
// A modal dialog lies above everything and makes the rest unreachable, by keyboard and by screen
// reader too; what was typed stays.

const TWICE_MS = 1000;
const IDLE_MS = 60_000;
const TAP_MS = 300; // from the first finger down to the last one up
const TAP_PX = 12; // further is a pinch or a scroll

const blank = document.getElementById("blank");
const page = document.documentElement;
const code = blank.querySelector("[data-uncover]"); // the form for her code, if she has one
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

// what she chose goes with her; in this browser it is remembered for pages before sign-in
for (const { dataset } of document.querySelectorAll("[data-setting][data-kept]")) {
  window.localStorage.setItem(`fristed-${dataset.setting}`, dataset.kept);
}

let lastEscape = -Infinity;
let title = "";
let focused = null;
let idle = 0;
let told = null; // that the house is told of the covering, before it is asked to end it

function cover() {
  if (blank.open) return;
  title = document.title;
  focused = document.activeElement; // what is hidden loses it
  document.title = blank.dataset.title;
  page.toggleAttribute("data-blank", true);
  blank.showModal();
  if (code) {
    const sent = { method: "POST", keepalive: true, headers: { "X-CSRFToken": token() } };
    told = fetch(blank.dataset.cover, sent).catch(() => {});
    code.elements.screen_code.focus();
  }
}

function uncover() {
  if (!blank.open) return;
  if (code) code.elements.screen_code.focus();
  else blank.close();
}

// 204: it was right; 422: it was not; anything else: her session is over, and the page says so
async function ask(event) {
  event.preventDefault();
  const field = code.elements.screen_code;
  const said = code.querySelector("[role=alert]");
  said.textContent = "";
  let status = 0;
  try {
    await told;
    const sent = { method: "POST", body: new FormData(code), redirect: "manual" };
    status = (await fetch(code.action, sent)).status;
  } catch {
    said.textContent = said.dataset.away;
    return;
  }
  field.value = "";
  if (status === 204) blank.close();
  else if (status === 422) {
    said.textContent = said.dataset.wrong;
    field.focus();
  } else window.location.reload();
}

function restore() {
  page.toggleAttribute("data-blank", false);
  document.title = title;
  focused?.focus();
  wait();
}

function wait() {
  clearTimeout(idle);
  if (window.localStorage.getItem("fristed-idle") !== "off") idle = setTimeout(cover, IDLE_MS);
}

document.addEventListener(
  "keydown",
  (event) => {
    wait();
    if (event.key !== "Escape" || event.repeat) return;
    const twice = event.timeStamp - lastEscape < TWICE_MS;
    lastEscape = twice ? -Infinity : event.timeStamp;
    // else the browser closes what is open: the blank at one Esc alone, or the moment it is shown
    if (blank.open || twice) event.preventDefault();
    if (twice) (blank.open ? uncover : cover)();
  },
  { capture: true },
);

// Two fingers, put down and lifted again at once.
let tap = null;
document.addEventListener(
  "touchstart",
  (event) => {
    if (event.touches.length === 1) tap = { at: event.timeStamp, fingers: 1, from: places(event) };
    else if (tap && event.touches.length === 2) tap = { ...tap, fingers: 2, from: places(event) };
    else tap = null;
  },
  { capture: true, passive: true },
);
document.addEventListener(
  "touchmove",
  (event) => {
    const moved = places(event).some(([x, y], finger) => {
      const [startX, startY] = tap?.from[finger] ?? [x, y];
      return Math.hypot(x - startX, y - startY) > TAP_PX;
    });
    if (moved) tap = null;
  },
  { capture: true, passive: true },
);
document.addEventListener(
  "touchend",
  (event) => {
    if (event.touches.length > 0) return;
    if (tap?.fingers === 2 && event.timeStamp - tap.at < TAP_MS) cover();
    tap = null;
  },
  { capture: true, passive: true },
);

function places(event) {
  return [...event.touches].map(({ clientX, clientY }) => [clientX, clientY]);
}

code?.addEventListener("submit", ask);
blank.addEventListener("cancel", (event) => event.preventDefault());
blank.addEventListener("close", restore);
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-blank-screen]")) cover();
});
for (const sign of ["pointermove", "pointerdown", "scroll", "input"]) {
  document.addEventListener(sign, wait, { capture: true, passive: true });
}
wait();
