// Seals a text in the browser exactly as `sealing/items.py` does: HPKE (RFC 9180, base mode, X25519,
// HKDF-SHA256, AES-256-GCM) round a data key, and the padded text under that key. Needs public
// halves only, and forgets every key it makes. The browser's own WebCrypto does the arithmetic.

const NOTHING = new Uint8Array(0);
const PREFIX = 4; // bytes: how long the text is, before its padding
const KEM = Uint8Array.of(0x4b, 0x45, 0x4d, 0, 0x20); // "KEM", X25519 with HKDF-SHA256
const HPKE = Uint8Array.of(0x48, 0x50, 0x4b, 0x45, 0, 0x20, 0, 0x01, 0, 0x02); // "HPKE", the suite

const utf8 = (text) => new TextEncoder().encode(text);

const joined = (...parts) => {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

const mac = async (key, text) => {
  const bytes = key.length ? key : new Uint8Array(32); // HMAC pads with zeros; an empty key is none
  const made = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", made, text));
};

// HKDF as RFC 9180 labels it. What is expanded is never longer than one hash.
const extracted = (suite, salt, label, key) =>
  mac(salt, joined(utf8("HPKE-v1"), suite, utf8(label), key));

const expanded = async (suite, key, label, info, length) => {
  const size = Uint8Array.of(0, length);
  const said = joined(size, utf8("HPKE-v1"), suite, utf8(label), info, Uint8Array.of(1));
  return (await mac(key, said)).slice(0, length);
};

const encrypted = async (key, iv, text, additionalData = NOTHING) => {
  const made = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, made, text));
};

const newPair = () => crypto.subtle.generateKey({ name: "X25519" }, false, ["deriveBits"]);

export const canSeal = () =>
  newPair().then(() => true).catch(() => false);

export const sealTo = async (publicKey, info, text) => {
  const pair = await newPair();
  const theirs = await crypto.subtle.importKey("raw", publicKey, { name: "X25519" }, true, []);
  const sender = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const agreed = await crypto.subtle.deriveBits({ name: "X25519", public: theirs }, pair.privateKey, 256);

  const first = await extracted(KEM, NOTHING, "eae_prk", new Uint8Array(agreed));
  const shared = await expanded(KEM, first, "shared_secret", joined(sender, publicKey), 32);

  const nobody = await extracted(HPKE, NOTHING, "psk_id_hash", NOTHING);
  const bound = await extracted(HPKE, NOTHING, "info_hash", info);
  const schedule = joined(Uint8Array.of(0), nobody, bound); // 0: base mode
  const secret = await extracted(HPKE, shared, "secret", NOTHING);
  const key = await expanded(HPKE, secret, "key", schedule, 32);
  const nonce = await expanded(HPKE, secret, "base_nonce", schedule, 12);
  return joined(sender, await encrypted(key, nonce, text));
};

const padded = (text, sizes) => {
  const needed = text.length + PREFIX;
  const largest = sizes.at(-1);
  const size = sizes.find((each) => needed <= each) ?? Math.ceil(needed / largest) * largest;
  const all = new Uint8Array(size);
  new DataView(all.buffer).setUint32(0, text.length);
  all.set(text, PREFIX);
  return all;
};

// ready   `accounts.queries.prepared`, its Base64 read: key, head and bound as bytes
export const sealItem = async ({ key, head, bound, sizes }, text) => {
  const dataKey = crypto.getRandomValues(new Uint8Array(32));
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const wrapped = await sealTo(key, bound, dataKey);
  const sealed = await encrypted(dataKey, nonce, padded(utf8(text), sizes), bound);
  return joined(head, wrapped, nonce, sealed);
};
