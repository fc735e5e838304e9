// What is typed in a long form is saved by itself, within four seconds, as a draft that only she
// can open. The draft is put back when the form is opened again, and ends when it is sent.
// Nothing is kept in the browser, except sealed on what she has called her work machine while the
// house cannot be reached (offline.js). A form with `data-no-draft` is left alone.

const QUIET = 1_500; // after the last change
const MOST = 4_000; // after the first unsaved one
const AGAIN = 5_000; // when it could not be saved
const HOLDS = 3_000; // how long what is sent waits for a draft on its way
const PATIENCE = 800; // with an answer, before it is kept here: together within five seconds
const FAULTY = "[aria-invalid=true], ds-error-summary";
const AS_TYPED = "main[data-as-typed]"; // the page answers a form, with what was in it
const setup = document.querySelector("[data-drafts]");

const token = () => {
  const headers = document.body.getAttribute("hx-headers");
  return headers ? JSON.parse(headers)["X-CSRFToken"] : "";
};

// offline.js where this is her work machine, after what lies here has been handed in; else nothing.
const isWorkMachine = () => {
  try {
    const marks = (localStorage.getItem("fristed-work-machine-of") || "").split(" ").filter(Boolean);
    for (const form of marks.length ? document.querySelectorAll("form[method=post]") : []) {
      if (form.getAttribute("action") === setup.dataset.signOut) markKept(form);
    }
    return marks.includes(setup.dataset.mark);
  } catch {
    return false; // a browser that stores nothing
  }
};

// Signing out empties what the browser stores for the house, but not somebody's sealed drafts.
const markKept = (form) => {
  const field = { type: "hidden", name: "keeps_drafts", value: "1" };
  form.append(Object.assign(document.createElement("input"), field));
};

// As the house writes it (ui/wording.py): Norway's clock.
const clock = (at) => {
  const options = { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Oslo" };
  const hands = at.toLocaleTimeString("en-GB", options);
  return document.documentElement.lang === "en" ? hands : hands.replace(":", ".");
};

class Draft {
  constructor(form) {
    this.form = form;
    this.place = new URL(form.action || location.href, location.href).pathname;
    this.ref = "";
    this.since = 0; // when the first unsaved change was made
    this.timer = 0;
    this.sent = false;
    this.saving = null;
    this.holds = false; // that it is sent, as soon as the draft on its way has come
    this.version = ""; // of the draft, as this page left it at the house
    this.typed = 0; // changes made
    this.saved = 0; // changes the house has
    this.here = null;
    this.notSaved = setup.dataset.notSaved;
    this.touched = new Set(); // names of what she has changed on this page: no draft changes it
    this.said = document.createElement("p");
    this.said.className = "quiet draft-said";
    this.said.setAttribute("role", "status");
    (form.querySelector(".actions") || form).append(this.said);
  }

  start() {
    this.form.addEventListener("input", (event) => this.changed(event));
    this.form.addEventListener("change", (event) => this.changed(event));
    this.form.addEventListener("submit", (event) => this.end(event));
    document.addEventListener("visibilitychange", () => document.hidden && this.save(true));
    addEventListener("pagehide", () => this.save(true));
    addEventListener("online", () => this.save());
    for (const field of isBack() ? [] : this.form.elements) {
      if (isTypedIn(field)) this.changed({ target: field }); // before this script had come
    }
    if (setup.dataset.draft && this.place === location.pathname) this.keepRef(setup.dataset.draft);
  }

  changed(event) {
    if (this.sent) return;
    this.typed += 1;
    this.touched.add(event.target.name);
    this.since ||= Date.now();
    clearTimeout(this.timer);
    const left = Math.max(0, this.since + MOST - Date.now());
    this.timer = setTimeout(() => this.save(), Math.min(QUIET, left));
  }

  async save(leaving = false) {
    if (!this.since || this.sent) return;
    clearTimeout(this.timer);
    const late = this.here && setTimeout(() => this.keepHere(), PATIENCE);
    while (this.saving) await this.saving; // one at a time: two at once would be two drafts
    if (this.since && !this.sent) {
      this.since = 0;
      this.saving = this.send(leaving).finally(() => (this.saving = null));
      await this.saving;
    }
    clearTimeout(late);
  }

  async keepHere() {
    const typed = this.typed;
    const at = await this.here?.keep(typed, this.ref, this.version).catch(() => null);
    if (this.saved >= typed) return; // the house has it meanwhile
    this.said.textContent = at ? setup.dataset.keptHere.replace("#", clock(at)) : this.notSaved;
  }

  async send(leaving) {
    const headers = { "X-CSRFToken": token(), "X-Draft-Of": this.place, "X-Draft": this.ref };
    const typed = this.typed;
    try {
      const body = new URLSearchParams(new FormData(this.form));
      const options = { method: "POST", body, headers, keepalive: leaving && body.size < 60_000 };
      const answer = await fetch(setup.dataset.save, options);
      const { draft, version, words } = await answer.json();
      this.keepRef(draft);
      this.version = version;
      this.saved = typed;
      this.said.textContent = words;
      this.here?.forget(typed).catch(() => {});
    } catch {
      this.since ||= Date.now();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), AGAIN);
      await this.keepHere();
    }
  }

  keepRef(ref) {
    this.ref = ref;
    let field = this.form.querySelector("input[name=draft]");
    if (!field) {
      field = Object.assign(document.createElement("input"), { type: "hidden", name: "draft" });
      this.form.append(field);
    }
    field.value = ref; // the door forgets the draft when the form has been taken
  }

  // draft   the one she chose among several; none: the newest
  async restore(draft = "") {
    const asked = `${setup.dataset.show}?${new URLSearchParams({ place: this.place, draft })}`;
    const answer = await fetch(asked).catch(() => null);
    if (this.sent || (this.ref && !draft)) return; // she has begun another meanwhile, or is done
    if (!answer || answer.status !== 200 || answer.redirected) return;
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    const notice = holder.content.querySelector("[data-draft]");
    if (!notice) return;
    const values = notice.querySelector("script");
    if (!values) return this.form.prepend(notice); // it cannot be read now; a new one is begun
    this.keepRef(notice.dataset.draft);
    this.version = notice.dataset.version;
    if (document.querySelector(AS_TYPED)) return; // newer than any draft
    if (this.form.querySelector(FAULTY) || document.querySelector(`main ${FAULTY}`)) return;
    fill(this.form, JSON.parse(values.textContent), this.touched);
    values.remove();
    for (const field of this.form.querySelectorAll("[data-written-at]")) {
      field.value ||= notice.dataset.writtenAt;
    }
    this.form.querySelector("[data-draft]")?.remove();
    this.form.closest("details")?.setAttribute("open", "");
    this.form.prepend(notice);
    notice.querySelector("[data-discard-draft]").addEventListener("click", () => {
      this.discard(notice);
    });
    for (const button of notice.querySelectorAll("[data-show-draft]")) {
      button.addEventListener("click", () => this.choose(button.dataset.showDraft));
    }
  }

  // Both stay at the house until she throws one away or sends it.
  async choose(draft) {
    await this.save();
    this.form.reset();
    this.touched.clear();
    await this.restore(draft);
    this.form.querySelector("[data-discard-draft]")?.focus();
  }

  async discard(notice) {
    await fetch(notice.dataset.discard, { method: "POST", headers: { "X-CSRFToken": token() } });
    this.form.reset();
    for (const field of this.form.querySelectorAll("[type=hidden][data-written-at]")) field.value = "";
    notice.remove();
    this.keepRef("");
    this.since = 0;
    this.said.textContent = "";
    this.form.querySelector("textarea, input:not([type=hidden]), select")?.focus();
  }

  // A draft on its way would be kept after the form was taken, and come back as if never sent.
  end(event) {
    if (event.defaultPrevented) return;
    this.sent = true;
    clearTimeout(this.timer);
    const isOffline = !navigator.onLine && this.since && this.here; // not kept yet, and going nowhere
    const first = this.saving ?? (isOffline ? this.keepHere() : null);
    if (!first) return;
    event.preventDefault();
    if (this.holds) return; // pressed again
    this.holds = true;
    const { submitter } = event;
    Promise.race([first, new Promise((over) => setTimeout(over, HOLDS))]).then(() => {
      this.saving = null;
      this.since = 0;
      this.holds = false;
      this.form.requestSubmit(submitter);
    });
  }
}

