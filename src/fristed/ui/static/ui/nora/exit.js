// The exit: wipe the document, end the session, go to a harmless page, all in one handler.
//
// Back must never show what was here. The browser may keep a left page whole in memory, also when
// it was sent with no-store, so the page is emptied whenever it is left, and a page that comes back
// from memory is asked for anew: the server then answers for a session that is over.
// Without JavaScript the same link goes to the end-session address, which sends on.

const PRESSES = 3;
const PATIENCE_MS = 5000; // counted anew at each press

const link = document.querySelector("[data-exit]");
const bar = link.closest(".exit-bar");
const lights = bar.querySelector(".exit-lights");
const count = bar.querySelector("[data-exit-count]");

let presses = 0;
let timer = 0;
let gone = false;

function wipe() {
  for (const field of document.querySelectorAll("input, textarea, select")) field.value = "";
  document.body.replaceChildren();
}

function leave() {
  if (gone) return;
  gone = true;
  const { end, target } = link.dataset;
  wipe();
  navigator.sendBeacon(end);
  window.location.replace(target);
}

function show() {
  lights.hidden = presses === 0;
  [...lights.children].forEach((light, index) => light.toggleAttribute("data-on", index < presses));
}

function forget({ aloud }) {
  clearTimeout(timer);
  if (aloud && presses > 0) count.textContent = link.dataset.none;
  presses = 0;
  show();
}

function press() {
  presses += 1;
  show();
  clearTimeout(timer);
  if (presses >= PRESSES) {
    leave();
    return;
  }
  count.textContent = presses === 1 ? link.dataset.two : link.dataset.one;
  timer = setTimeout(() => forget({ aloud: true }), PATIENCE_MS);
}

link.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});
link.addEventListener("auxclick", (event) => {
  if (event.button !== 1) return; // the middle button would open a new tab and leave this one here
  event.preventDefault();
  leave();
});

// Shift alone, three times. Shift held for a capital letter is no press.
let shiftAlone = false;
document.addEventListener("keydown", (event) => {
  if (event.key === "Shift") {
    if (!event.repeat) shiftAlone = true;
    return;
  }
  shiftAlone = false;
  if (presses > 0) forget({ aloud: false });
});
document.addEventListener("keyup", (event) => {
  if (event.key === "Shift" && shiftAlone) press();
  if (event.key === "Shift") shiftAlone = false;
});

window.addEventListener("pagehide", wipe);
window.addEventListener("pageshow", (event) => {
  if (event.persisted) {
    wipe();
    // not reload(): that would ask to send an old form again; and not with the #, which loads nothing
    window.location.replace(window.location.pathname + window.location.search);
  }
});

// With the keyboard open some phones scroll the page under a sticky bar: keep the exit in sight.
const view = window.visualViewport;
function follow() {
  bar.style.translate = "none";
  const above = view.offsetTop - bar.getBoundingClientRect().top;
  if (above > 0) bar.style.translate = `0 ${above}px`;
}
view?.addEventListener("resize", follow);
view?.addEventListener("scroll", follow);
