// An exported log (C2SP tlog-tiles): every hash is computed from the leaves and held against what stands there.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault, demand } from './fault.mjs';
import { hashOfLeaf, hashOfNode, sha256 } from './hashing.mjs';
import { hasZeros, kinds, leafBytes, readLeaf } from './record.mjs';
import { checkSignatures, readHead } from './signed_head.mjs';
import { areZero } from './strict_text.mjs';

const tileWidth = 256;

/** `n` in groups of three digits, all but the last with an `x` before them. */
function indexPath(n) {
  const groups = [];
  for (let rest = n; groups.length === 0 || rest > 0n; rest /= 1000n) {
    groups.unshift((groups.length > 0 ? 'x' : '') + String(rest % 1000n).padStart(3, '0'));
  }
  return groups.join('/');
}

function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  }
}

/** The bytes of a tile, which must be as many as they must be. */
function readTile(directory, kind, n, width, bytesOfOne) {
  const name = `tile/${kind}/${indexPath(n)}${width < tileWidth ? `.p/${width}` : ''}`;
  const bytes = readIfThere(join(directory, name));
  if (!bytes) throw new Fault('tiles', `${name} is missing.`);
  demand(bytes.length === width * bytesOfOne, 'tiles', `${name} is too short or too long.`);
  return { name, bytes };
}

/** The leaves of an entry bundle. */
function readLeaves(directory, n, width) {
  const { name, bytes } = readTile(directory, 'entries', n, width, leafBytes + 2);
  const leaves = [];
  for (let i = 0; i < width; ++i) {
    const at = i * (leafBytes + 2);
    demand(bytes.readUInt16BE(at) === leafBytes, 'tiles', `An entry of ${name} is not a leaf.`);
    leaves.push(readLeaf(bytes.subarray(at + 2, at + 2 + leafBytes)));
  }
  return leaves;
}

function checkLeaf(leaf, number) {
  demand(leaf.version === 1, 'version', `The leaf of record ${number} is of a version that is not known here.`);
  const withoutPolicy = leaf.kind === kinds.erasure || leaf.kind === kinds.kept;
  const known = withoutPolicy || [kinds.event, kinds.decision, kinds.outbox, kinds.audience].includes(leaf.kind);
  demand(known && hasZeros(leaf) && (!withoutPolicy || areZero(leaf.policy)), 'tiles',
    `The leaf of record ${number} has not the form of one.`);
  demand(leaf.number === number, 'tiles', `In the place of record ${number} stands the leaf of ${leaf.number}.`);
}

/** The roots of the largest complete trees from the left, the largest first. */
function peaksOf(hashes) {
  let left = hashes;
  const peaks = [];
  while (left.length > 0) {
    const width = 2 ** Math.floor(Math.log2(left.length));
    let row = left.slice(0, width);
    while (row.length > 1) row = Array.from({ length: row.length / 2 }, (_, i) => hashOfNode(row[2 * i], row[2 * i + 1]));
    peaks.push(row[0]);
    left = left.slice(width);
  }
  return peaks;
}

class Tree {
  constructor(directory) {
    this.directory = directory;
    this.rows = [];  // of each level: the hashes of its last tile
    this.tiles = [];  // of each level: how many tiles are full
  }

  add(hash, level = 0) {
    this.rows[level] ??= [];
    this.tiles[level] ??= 0n;
    this.rows[level].push(hash);
    if (this.rows[level].length < tileWidth) return;
    this.compare(level);
    const [root] = peaksOf(this.rows[level]);
    this.rows[level] = [];
    ++this.tiles[level];
    this.add(root, level + 1);
  }

  compare(level) {
    const row = Buffer.concat(this.rows[level]);
    const { name, bytes } = readTile(this.directory, String(level), this.tiles[level], this.rows[level].length, 32);
    demand(bytes.equals(row), 'tiles', `${name} is not what its leaves give.`);
  }

  root() {
    this.rows.forEach((row, level) => {
      if (row.length > 0) this.compare(level);
    });
    const peaks = [...this.rows].reverse().flatMap(peaksOf);
    return peaks.length > 0 ? peaks.reduceRight((right, left) => hashOfNode(left, right)) : sha256();
  }
}

/** What an exported log that is good states. Throws a Fault for one that is not. */
export function checkLog(directory, keys) {
  const checkpoint = readIfThere(join(directory, 'checkpoint'));
  demand(checkpoint !== null, 'head', 'There is no checkpoint.');
  const head = readHead(checkpoint, 'head');
  const signedBy = checkSignatures(head, keys);
  const tree = new Tree(directory);
  for (let number = 0n; number < head.size;) {
    const left = head.size - number;
    const width = left < BigInt(tileWidth) ? Number(left) : tileWidth;
    for (const leaf of readLeaves(directory, number / BigInt(tileWidth), width)) {
      checkLeaf(leaf, number++);
      tree.add(hashOfLeaf(leaf.bytes));
    }
  }
  demand(tree.root().equals(head.root), 'root', 'The leaves do not give the root of the head.');
  return { head, signedBy };
}
