// bundles_agree.mjs LICET_VERIFY DAMAGED_BUNDLES COUNT SEED
//
// Holds both verifiers against the verdicts of the table, against those of the cases at the edges, and against those
// that were found for COUNT bundles damaged at random. What they state of a good bundle must be the same, too.
import { deepStrictEqual } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { edgeOfHeads } from './edge_of_heads.mjs';
import { edgeOfRecords } from './edge_of_records.mjs';
import { run, saidOfBundles, second } from './programs.mjs';

const [first, damagedBundles, count, seed] = process.argv.slice(2);
const table = fileURLToPath(new URL('../vectors/bundles', import.meta.url));

function tableIn(directory) {
  const rows = JSON.parse(readFileSync(join(directory, 'verdicts.json'), 'utf8'));
  return rows.map(({ file, keys, verdict }) => ({ name: file, file: join(directory, file), keys, verdict }));
}

function edgesIn(directory) {
  return [...edgeOfHeads, ...edgeOfRecords].map(({ name, bytes, keys, verdict }, place) => {
    const file = join(directory, `${place}.edge`);
    writeFileSync(file, bytes);
    return { name, file, keys, verdict };
  });
}

function compare(what, bundles) {
  const ofFirst = saidOfBundles([first], bundles);
  const ofSecond = saidOfBundles(second, bundles);
  const verdict = ({ good, check }) => (good ? 'good' : check);
  let differ = 0;
  bundles.forEach((bundle, place) => {
    const [one, two] = [verdict(ofFirst[place]), verdict(ofSecond[place])];
    if (one !== bundle.verdict || two !== bundle.verdict) {
      ++differ;
      console.log(`${what}, ${bundle.name}: expected ${bundle.verdict}; the first says ${one}, the second ${two}`);
    } else {
      deepStrictEqual(ofSecond[place], ofFirst[place], `${what}, ${bundle.name}: they do not state the same`);
    }
  });
  console.log(`${what}: ${bundles.length} bundles, ${differ} with another verdict`);
  return bundles.length > 0 && differ === 0;
}

const scratch = mkdtempSync(join(tmpdir(), 'bundles_agree.'));
try {
  const damaging = run([damagedBundles], [count, seed, scratch]);
  if (damaging.status !== 0) throw new Error(`No bundles were damaged: ${damaging.messages}`);
  const agree = [
    compare('the table', tableIn(table)), compare('edges', edgesIn(scratch)), compare(`damaged with seed ${seed}`, tableIn(scratch)),
  ];
  process.exitCode = agree.every(Boolean) ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true });
}
