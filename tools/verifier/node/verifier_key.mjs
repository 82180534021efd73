// Keys of signed notes (C2SP signed-note, tlog-cosignature) and what they sign.
import { createPublicKey, verify } from 'node:crypto';
import { sha256 } from './hashing.mjs';
import { readBase64 } from './strict_text.mjs';

export const signsNotes = 1;
export const cosignsHeads = 4;

/** 1 to 1,024 bytes of UTF-8 without plus signs, control characters and white space. */
export function isKeyName(name) {
  const length = Buffer.byteLength(name);
  return length >= 1 && length <= 1024 && !/[+\u0000-\u001f\p{White_Space}]/u.test(name);
}

/** `NAME+ID+BASE64`, or null. */
export function readKey(text) {
  const parts = /^([^+]*)\+([0-9a-f]{8})\+([^]*)$/u.exec(text);
  if (!parts) return null;
  const [, name, id, base64] = parts;
  const typed = readBase64(base64);
  if (!isKeyName(name) || typed?.length !== 33) return null;
  const type = typed[0];
  if (type !== signsNotes && type !== cosignsHeads) return null;
  if (sha256(Buffer.from(name), '\n', typed).toString('hex', 0, 4) !== id) return null;
  const point = typed.subarray(1).toString('base64url');
  try {
    return { text, name, id, type, key: createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: point }, format: 'jwk' }) };
  } catch {
    return null;
  }
}

/** Whether the signature is this key's over the note's text. */
export function isRight(key, signature, text) {
  if (key.type === signsNotes) return signature.length === 64 && verify(null, text, key.key, signature);
  if (signature.length !== 72) return false;
  const time = signature.readBigUInt64BE(0);
  if (time >= 1n << 63n) return false;
  const signed = Buffer.concat([Buffer.from(`cosignature/v1\ntime ${time}\n`), text]);
  return verify(null, signed, key.key, signature.subarray(8));
}
