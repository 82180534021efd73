// logs_agree.mjs LICET_VERIFY LICET COUNT SEED
//
// Holds both verifiers against logs at the edges, then against one that is exported from a store, and against each of
// COUNT copies of that in which one of its files is damaged: none of them is good.
import { deepStrictEqual, strictEqual } from 'node:assert';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { edgeOfLeaves, edgeOfTiles } from './edge_of_logs.mjs';
import { log } from './made_bundle.mjs';
import { putLog } from './made_log.mjs';
import { run, saidOfLog, second } from './programs.mjs';

const [first, licet, count, seed] = process.argv.slice(2);
const policy = fileURLToPath(new URL('../../policies/web_shop/policy', import.meta.url));
const records = 600; // two full tiles and a partial one

let state = BigInt(seed);
/** A number below `limit`, the same in each run (Knuth's MMIX generator). */
function below(limit) {
  state = (state * 6364136223846793005n + 1442695040888963407n) % (1n << 64n);
  return Number((state >> 33n) % BigInt(limit));
}

function succeeds(words, input = '') {
  const ended = run([licet], words, { input });
  strictEqual(ended.status, 0, `licet ${words[0]}: ${ended.messages}`);
  return ended.output.trim();
}

function exported(scratch) {
  const [store, tiles] = [join(scratch, 'store'), join(scratch, 'tiles')];
  const events = Array.from({ length: records }, (_, i) => `{"event":"objected","customer":"c${i}"}\n`);
  succeeds(['record', '--store', store, '--policy', policy], events[0]);
  const key = succeeds(['log', 'keygen', '--store', store, '--name', 'shop.example/consents']);
  succeeds(['record', '--store', store, '--policy', policy], events.slice(1).join(''));
  succeeds(['log', 'export', '--store', store, tiles]);
  return { key, tiles };
}

const filesBelow = (directory) => readdirSync(directory).sort().flatMap((name) => {
  const path = join(directory, name);
  return statSync(path).isDirectory() ? filesBelow(path) : [path];
});

const damages = [
  ['a bit is another', (path, bytes) => {
    bytes[below(bytes.length)] ^= 1 << below(8);
    writeFileSync(path, bytes);
  }],
  ['it is cut', (path, bytes) => writeFileSync(path, bytes.subarray(0, below(bytes.length)))],
  ['it is longer', (path, bytes) => writeFileSync(path, Buffer.concat([bytes, Buffer.of(below(256))]))],
  ['it is missing', (path) => rmSync(path)],
];

const scratch = mkdtempSync(join(tmpdir(), 'logs_agree.'));
try {
  for (const { name, good, records: size, parts } of [...edgeOfTiles, ...edgeOfLeaves]) {
    const edge = join(scratch, 'edge');
    putLog(edge, size, parts);
    const [one, two] = [saidOfLog([first], log.text, edge), saidOfLog(second, log.text, edge)];
    strictEqual(one.good, good, `the first on a log: ${name}`);
    deepStrictEqual(two, one, `the second on a log: ${name}`);
    rmSync(edge, { recursive: true });
  }
  const { key, tiles } = exported(scratch);
  const stated = saidOfLog([first], key, tiles);
  strictEqual(stated.good, true);
  strictEqual(stated.size, records);
  deepStrictEqual(saidOfLog(second, key, tiles), stated);
  const files = filesBelow(tiles);
  for (let i = 0; i < Number(count); ++i) {
    const path = files[i % files.length];
    const [what, damage] = damages[Math.floor(i / files.length) % damages.length];
    const bytes = readFileSync(path);
    damage(path, Buffer.from(bytes));
    const [one, two] = [saidOfLog([first], key, tiles), saidOfLog(second, key, tiles)];
    strictEqual(one.good, false, `the first takes a log in which of ${path} ${what}`);
    deepStrictEqual(two, one, `they differ on a log in which of ${path} ${what}`);
    writeFileSync(path, bytes);
  }
  console.log(`${edgeOfTiles.length + edgeOfLeaves.length} logs at the edges; ${files.length} files, ${count} damaged logs, none of them good`);
} finally {
  rmSync(scratch, { recursive: true });
}
