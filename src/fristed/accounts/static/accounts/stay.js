// The session ends after a quarter of an hour without use, and after eight hours in any case.
// Typing and clicking are use, so the door is told of them, at most once a minute. She is told
// two minutes before the end, and then the page is left, so that nobody reads over her chair.

const MINUTE = 60_000;
const WARNING = 2 * MINUTE;
const LOOK_EVERY = 5_000;
const ENDED = 286; // what the door answers a page that asks by itself after the end

const typed = { form: null };
document.addEventListener("input", (event) => {
  const form = event.target.form;
  const isOurs = form && form.getAttribute("method") === "post" && !("uncover" in form.dataset);
  if (isOurs) typed.form = form;
});

const pathOf = (address) => {
  const { pathname, search } = new URL(address, location.href);
  return pathname + search;
};

class Clock {
  constructor(dialog) {
    this.dialog = dialog;
    this.idle = Number(dialog.dataset.idleMinutes) * MINUTE;
    this.end = Date.now() + Number(dialog.dataset.leftSeconds) * 1000;
    this.told = Date.now();
    this.used = false;
    this.telling = false;
    this.saidLast = false;
  }

  start() {
    for (const kind of ["input", "keydown", "pointerdown"]) {
      document.addEventListener(kind, () => (this.used = true), { passive: true });
    }
    document.addEventListener("htmx:afterRequest", ({ detail }) => {
      if (!detail.elt.hasAttribute("data-by-itself")) this.told = Date.now();
      else if (detail.xhr.status === ENDED) this.leave();
    });
    document.addEventListener("visibilitychange", () => this.look());
    this.dialog.addEventListener("close", () => this.look());
    setInterval(() => this.look(), LOOK_EVERY);
  }

  look() {
    const now = Date.now();
    if (now >= this.end || now >= this.told + this.idle) return this.leave();
    if (this.dialog.open || this.telling) return;
    if (this.used && now - this.told >= MINUTE) this.tell();
    else if (this.end - now <= WARNING) this.warn(true);
    else if (this.told + this.idle - now <= WARNING) this.warn(false);
  }

  warn(isLast) {
    if (isLast && this.saidLast) return;
    this.saidLast = isLast;
    this.dialog.querySelector("[data-stay-idle]").hidden = isLast;
    this.dialog.querySelector("[data-stay-last]").hidden = !isLast;
    this.dialog.showModal();
  }

  async tell() {
    this.used = false;
    this.telling = true;
    try {
      const answer = await fetch(this.dialog.dataset.stay, { redirect: "manual" });
      if (answer.status === 204) this.told = Date.now();
      else this.leave();
    } catch {
      this.used = true; // no network just now: try again at the next look
    } finally {
      this.telling = false;
    }
  }

  // What stands in a form goes along, to the sign-in page, which holds it sealed for her alone.
  keep(form) {
    const to = document.createElement("input");
    const there = form.getAttribute("action") || location.href;
    Object.assign(to, { type: "hidden", name: "kept_to", value: pathOf(there) });
    form.append(to);
    form.setAttribute("action", this.dialog.dataset.keep);
    form.setAttribute("enctype", "application/x-www-form-urlencoded"); // no files
    HTMLFormElement.prototype.submit.call(form);
  }

  leave() {
    if (this.left) return;
    this.left = true;
    if (typed.form) return this.keep(typed.form);
    const asked = new URLSearchParams({ ended: "1", next: location.pathname + location.search });
    location.replace(`${this.dialog.dataset.signIn}?${asked}`);
  }
}

const dialog = document.querySelector("dialog[data-stay]");
if (dialog) new Clock(dialog).start();
