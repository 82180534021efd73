// Leaf, plain payload and the beginning of a content.
import { demand } from './fault.mjs';
import { sha256 } from './hashing.mjs';
import { areZero, readNumber } from './strict_text.mjs';

export const leafBytes = 104;
export const kinds = { event: 1, decision: 2, erasure: 3, kept: 4, outbox: 5, audience: 6 };

const largestPayload = 64 << 20;
const contentAt = 20;
const payloadPrefix = Buffer.of(0x02);

/** The fields of a leaf; whether it has the form of one is another question. */
export function readLeaf(bytes) {
  return {
    bytes,
    version: bytes[0],
    kind: bytes[1],
    number: bytes.readBigUInt64LE(8),
    policy: bytes.subarray(24, 56),
    commitment: bytes.subarray(72, 104),
  };
}

export const hasZeros = (leaf) => areZero(leaf.bytes.subarray(2, 8));

/** The content of a plain payload that has its form and is what the leaf commits to. */
export function openPayload(leaf, kind, payload) {
  const of = `of record ${leaf.number}`;
  demand(leaf.kind === kind && hasZeros(leaf), 'opening', `The leaf ${of} has not the form of its kind.`);
  demand(payload.length >= contentAt && payload.length <= largestPayload, 'opening',
    `The payload ${of} is too short or too long.`);
  const end = contentAt + payload.readUInt32LE(16);
  const unit = kind === kinds.decision ? 512 : 64;
  demand(payload.length === Math.ceil(end / unit) * unit && areZero(payload.subarray(end)), 'opening',
    `The payload ${of} has not the form of one.`);
  demand(sha256(payloadPrefix, payload).equals(leaf.commitment), 'opening',
    `The payload ${of} is not what its leaf commits to.`);
  return payload.subarray(contentAt, end);
}

class Cursor {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  /** Steps over just this text. */
  skips(text) {
    const from = this.at;
    this.at += text.length;
    return this.bytes.toString('latin1', from, this.at) === text;
  }

  /** The plain characters up to the first quotation mark, or null; stands behind that. */
  string() {
    const end = this.bytes.indexOf(0x22, this.at);
    if (end < 0) return null;
    const read = this.bytes.subarray(this.at, end);
    this.at = end + 1;
    return read.every((byte) => byte >= 0x20 && byte <= 0x7e && byte !== 0x5c) ? read.toString('latin1') : null;
  }

  /** The digits that stand here. */
  digits() {
    const from = this.at;
    while (this.bytes[this.at] >= 0x30 && this.bytes[this.at] <= 0x39) ++this.at;
    return this.bytes.toString('latin1', from, Math.min(this.at, from + 21));
  }
}

/** What a verifier reads of an event's content, or null. */
export function readEvent(content) {
  const cursor = new Cursor(content);
  const recorded = cursor.skips('{"recorded":"') ? cursor.string() : null;
  return recorded === null ? null : { recorded };
}

/** What a verifier reads of a decision's content, or null. */
export function readDecision(content) {
  const cursor = new Cursor(content);
  const recorded = cursor.skips('{"recorded":"') ? cursor.string() : null;
  const basis = recorded !== null && cursor.skips(',"basis":') ? readNumber(cursor.digits(), 1n << 63n) : null;
  const engine = basis !== null && cursor.skips(',"engine":"') ? cursor.string() : null;
  const zone = engine !== null && cursor.skips(',"zone":"') ? cursor.string() : null;
  return zone !== null && /^[0-9a-f]{64}$/.test(zone) ? { recorded, basis, engine, zone } : null;
}
