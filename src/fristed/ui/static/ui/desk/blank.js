// The privacy blank: Esc twice within a second, or a minute without use, puts a timetable over the
// page and changes the title. Esc twice or its button brings the page back.
//
// A modal dialog lies above everything and makes the rest unreachable, by keyboard and by screen
// reader too; what was typed stays.

const TWICE_MS = 1000;
const IDLE_MS = 60_000;

const blank = document.getElementById("blank");
const page = document.documentElement;

let lastEscape = -Infinity;
let title = "";
let focused = null;
let idle = 0;

function cover() {
  if (blank.open) return;
  title = document.title;
  focused = document.activeElement; // what is hidden loses it
  document.title = blank.dataset.title;
  page.toggleAttribute("data-blank", true);
  blank.showModal();
}

function uncover() {
  if (!blank.open) return;
  blank.close();
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

blank.addEventListener("cancel", (event) => event.preventDefault());
blank.addEventListener("close", restore);
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-blank-screen]")) cover();
});
for (const sign of ["pointermove", "pointerdown", "scroll", "input"]) {
  document.addEventListener(sign, wait, { capture: true, passive: true });
}
wait();
