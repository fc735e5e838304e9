// What is typed in a long form is saved by itself, within four seconds, as a draft that only she
// can open. The draft is put back when the form is opened again, and ends when it is sent.
// Nothing is kept in the browser. A form with `data-no-draft` is left alone.

const QUIET = 1_500; // after the last change
const MOST = 4_000; // after the first unsaved one
const AGAIN = 5_000; // when it could not be saved
const HOLDS = 3_000; // how long what is sent waits for a draft on its way
const FAULTY = "[aria-invalid=true], ds-error-summary";
const AS_TYPED = "main[data-as-typed]"; // the page answers a form, with what was in it
const setup = document.querySelector("[data-drafts]");

const token = () => {
  const headers = document.body.getAttribute("hx-headers");
  return headers ? JSON.parse(headers)["X-CSRFToken"] : "";
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
    this.touched = new Set(); // names of what she has changed on this page: no draft changes it
    this.said = document.createElement("p");
    this.said.className = "quiet draft-said";
    this.said.setAttribute("role", "status");
    (form.querySelector(".actions") || form).append(this.said);
  }

  async start() {
    this.form.addEventListener("input", (event) => this.changed(event));
    this.form.addEventListener("change", (event) => this.changed(event));
    this.form.addEventListener("submit", (event) => this.end(event));
    document.addEventListener("visibilitychange", () => document.hidden && this.save(true));
    addEventListener("pagehide", () => this.save(true));
    for (const field of isBack() ? [] : this.form.elements) {
      if (isTypedIn(field)) this.changed({ target: field }); // before this script had come
    }
    if (setup.dataset.draft && this.place === location.pathname) this.keepRef(setup.dataset.draft);
    else await this.restore();
  }

  changed(event) {
    if (this.sent) return;
    this.touched.add(event.target.name);
    this.since ||= Date.now();
    clearTimeout(this.timer);
    const left = Math.max(0, this.since + MOST - Date.now());
    this.timer = setTimeout(() => this.save(), Math.min(QUIET, left));
  }

  async save(leaving = false) {
    if (!this.since || this.sent) return;
    if (this.saving) await this.saving;
    if (this.sent) return;
    this.since = 0;
    clearTimeout(this.timer);
    this.saving = this.send(leaving);
    await this.saving;
    this.saving = null;
  }

  async send(leaving) {
    const headers = { "X-CSRFToken": token(), "X-Draft-Of": this.place, "X-Draft": this.ref };
    try {
      const body = new URLSearchParams(new FormData(this.form));
      const options = { method: "POST", body, headers, keepalive: leaving && body.size < 60_000 };
      const answer = await fetch(setup.dataset.save, options);
      const { draft, words } = await answer.json();
      this.keepRef(draft);
      this.said.textContent = words;
    } catch {
      this.said.textContent = setup.dataset.notSaved;
      this.since ||= Date.now();
      this.timer = setTimeout(() => this.save(), AGAIN);
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

  async restore() {
    const asked = `${setup.dataset.show}?${new URLSearchParams({ place: this.place })}`;
    const answer = await fetch(asked).catch(() => null);
    if (this.ref || this.sent) return; // she has begun another meanwhile, or is done
    if (!answer || answer.status !== 200 || answer.redirected) return;
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    const notice = holder.content.querySelector("[data-draft]");
    if (!notice) return;
    const values = notice.querySelector("script");
    if (!values) return this.form.prepend(notice); // it cannot be read now; a new one is begun
    this.keepRef(notice.dataset.draft);
    if (document.querySelector(AS_TYPED)) return; // newer than any draft
    if (this.form.querySelector(FAULTY) || document.querySelector(`main ${FAULTY}`)) return;
    fill(this.form, JSON.parse(values.textContent), this.touched);
    values.remove();
    this.form.closest("details")?.setAttribute("open", "");
    this.form.prepend(notice);
    notice.querySelector("[data-discard-draft]").addEventListener("click", () => {
      this.discard(notice);
    });
  }

  async discard(notice) {
    await fetch(notice.dataset.discard, { method: "POST", headers: { "X-CSRFToken": token() } });
    this.form.reset();
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
    if (!this.saving) return;
    event.preventDefault();
    if (this.holds) return; // pressed again
    this.holds = true;
    const { submitter } = event;
    Promise.race([this.saving, new Promise((over) => setTimeout(over, HOLDS))]).then(() => {
      this.saving = null;
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

for (const form of setup ? document.querySelectorAll("main form[method=post]") : []) {
  const isLong = form.querySelector("textarea") || form.hasAttribute("data-draft-of");
  if (isLong && !form.hasAttribute("data-no-draft")) new Draft(form).start();
}
