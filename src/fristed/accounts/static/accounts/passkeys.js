// Passkeys: asks the keeper, through the door, what to sign; hands back what the device signed.
// A form with data-passkey is hidden until the browser says it has passkeys.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const listed = (credentials) =>
  (credentials || []).map((each) => ({ ...each, id: bytes(each.id) }));

const asked = {
  get: (key) => ({
    ...key,
    challenge: bytes(key.challenge),
    allowCredentials: listed(key.allowCredentials),
  }),
  create: (key) => ({
    ...key,
    challenge: bytes(key.challenge),
    user: { ...key.user, id: bytes(key.user.id) },
    excludeCredentials: listed(key.excludeCredentials),
  }),
};

const answered = (credential) => {
  const given = credential.response;
  const response = { clientDataJSON: text(given.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (given[name]) response[name] = text(given[name]);
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
};

class Refused extends Error {}

const begin = async (form) => {
  const answer = await fetch(form.dataset.begin, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
  });
  const said = await answer.json();
  if (said.error === "not_recent") location.reload(); // the page asks for her code first
  if (!answer.ok) throw new Refused(said.words);
  return said;
};

const use = async (form) => {
  const said = form.querySelector("[data-passkey-said]");
  const button = form.querySelector("button");
  said.textContent = "";
  button.disabled = true;
  try {
    const kind = form.dataset.passkey;
    const { publicKey } = await begin(form);
    const credential = await navigator.credentials[kind]({ publicKey: asked[kind](publicKey) });
    form.elements.response.value = JSON.stringify(answered(credential));
    form.submit();
  } catch (fault) {
    said.textContent = (fault instanceof Refused && fault.message) || form.dataset.stopped;
    button.disabled = false;
  }
};

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      use(form);
    });
  }
}
