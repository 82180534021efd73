// An exported log (C2SP tlog-tiles) made from its parts, each of which can be another one.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hash, leaf, log, signed } from './made_bundle.mjs';

const tileWidth = 256;

/** RFC 9162 section 2.1.1, as it stands there. */
function treeHash(hashes) {
  if (hashes.length === 0) return hash('');
  if (hashes.length === 1) return hashes[0];
  const left = 2 ** Math.ceil(Math.log2(hashes.length) - 1);
  return hash(Buffer.of(1), treeHash(hashes.slice(0, left)), treeHash(hashes.slice(left)));
}

function entry(bytes) {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

export function put(directory, name, bytes) {
  const path = join(directory, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}

function putTiles(directory, kind, items) {
  for (let n = 0; n * tileWidth < items.length; ++n) {
    const some = items.slice(n * tileWidth, (n + 1) * tileWidth);
    put(directory, `tile/${kind}/${String(n).padStart(3, '0')}${some.length < tileWidth ? `.p/${some.length}` : ''}`, Buffer.concat(some));
  }
}

/** A log of `size` events; `leaf(bytes, i)` gives another leaf, `note(text)` another checkpoint, `size` is what that states. */
export function putLog(directory, records, parts = {}) {
  const policy = Buffer.alloc(32, 3);
  const leaves = Array.from({ length: records }, (_, i) => {
    const bytes = leaf(i, 1, policy, Buffer.from(String(i)));
    return parts.leaf?.(bytes, i) ?? bytes;
  });
  putTiles(directory, 'entries', leaves.map(entry));
  const hashes = leaves.map((bytes) => hash(Buffer.of(0), bytes));
  for (let level = 0, row = hashes; row.length > 0; ++level) {
    putTiles(directory, level, row);
    row = Array.from({ length: Math.floor(row.length / tileWidth) }, (_, i) => treeHash(row.slice(i * tileWidth, (i + 1) * tileWidth)));
  }
  const text = `${log.name}\n${parts.size ?? records}\n${treeHash(hashes).toString('base64')}\n${parts.more ?? ''}`;
  put(directory, 'checkpoint', parts.note?.(text) ?? `${text}\n${signed(log, text)}`);
  parts.after?.(directory);
}
