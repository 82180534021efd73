// SHA-256, the hashes of RFC 9162 section 2.1.1, and CRC-32C (RFC 3720 appendix B.4).
import { createHash } from 'node:crypto';

export function sha256(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

const leafPrefix = Buffer.of(0x00);
const nodePrefix = Buffer.of(0x01);

export const hashOfLeaf = (leaf) => sha256(leafPrefix, leaf);
export const hashOfNode = (left, right) => sha256(nodePrefix, left, right);

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; ++bit) rest = rest & 1 ? (rest >>> 1) ^ 0x82f63b78 : rest >>> 1;
  return rest >>> 0;
});

export function crc32c(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = (rest >>> 8) ^ crcTable[(rest ^ byte) & 0xff];
  return (rest ^ 0xffffffff) >>> 0;
}
