// The session ends after a quarter of an hour without use. Typing is use, so it is told to the
// door, at most once a minute; and she is told two minutes before the session ends.

const dialog = document.querySelector("dialog[data-stay]");

if (dialog) {
  const minute = 60_000;
  const idle = Number(dialog.dataset.idleMinutes) * minute;
  const warning = 2 * minute;
  const end = Date.now() + Number(dialog.dataset.leftSeconds) * 1000;
  const words = dialog.querySelector("[data-stay-words]");
  let told = Date.now();
  let used = false;

  const tell = async () => {
    used = false;
    const answer = await fetch(dialog.dataset.stay, { redirect: "manual" });
    if (answer.status !== 204) return leave();
    told = Date.now();
    dialog.close();
  };

  const leave = () => {
    const asked = new URLSearchParams({ ended: "1", next: location.pathname + location.search });
    location.replace(`${dialog.dataset.signIn}?${asked}`);
  };

  const look = () => {
    const now = Date.now();
    const left = Math.min(told + idle, end) - now;
    if (left <= 0) return leave();
    if (used && now - told >= minute && !dialog.open) tell().catch(() => {});
    if (left > warning || dialog.open) return;
    const isLast = end - now <= warning;
    words.textContent = isLast ? dialog.dataset.last : dialog.dataset.soon;
    dialog.querySelector("[data-stay-here]").hidden = isLast;
    dialog.showModal();
  };

  for (const kind of ["input", "keydown", "pointerdown"]) {
    document.addEventListener(kind, () => (used = true), { passive: true });
  }
  document.addEventListener("htmx:afterRequest", () => (told = Date.now()));
  document.addEventListener("visibilitychange", look);
  dialog.querySelector("[data-stay-here]").addEventListener("click", () => tell().catch(() => {}));
  dialog.addEventListener("cancel", () => tell().catch(() => {}));
  setInterval(look, 5_000);
}
