// Shortcuts: an element with data-shortcut="n" or "g s" is pressed by those letters.
//
// `?` lists them all. Letters are never taken inside a field, and the whole set can be switched off
// (WCAG 2.1.4). The choice is hers at every machine; before sign-in it is remembered in this browser.

const PATIENCE_MS = 1500; // between the letters of one shortcut

const dialog = document.getElementById("shortcuts");
const list = dialog.querySelector("[data-shortcut-list]");
const own = [...list.children]; // the three that are always there

let typed = "";
let timer = 0;

const kept = (name) => window.localStorage.getItem(`fristed-${name}`) !== "off";
const screen = dialog.querySelector("[data-screen]")?.dataset.screen;

function keep(name, on) {
  window.localStorage.setItem(`fristed-${name}`, on ? "on" : "off");
  if (!screen) return;
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const sent = { method: "POST", keepalive: true, headers: { "X-CSRFToken": token }, body: new URLSearchParams({ on: on ? "on" : "off" }) };
  fetch(`${screen}${name}/keep/`, sent).catch(() => {});
}

const inField = (target) =>
  target instanceof Element && (target.closest("input, textarea, select, [contenteditable]") !== null);

function offered() {
  return [...document.querySelectorAll("[data-shortcut]")].filter(
    (element) => element.closest("dialog") === null,
  );
}

function open() {
  const rows = offered().map((element) => {
    const row = document.createElement("div");
    const keys = document.createElement("dt");
    for (const letter of element.dataset.shortcut.split(" ")) {
      const key = document.createElement("kbd");
      key.textContent = letter;
      keys.append(key, " ");
    }
    const words = document.createElement("dd");
    words.textContent = element.textContent.replace(/\s+/g, " ").trim();
    row.append(keys, words);
    return row;
  });
  list.replaceChildren(...own, ...rows);
  for (const box of dialog.querySelectorAll("[data-setting]")) box.checked = kept(box.dataset.setting);
  if (!dialog.open) dialog.showModal();
}

function press(letter) {
  clearTimeout(timer);
  typed = typed ? `${typed} ${letter}` : letter;
  const match = offered().find((element) => element.dataset.shortcut === typed);
  if (match) {
    typed = "";
    if (match.matches("input, textarea, select")) match.focus();
    else match.click();
    return true;
  }
  if (!offered().some((element) => element.dataset.shortcut.startsWith(`${typed} `))) typed = "";
  else timer = setTimeout(() => (typed = ""), PATIENCE_MS);
  return typed !== "";
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
  if (inField(event.target) || document.querySelector("dialog[open]") || !kept("shortcuts")) return;
  if (event.key === "?") {
    event.preventDefault();
    open();
  } else if (press(event.key.toLowerCase())) {
    event.preventDefault();
  }
});
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-open-shortcuts]")) open();
});
dialog.addEventListener("change", (event) => {
  const box = event.target.closest("[data-setting]");
  if (box) keep(box.dataset.setting, box.checked);
});
