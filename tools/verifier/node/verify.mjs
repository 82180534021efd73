// The second verifier of Licet's proof bundles and exported logs, for Node and nothing else. It shares no code with the
// first one: it was written from docs/proof_bundle.md, docs/record_format.md and the public formats that they name.
import { readFileSync, statSync } from 'node:fs';
import { WrongUse, help, readArguments } from './arguments.mjs';
import { checkBundle } from './bundle.mjs';
import { largestBundle } from './container.mjs';
import { Fault, demand } from './fault.mjs';
import { badBundle, badLog, goodBundle, goodLog } from './report.mjs';
import { checkLog } from './tiles.mjs';

const exits = { good: 0, notGood: 1, wrongUse: 2 };

const isOfFiles = (error) => typeof error.syscall === 'string';
const print = (text) => process.stdout.write(text);
/** In milliseconds, at least one thousandth. */
const passedSince = (start) => Math.max(Number((performance.now() - start).toFixed(3)), 0.001);

function readBundle(path) {
  // Nothing is read of what is too long to be a bundle.
  demand(statSync(path).size <= largestBundle, 'damaged', 'The file is too long for a bundle.');
  return readFileSync(path);
}

function verifyBundle(path, { keys, json }) {
  const start = performance.now();
  try {
    const found = checkBundle(readBundle(path), keys);
    print(goodBundle(json, path, found, passedSince(start)));
    return exits.good;
  } catch (error) {
    if (error instanceof Fault) {
      print(badBundle(json, path, error.check, error.message));
      return exits.notGood;
    }
    if (!isOfFiles(error)) throw error;
    print(badBundle(json, path, null, 'The file cannot be read.'));
    return exits.wrongUse;
  }
}

function verifyLog({ log, keys, json }) {
  const start = performance.now();
  try {
    const found = checkLog(log, keys);
    print(goodLog(json, log, found, Number((passedSince(start) / 1000).toFixed(6))));
    return exits.good;
  } catch (error) {
    if (!(error instanceof Fault) && !isOfFiles(error)) throw error;
    print(badLog(json, log, error instanceof Fault ? error.message : 'A file of it cannot be read.'));
    return error instanceof Fault ? exits.notGood : exits.wrongUse;
  }
}

function run(words) {
  const called = readArguments(words);
  if (called.help) {
    print(help);
    return exits.good;
  }
  if (called.log !== null) return verifyLog(called);
  return Math.max(...called.bundles.map((path) => verifyBundle(path, called)));
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  process.exitCode = exits.wrongUse;
  process.stderr.write(error instanceof WrongUse ? `verify.mjs: ${error.message}\n` : `verify.mjs: ${error.stack}\n`);
}