// Back to what was sent: the browser fills it in again, and nothing of it is unsent.
const isBack = () => performance.getEntriesByType("navigation")[0]?.type === "back_forward";

const isTypedIn = (field) => {
  if (!field.name || field.type === "hidden" || field.type === "file") return false;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName === "TEXTAREA" || field.tagName === "INPUT") return field.value !== field.defaultValue;
  return false; // browsers set lists anew by themselves
};

const fill = (form, values, touched) => {
  const given = new Map();
  for (const [name, value] of values) given.set(name, [...(given.get(name) || []), value]);
  for (const field of form.elements) {
    if (!field.name || field.name === "csrfmiddlewaretoken" || field.type === "file") continue;
    if (touched.has(field.name) || "fresh" in field.dataset) continue; // of this page alone
    const mine = given.get(field.name);
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = Boolean(mine?.includes(field.value));
    } else if (field.multiple && field.options) {
      for (const option of field.options) option.selected = Boolean(mine?.includes(option.value));
    } else if (mine && field.tagName !== "BUTTON") {
      field.value = mine.shift() ?? field.value;
    }
  }
};

const drafts = [];
for (const form of setup ? document.querySelectorAll("main form[method=post]") : []) {
  const isLong = form.querySelector("textarea") || form.hasAttribute("data-draft-of");
  if (isLong && !form.hasAttribute("data-no-draft")) drafts.push(new Draft(form));
}
for (const draft of drafts) draft.start();

const device = setup && isWorkMachine() ? await import(setup.dataset.offline).catch(() => null) : null;
await device?.handIn(token()).catch(() => {}); // first, so that it is among what is put back
for (const draft of drafts) if (!draft.ref) draft.restore();
if (device && drafts.length) {
  const ready = await device.prepare(drafts).catch(() => undefined);
  for (const draft of drafts) {
    if (ready) draft.here = ready(draft.form, draft.place);
    else if (ready === null) draft.notSaved = setup.dataset.notHere;
  }
}
