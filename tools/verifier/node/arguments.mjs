// What the verifier was called with.
import { readKey, signsNotes } from './verifier_key.mjs';

export const help = `Checks, without the company that made them, proof bundles and exported logs of Licet.

Usage: node verify.mjs [--key VKEY]... [--format text|json] BUNDLE...
       node verify.mjs --key VKEY... [--format text|json] --log DIRECTORY

  --key VKEY       a key that the company publishes, NAME+ID+BASE64, or that of a witness; may be repeated
  --log DIRECTORY  check a log that was exported as tlog-tiles instead
  --format FORMAT  text, or json: one object a line
  --help           print this

Exit status: 0 all is good; 1 something is not; 2 wrong use, or a file that cannot be read.
`;

/** The program was called in a way that it cannot be. */
export class WrongUse extends Error {}

function take(option, value, read) {
  if (option === '--key') {
    const key = readKey(value);
    if (!key) throw new WrongUse(`'${value}' is not a verifier key: NAME+ID+BASE64, of type 1 or 4`);
    if (!read.keys.some((each) => each.text === key.text)) read.keys.push(key);
  } else if (option === '--log') {
    if (read.log !== null || value === '') throw new WrongUse('--log takes one directory');
    read.log = value;
  } else if (option === '--format') {
    if (value !== 'text' && value !== 'json') throw new WrongUse(`'${value}' is not a format: text or json`);
    read.json = value === 'json';
  }
}

export function readArguments(words) {
  const read = { keys: [], bundles: [], log: null, json: false, help: false };
  let onlyPaths = false;
  for (let i = 0; i < words.length; ++i) {
    const word = words[i];
    const [, option, joined] = /^(--key|--log|--format)(?:=([^]*))?$/.exec(word) ?? [];
    if (onlyPaths || !word.startsWith('-')) read.bundles.push(word);
    else if (word === '--') onlyPaths = true;
    else if (word === '--help') read.help = true;
    else if (!option) throw new WrongUse(`'${word}' is not an option of this program; see --help`);
    else if (joined === undefined && i + 1 === words.length) throw new WrongUse(`${option} needs a value`);
    else take(option, joined ?? words[++i], read);
  }
  if (read.help) return read;
  if (read.log === null && read.bundles.length === 0) throw new WrongUse('no bundle is named; see --help');
  if (read.log !== null && read.bundles.length > 0) throw new WrongUse('--log and bundles are checked one at a time');
  if (read.log !== null && !read.keys.some((key) => key.type === signsNotes)) {
    throw new WrongUse("--log needs --key: without the company's key an exported log proves nothing");
  }
  return read;
}
