// The two verifiers, run as anyone runs them, and what they say.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../tools/verifier/node/verify.mjs', import.meta.url));
const filesOfOneRun = 250;

export const second = [process.execPath, script];

export function run(command, words, options = {}) {
  const ended = spawnSync(command[0], [...command.slice(1), ...words], { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
  if (ended.error) throw ended.error;
  return { status: ended.status, output: ended.stdout, messages: ended.stderr };
}

/** All that a verifier says of a bundle or a log, but in what words, how fast, and in which order it names keys. */
function said(line) {
  const { message, milliseconds, seconds, records_per_second, ...rest } = JSON.parse(line);
  for (const keys of ['keys', 'signed_by']) {
    if (rest[keys]) rest[keys] = [...new Set(rest[keys])].sort();
  }
  return rest;
}

function saidOfAll(command, keys, files) {
  const words = ['--format', 'json', ...keys.flatMap((key) => ['--key', key]), ...files];
  const { status, output, messages } = run(command, words);
  const lines = output.split('\n').filter((line) => line !== '').map(said);
  if (lines.length !== files.length) throw new Error(`${command[0]} said nothing of a bundle: ${messages}`);
  const expected = lines.every((line) => line.good) ? 0 : 1;
  if (status !== expected) throw new Error(`${command[0]} exits with ${status}, not ${expected}`);
  return lines;
}

/** Of bundles, each `{ file, keys }`, what the verifier says of each, in order. */
export function saidOfBundles(command, bundles) {
  const lines = new Array(bundles.length);
  const places = new Map();
  bundles.forEach(({ keys }, place) => {
    const given = keys.join('\n');
    if (!places.has(given)) places.set(given, []);
    places.get(given).push(place);
  });
  for (const ofKeys of places.values()) {
    for (let i = 0; i < ofKeys.length; i += filesOfOneRun) {
      const some = ofKeys.slice(i, i + filesOfOneRun);
      const { keys } = bundles[some[0]];
      saidOfAll(command, keys, some.map((place) => bundles[place].file)).forEach((line, k) => { lines[some[k]] = line; });
    }
  }
  return lines;
}

/** What the verifier says of an exported log. */
export function saidOfLog(command, key, directory) {
  const { status, output, messages } = run(command, ['--format', 'json', '--key', key, '--log', directory]);
  if (output === '') throw new Error(`${command[0]} said nothing of a log: ${messages}`);
  return { ...said(output), status };
}
