// Exported logs at the edges: each its name, whether the page calls it good, how many records, and what differs.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { log, signed, signer } from './made_bundle.mjs';
import { put } from './made_log.mjs';

const good = (name, records, parts = {}) => ({ name, good: true, records, parts });
const bad = (name, records, parts) => ({ name, good: false, records, parts });
const without = (name) => ({ after: (directory) => rmSync(join(directory, name), { recursive: true }) });
const withFile = (name) => ({ after: (directory) => put(directory, name, 'x') });
const withLeaf = (change) => ({
  leaf: (bytes, i) => {
    if (i !== 1) return bytes;
    return change(bytes) ?? bytes;
  },
});

/** What the public formats demand. */
export const edgeOfTiles = [
  ...[0, 1, 2, 255, 256, 257, 511, 512, 600].map((records) => good(`${records} records`, records)),
  good('a line more in the checkpoint', 3, { more: 'x\n' }),
  good('signed twice', 3, { note: (text) => `${text}\n${signed(log, text).repeat(2)}` }),
  good('a partial tile of an older head', 300, withFile('tile/0/000.p/7')),
  good('a tile of a higher level', 300, withFile('tile/3/000')),
  good('a full tile of a later head', 200, withFile('tile/0/000')),
  bad('an empty line more in the checkpoint', 3, { more: '\nx\n' }),
  bad('signed by nobody', 3, { note: (text) => `${text}\n` }),
  bad('signed by another', 3, { note: (text) => `${text}\n${signed(signer('other.example'), text)}` }),
  bad('a line feed behind the signature', 3, { note: (text) => `${text}\n${signed(log, text)}\n` }),
  bad('a greater size', 3, { size: 4 }),
  bad('a smaller size', 3, { size: 2 }),
  bad('no records stated', 3, { size: 0 }),
  bad('the greatest size', 3, { size: '18446744073709551615' }),
  bad('a size beyond 64 bits', 3, { size: '18446744073709551616' }),
  ...['checkpoint', 'tile', 'tile/entries', 'tile/0/000', 'tile/0/001.p/44', 'tile/entries/000', 'tile/entries/001.p', 'tile/1'].map(
    (name) => bad(`without ${name}`, 300, without(name))),
  ...['tile/0/000', 'tile/0/001.p/44', 'tile/entries/000', 'tile/1/000.p/1'].map((name) => bad(`another ${name}`, 300, withFile(name))),
];

/** What the form of a leaf demands beyond that. */
export const edgeOfLeaves = [
  ...[1, 2, 5, 6].map((kind) => good(`kind ${kind}`, 3, withLeaf((bytes) => { bytes[1] = kind; }))),
  ...[3, 4].map((kind) => good(`kind ${kind}`, 3, withLeaf((bytes) => bytes.fill(kind, 1, 2).fill(0, 24, 56)))),
  ...[3, 4].map((kind) => bad(`kind ${kind} with a policy`, 3, withLeaf((bytes) => { bytes[1] = kind; }))),
  ...[0, 7, 255].map((kind) => bad(`kind ${kind}`, 3, withLeaf((bytes) => { bytes[1] = kind; }))),
  ...[0, 2].map((version) => bad(`version ${version}`, 3, withLeaf((bytes) => { bytes[0] = version; }))),
  bad('not zero', 3, withLeaf((bytes) => { bytes[5] = 1; })),
  bad('the number of another', 3, withLeaf((bytes) => { bytes[8] = 2; })),
  bad('a byte more', 3, withLeaf((bytes) => Buffer.concat([bytes, Buffer.of(0)]))),
  bad('a byte less', 3, withLeaf((bytes) => bytes.subarray(0, 103))),
];
