// Texts of which there is just one for each value: numbers, Base64, UTF-8. Each reader gives null for any other text.

const lineFeed = 0x0a;

/** A decimal number below `limit`, without a sign or leading zeros, as a BigInt. */
export function readNumber(text, limit = 1n << 64n) {
  if (!/^(0|[1-9][0-9]{0,19})$/.test(text)) return null;
  const number = BigInt(text);
  return number < limit ? number : null;
}

/** Base64 of RFC 4648 section 4 with padding, the bits that padding hides zero. */
export function readBase64(text) {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

/** A hash in Base64. */
export function readHash(text) {
  const bytes = readBase64(text);
  return bytes?.length === 32 ? bytes : null;
}

export function readUtf8(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The lines of a text whose every line ends in a line feed, without these; of an empty text none. */
export function readLines(text) {
  if (text === '') return [];
  return text.endsWith('\n') ? text.slice(0, -1).split('\n') : null;
}

/** The line that begins at `from`, as Latin-1, and where the next one begins. */
export function readLine(bytes, from) {
  const end = bytes.indexOf(lineFeed, from);
  return end < 0 ? null : { line: bytes.toString('latin1', from, end), next: end + 1 };
}

/** Whether all these bytes are zero. */
export const areZero = (bytes) => bytes.every((byte) => byte === 0);
