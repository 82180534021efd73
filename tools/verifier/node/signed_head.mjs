// A signed head: a checkpoint (C2SP tlog-checkpoint) in a signed note (C2SP signed-note).
import { Fault, demand } from './fault.mjs';
import { readBase64, readHash, readLines, readNumber, readUtf8 } from './strict_text.mjs';
import { isKeyName, isRight, signsNotes } from './verifier_key.mjs';

const largest = 1 << 20;
const mostSignatures = 100;

function readSignature(line) {
  const parts = /^\u2014 ([^ ]*) ([^ ]*)$/u.exec(line);
  if (!parts || !isKeyName(parts[1])) return null;
  const blob = readBase64(parts[2]);
  if (!blob || blob.length < 5) return null;
  return { name: parts[1], id: blob.toString('hex', 0, 4), signature: blob.subarray(4) };
}

/** Reads a head; its faults are of the check that is named. */
export function readHead(bytes, check) {
  demand(bytes.length <= largest, check, 'The signed head is longer than 1 MiB.');
  const emptyLine = bytes.lastIndexOf('\n\n');
  demand(emptyLine >= 0, check, 'The signed head has no empty line before its signatures.');
  const text = bytes.subarray(0, emptyLine + 1);
  const checkpoint = readUtf8(text);
  demand(checkpoint !== null && !/[\u0000-\u0009\u000b-\u001f]/u.test(checkpoint), check,
    'The text of the signed head has characters that a note does not have.');
  const lines = readLines(checkpoint);
  demand(lines.length >= 3 && !lines.includes(''), check, 'The signed head is not a checkpoint: a line is missing or empty.');
  const size = readNumber(lines[1]);
  demand(size !== null, check, 'The signed head does not state the number of records in its second line.');
  const root = readHash(lines[2]);
  demand(root !== null, check, 'The signed head does not state the root in its third line.');

  const signatureLines = readLines(readUtf8(bytes.subarray(emptyLine + 2)) ?? 'not UTF-8');
  demand(signatureLines !== null && signatureLines.length >= 1 && signatureLines.length <= mostSignatures, check,
    'The signed head has not 1 to 100 lines with signatures.');
  const signatures = signatureLines.map(readSignature);
  demand(!signatures.includes(null), check, 'A line with a signature of the signed head has not its form.');
  return { bytes, text, origin: lines[0], size, root, signatures };
}

/** The keys of those given that signed the head. One of the log must be among them, and none of them wrong. */
export function checkSignatures(head, keys) {
  const signers = new Set();
  for (const { name, id, signature } of head.signatures) {
    const key = keys.find((each) => each.name === name && each.id === id);
    if (!key) continue;
    if (!isRight(key, signature, head.text)) throw new Fault('head', `The signature of ${name} is not right.`);
    signers.add(key);
  }
  const ofTheLog = [...signers].some((key) => key.type === signsNotes && key.name === head.origin);
  demand(ofTheLog, 'head', 'The head is not signed with a key that was given.');
  return [...signers];
}
