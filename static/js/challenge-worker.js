// Finds the number whose derived key begins as a challenge says (ALTCHA, protocol v2, PBKDF2/SHA-256). Answers with what the
// form's field holds: base64 of JSON.

// So many derivations are under way at once that none waits for the way to and fro.
const AT_ONCE = 64;

const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function derive({ nonce, salt, cost, keyLength }, counter) {
  const start = bytes(nonce);
  const password = new Uint8Array(start.length + 4);
  password.set(start);
  new DataView(password.buffer).setUint32(start.length, counter);
  const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
  return hex(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost }, key, keyLength * 8));
}

addEventListener("message", async ({ data: challenge }) => {
  const { parameters } = challenge;
  const begun = performance.now();
  for (let first = 0; ; first += AT_ONCE) {
    const keys = await Promise.all(Array.from({ length: AT_ONCE }, (_, step) => derive(parameters, first + step)));
    const found = keys.findIndex((key) => key.startsWith(parameters.keyPrefix));
    if (found < 0) continue;
    const solution = { counter: first + found, derivedKey: keys[found], time: Math.round(performance.now() - begun) };
    postMessage(btoa(JSON.stringify({ challenge, solution })));
    return;
  }
});
