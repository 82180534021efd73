// The second verifier by itself: how it is called, what it states, and where it stays exact.
import { deepStrictEqual, match, ok, strictEqual } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { hashOfLeaf, hashOfNode } from '../../tools/verifier/node/hashing.mjs';
import { readBase64, readNumber } from '../../tools/verifier/node/strict_text.mjs';
import { leadsToRoot } from '../../tools/verifier/node/tlog_proof.mjs';
import { edgeOfLeaves } from './edge_of_logs.mjs';
import { madeBundle, log, signed, signer } from './made_bundle.mjs';
import { putLog } from './made_log.mjs';
import { run, second } from './programs.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'second_alone.'));
after(() => rmSync(scratch, { recursive: true }));
const vectors = fileURLToPath(new URL('../vectors/bundles', import.meta.url));

function written(name, bytes) {
  const path = join(scratch, name);
  writeFileSync(path, bytes);
  return path;
}

const good = written('good.bundle', madeBundle());
const damaged = written('damaged.bundle', madeBundle().subarray(1));
const key = ['--key', log.text];
const verify = (...words) => run(second, words);

test('the exit status is that of the worst that was found', () => {
  strictEqual(verify(...key, good).status, 0);
  strictEqual(verify(good).status, 0);
  strictEqual(verify(...key, good, damaged, good).status, 1);
  strictEqual(verify(...key, damaged, join(scratch, 'missing.bundle'), good).status, 2);
  strictEqual(verify('--key', signer('shop.example/log', 1, 5).text, good).status, 1);
  strictEqual(verify(...key, '--log', scratch).status, 1);
  strictEqual(verify('--help').status, 0);
});

test('wrong use is said on standard error only', () => {
  const wrong = [[], ['--key'], ['--key', 'nonsense', good], ['--key', `${log.text}=`, good], ['--format', 'xml', good], ['--kye', good],
    ['--log', scratch], ['--log'], [...key, '--log', scratch, good], ['--key', log.text.toUpperCase(), good]];
  for (const words of wrong) {
    const { status, output, messages } = verify(...words);
    deepStrictEqual([status, output], [2, ''], words.join(' '));
    match(messages, /^verify\.mjs: [^\n]+\n$/);
  }
});

test('a bundle after -- may be called like an option', () => {
  const { output } = run(second, ['--', '--help'], { cwd: scratch });
  match(output, /^--help: NOT GOOD/);
});

test('text names what a reader compares', () => {
  const { output } = verify(...key, good);
  for (const part of ['good.bundle: good (', 'Record      1, recorded r', 'Rests on    1 event below record 1\n', 'Head        shop.example/log, 2 records', 'Signed by   shop.example/log+']) {
    ok(output.includes(part), part);
  }
  match(verify(good).output, /was not checked, for no key was given[^]*shop\.example\/log\+[0-9a-f]{8}\n$/);
});

test('what a terminal would obey is not printed', () => {
  const head = (root) => {
    const text = `a\u009b1m\u202eb\n2\n${root.toString('base64')}\n`;
    return `${text}\n${signed(log, text)}`;
  };
  const { status, output } = verify(written('controls.bundle', madeBundle({ head })));
  strictEqual(status, 0);
  ok(output.includes('a\\u{9b}1m\\u{202e}b'));
});

test('a file that is longer than a bundle may be is not read', () => {
  const path = written('long.bundle', '');
  truncateSync(path, (1 << 30) + 1);
  match(verify(path).output, /NOT GOOD: damaged: /);
});

test('the table fails each check, so that none is left untried', () => {
  const seen = new Set(JSON.parse(readFileSync(join(vectors, 'verdicts.json'), 'utf8')).map(({ verdict }) => verdict));
  deepStrictEqual([...seen].sort(), ['damaged', 'good', 'head', 'inclusion', 'opening', 'order', 'policy', 'proof', 'version', 'zone']);
});

test('every leaf of an exported log must have the form of one', () => {
  edgeOfLeaves.forEach(({ name, good: isGood, records, parts }, place) => {
    const directory = join(scratch, `log_${place}`);
    putLog(directory, records, parts);
    strictEqual(verify(...key, '--log', directory).status, isGood ? 0 : 1, name);
  });
});

test('numbers are exact up to 2^64', () => {
  strictEqual(readNumber('18446744073709551615'), (1n << 64n) - 1n);
  for (const text of ['18446744073709551616', '00', '-0', '1\n', '', ' 1', '1e3', '\u0661']) strictEqual(readNumber(text), null, text);
});

test('of Base64 there is one text for the same bytes', () => {
  deepStrictEqual(readBase64('AQ=='), Buffer.of(1));
  for (const text of ['AQ', 'AQ=', 'AR==', 'AQ==\n', ' AQ==', 'A-==', 'AQ==AQ==', '====', 'AQ=A']) strictEqual(readBase64(text), null, text);
});

/** RFC 9162 section 2.1.1 and 2.1.3.1, as they stand there. */
function rootOf(leaves) {
  if (leaves.length === 1) return leaves[0];
  const left = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return hashOfNode(rootOf(leaves.slice(0, left)), rootOf(leaves.slice(left)));
}
function pathOf(index, leaves) {
  if (leaves.length === 1) return [];
  const left = 2 ** Math.ceil(Math.log2(leaves.length) - 1);
  return index < left ? [...pathOf(index, leaves.slice(0, left)), rootOf(leaves.slice(left))]
    : [...pathOf(index - left, leaves.slice(left)), rootOf(leaves.slice(0, left))];
}

test('in every tree of up to 33 leaves each path leads to the root, and no path damaged does', () => {
  for (let size = 1; size <= 33; ++size) {
    const leaves = Array.from({ length: size }, (_, i) => hashOfLeaf(Buffer.of(i)));
    const root = rootOf(leaves);
    leaves.forEach((leaf, index) => {
      const path = pathOf(index, leaves);
      const leads = (hash, at, of, hashes) => leadsToRoot(hash, BigInt(at), BigInt(of), hashes, root);
      ok(leads(leaf, index, size, path));
      ok(!leads(leaf, index + 1, size, path) && !leads(leaf, index, index, path) && !leads(hashOfLeaf(leaf), index, size, path));
      ok(!leads(leaf, index, size, [...path, root]) && !leads(leaf, index, size, [root, ...path]));
      path.forEach((_, i) => {
        ok(!leads(leaf, index, size, path.filter((__, k) => k !== i)));
        ok(!leads(leaf, index, size, path.map((hash, k) => (k === i ? hashOfLeaf(hash) : hash))));
      });
    });
  }
});
