// A meeting's minutes for each matter: a button that counts down, and says once that they are over.
// Nothing is kept and nothing is sent.

const written = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function count(button) {
  const ends = Date.now() + Number(button.dataset.countdown) * 60_000;
  button.disabled = true;
  const tick = setInterval(() => {
    const left = Math.max(0, Math.round((ends - Date.now()) / 1000));
    button.textContent = written(left);
    if (left) return;
    clearInterval(tick);
    button.nextElementSibling.textContent = button.dataset.over;
  }, 1000);
}

for (const button of document.querySelectorAll("[data-countdown]")) {
  button.hidden = false;
  button.addEventListener("click", () => count(button), { once: true });
}
