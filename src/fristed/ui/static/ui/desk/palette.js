// The command palette (Ctrl-K): everything that can be reached or done from this page, by words.
//
// It knows the page's own links and buttons, those of its content and what is marked data-command,
// and what a page lists in
// <script type="application/json" data-commands>: [{"label": "...", "address": "...", "hint": "..."}].

const dialog = document.getElementById("palette");
const query = document.getElementById("palette-query");
const list = document.getElementById("palette-list");
const none = dialog.querySelector(".palette-none");
const count = dialog.querySelector("[data-palette-count]");

let found = [];
let chosen = 0;

const ACTIONS = "[data-command], main a.ds-button, main button.ds-button:not([disabled])";

// as it is read aloud: "Gjort: ringe" tells more than the third "Gjort"
const spoken = (element) =>
  (element.dataset.command || element.ariaLabel || element.textContent).replace(/\s+/g, " ").trim();

// what stands in a part that is folded away is no button of this page yet; places always are
const isAtHand = (element) => element.hasAttribute("data-command") || element.checkVisibility();

const plain = (text) =>
  text.toLowerCase().normalize("NFD").replace(/\p{Mark}/gu, "").replace(/\s+/g, " ").trim();

function commands() {
  const onPage = [...document.querySelectorAll(ACTIONS)]
    .filter((element) => element.closest("dialog") === null && isAtHand(element))
    .map((element) => ({
      label: spoken(element),
      hint: element.dataset.shortcut || "",
      run: () => element.click(),
    }));
  const listed = [...document.querySelectorAll("script[data-commands]")]
    .flatMap((block) => JSON.parse(block.textContent))
    .map(({ label, address, hint }) => ({ label, hint: hint || "", run: () => window.location.assign(address) }));
  const seen = new Set();
  return [...onPage, ...listed].filter(({ label }) => label && !seen.has(label) && seen.add(label));
}

// Every word typed must begin a word of the label, or stand somewhere in it; beginnings first.
function rank(label, words) {
  const text = plain(label);
  let score = 0;
  for (const word of words) {
    if (text.startsWith(word)) score += 3;
    else if (text.includes(` ${word}`)) score += 2;
    else if (text.includes(word)) score += 1;
    else return -1;
  }
  return score;
}

function look() {
  const words = plain(query.value).split(" ").filter(Boolean);
  found = commands()
    .map((command) => ({ ...command, score: rank(command.label, words) }))
    .filter(({ score }) => score >= 0)
    .sort((one, other) => other.score - one.score);
  chosen = 0;
  draw();
}

function draw() {
  list.replaceChildren(
    ...found.map((command, index) => {
      const row = document.createElement("li");
      row.id = `palette-${index}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", String(index === chosen));
      const label = document.createElement("span");
      label.textContent = command.label;
      row.append(label);
      if (command.hint) {
        const hint = document.createElement("kbd");
        hint.textContent = command.hint;
        row.append(hint);
      }
      row.addEventListener("click", () => run(index));
      return row;
    }),
  );
  none.hidden = found.length > 0;
  list.hidden = found.length === 0;
  count.textContent =
    found.length === 1 ? count.dataset.one : count.dataset.many.replace("#", String(found.length));
  point();
}

function point() {
  [...list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === chosen)));
  const row = list.children[chosen];
  if (row) {
    query.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  } else {
    query.removeAttribute("aria-activedescendant");
  }
}

function run(index) {
  const command = found[index];
  if (!command) return;
  dialog.close();
  command.run();
}

function open() {
  if (dialog.open || document.querySelector("dialog.blank[open]")) return;
  query.value = "";
  dialog.showModal();
  look();
  query.focus();
}

query.addEventListener("input", look);
query.addEventListener("keydown", (event) => {
  const last = found.length - 1;
  if (event.key === "ArrowDown") chosen = chosen >= last ? 0 : chosen + 1;
  else if (event.key === "ArrowUp") chosen = chosen <= 0 ? last : chosen - 1;
  else if (event.key === "Enter") run(chosen);
  else return;
  event.preventDefault();
  point();
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close(); // beside the box
});
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
    event.preventDefault();
    open();
  }
});
document.addEventListener("click", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-open-palette]")) open();
});
