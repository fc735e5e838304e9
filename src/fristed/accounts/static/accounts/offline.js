// On a machine she has called her work machine: what could not be saved is sealed here (sealing.js)
// and kept as bytes that nothing on the machine can open, until the house has said it is kept.

const BASE = "fristed-drafts";
const TABLE = "sealed";
const PATIENCE = 1_000; // with a page that keeps something in another tab
const setup = document.querySelector("[data-drafts]");
const sealing = import(setup.dataset.sealing);

const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

const text = (all) => {
  let said = "";
  for (const each of all) said += String.fromCharCode(each);
  return btoa(said);
};

const opened = () =>
  new Promise((done, failed) => {
    const asked = indexedDB.open(BASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(TABLE, { keyPath: "file" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });

// "strict": on the disk before it is called done, so a killed browser has it.
const inTable = async (mode, what) => {
  const base = await opened();
  try {
    return await new Promise((done, failed) => {
      const turn = base.transaction(TABLE, mode, { durability: "strict" });
      const asked = what(turn.objectStore(TABLE));
      turn.oncomplete = () => done(asked.result);
      turn.onabort = () => failed(turn.error);
    });
  } finally {
    base.close();
  }
};

const drop = (file) => inTable("readwrite", (table) => table.delete(file));
const everything = () => inTable("readonly", (table) => table.getAll());

export const countOwn = async () =>
  (await everything()).filter(({ owner }) => owner === setup.dataset.mark).length;

// One form of this page.
export class Here {
  constructor(form, ready, leftOut) {
    this.form = form;
    this.ready = { ...ready, key: bytes(ready.key), head: bytes(ready.head), bound: bytes(ready.bound) };
    this.leftOut = new Set(leftOut);
    this.turn = Promise.resolve();
    this.kept = 0; // how many changes what lies here holds
    this.at = null;
  }

  // One thing at a time, in the order asked.
  next(what) {
    const done = this.turn.then(what);
    this.turn = done.catch(() => {});
    return done;
  }

  // typed      how many changes have been made
  // returns    when what lies here was written
  keep(typed, draft, version) {
    return this.next(async () => {
      if (this.kept === typed && this.at) return this.at;
      this.claim();
      const at = new Date();
      const values = [...new FormData(this.form)].filter(
        ([name, value]) => typeof value === "string" && !this.leftOut.has(name),
      );
      const said = { saved_at: at.toISOString().replace(/:\d\d\.\d+Z$/, "Z"), values, offline: true };
      const { sealItem } = await sealing;
      const sealed = await sealItem(this.ready, JSON.stringify(said));
      const blob = text(sealed);
      const { file, until, note } = this.ready;
      const owner = setup.dataset.mark;
      await inTable("readwrite", (table) => table.put({ file, owner, until, note, blob, draft, version }));
      this.name(await crypto.subtle.digest("SHA-256", sealed));
      this.kept = typed;
      this.at = at;
      return at;
    });
  }

  // The house has so many of the changes.
  forget(typed) {
    return this.next(async () => {
      if (!this.at || this.kept > typed) return;
      await drop(this.ready.file);
      this.at = null;
      this.form.querySelector("input[name=draft_here]")?.remove();
    });
  }

  // As long as this page is open, no other page hands in what it keeps.
  claim() {
    if (this.claimed) return;
    this.claimed = true;
    navigator.locks.request(this.ready.file, () => new Promise(() => {}));
  }

  // What is saved or sent from this page from now on holds what lies here: the house is told which
  // bytes that is, and wants no draft of them should this page not live to delete them.
  name(digest) {
    const field = this.form.querySelector("input[name=draft_here]") ?? document.createElement("input");
    const value = [...new Uint8Array(digest)].map((each) => each.toString(16).padStart(2, "0")).join("");
    Object.assign(field, { type: "hidden", name: "draft_here", value });
    this.form.append(field);
  }
}

// Place -> what its form may seal with; nothing where this browser cannot seal.
export const prepare = async (forms) => {
  const { canSeal } = await sealing;
  if (!(await canSeal())) return null;
  const asked = new URLSearchParams({ page: location.pathname });
  for (const { place } of forms) asked.append("place", place);
  const answer = await fetch(`${setup.dataset.prepare}?${asked}`);
  const said = await answer.json();
  return (form, place) => new Here(form, said.forms[place], said.left_out);
};

const notice = (words, page, remove) => {
  const box = setup.querySelector("template").content.firstElementChild.cloneNode(true);
  const [link, button] = [box.querySelector("a"), box.querySelector("button")];
  box.dataset.color = remove ? "warning" : "info";
  box.querySelector("p").textContent = words;
  link.hidden = !page;
  link.href = page;
  button.hidden = !remove;
  button.addEventListener("click", async () => {
    await remove();
    box.remove();
  });
  document.querySelector("main").prepend(box);
};

const give = async ({ file, note, blob, draft, version }, token) => {
  const body = new URLSearchParams({ note, blob, draft, version });
  const answer = await fetch(setup.dataset.handIn, { method: "POST", body, headers: { "X-CSRFToken": token } });
  const { words, page } = await answer.json(); // no such answer: it stays here
  if (answer.ok || answer.status === 410) await drop(file);
  if (!words || page === location.pathname) return; // the form itself says so
  const canRemove = answer.status === 400 || answer.status === 422;
  notice(words, page, canRemove ? () => drop(file) : null);
};

// Everything of hers that lies here, unless a page that is still open keeps it. Others' is left
// where it is, and goes when its time is over.
export const handIn = async (token) => {
  const today = new Date().toISOString().slice(0, 10);
  for (const record of await everything()) {
    if (record.owner !== setup.dataset.mark) {
      if (record.until < today) await drop(record.file);
      continue;
    }
    const free = { signal: AbortSignal.timeout(PATIENCE) }; // the page just left lets go of it
    await navigator.locks.request(record.file, free, () => give(record, token)).catch(() => {});
  }
};
