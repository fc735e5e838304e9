// "This is my work machine": said for one person in one browser, and known to this browser alone.
const setup = document.querySelector("[data-drafts]");
const place = document.querySelector("[data-machine]");
const [yes, no, said] = ["[data-yes]", "[data-no]", "[data-said]"].map((each) => place.querySelector(each));
const KEY = "fristed-work-machine-of";

const marks = () => (localStorage.getItem(KEY) || "").split(" ").filter(Boolean);
const isMine = () => marks().includes(setup.dataset.mark);

const show = () => {
  yes.hidden = isMine();
  no.hidden = !isMine();
  said.textContent = isMine() ? place.dataset.isMine : place.dataset.isNot;
};

const choose = (on) => {
  const others = marks().filter((mark) => mark !== setup.dataset.mark);
  const all = on ? [...others, setup.dataset.mark] : others;
  if (all.length) localStorage.setItem(KEY, all.join(" "));
  else localStorage.removeItem(KEY);
  show();
  (on ? no : yes).focus();
};

const { canSeal } = await import(setup.dataset.sealing);
if (await canSeal()) {
  yes.addEventListener("click", () => {
    navigator.storage?.persist?.(); // asks the browser not to clear it when the disk is full
    choose(true);
  });
  no.addEventListener("click", async () => {
    const { countOwn } = await import(setup.dataset.offline);
    if (await countOwn()) said.textContent = place.dataset.holds;
    else choose(false);
  });
  show();
} else {
  said.textContent = place.dataset.cannot;
}
