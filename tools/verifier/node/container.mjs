// The file of a proof bundle and its sections.
import { demand } from './fault.mjs';
import { sha256 } from './hashing.mjs';
import { leafBytes } from './record.mjs';
import { areZero } from './strict_text.mjs';

export const largestBundle = 1 << 30;
const mostSections = 131_072;
const largestProof = 1 << 16;
const headerBytes = 16;
const hashBytes = 32;

const firstTags = ['POLI', 'ZONE', 'EXPL', 'RECD', 'PROF'];
const tagAt = (place) => firstTags[place] ?? (place % 2 === 1 ? 'EVNT' : 'PROF');

function readSections(bytes, count, end) {
  const isWhole = (holds) => demand(holds, 'damaged', 'A section of the bundle is not as it must be.');
  const sections = [];
  let at = headerBytes;
  for (let place = 0; place < count; ++place) {
    isWhole(end - at >= 16);
    const tag = bytes.toString('latin1', at, at + 4);
    isWhole(tag === tagAt(place) && areZero(bytes.subarray(at + 4, at + 8)));
    const stated = bytes.readBigUInt64LE(at + 8);
    at += 16;
    isWhole(stated <= BigInt(end - at));
    const length = Number(stated);
    const content = bytes.subarray(at, at + length);
    const padded = Math.ceil(length / 8) * 8;
    isWhole(padded <= end - at && areZero(bytes.subarray(at + length, at + padded)));
    if (tag === 'RECD' || tag === 'EVNT') isWhole(length >= leafBytes);
    if (tag === 'PROF') isWhole(length <= largestProof);
    sections.push(content);
    at += padded;
  }
  demand(at === end, 'damaged', 'Bytes stand behind the last section of the bundle.');
  return sections;
}

/** The parts of a bundle: contents of sections; the decision comes first of the records. */
export function readContainer(bytes) {
  demand(bytes.length >= headerBytes + hashBytes && bytes.length <= largestBundle, 'damaged',
    'The file is too short or too long for a bundle.');
  demand(bytes.toString('latin1', 0, 8) === 'LICETBND', 'damaged', 'The file is not a proof bundle.');
  const end = bytes.length - hashBytes;
  demand(sha256(bytes.subarray(0, end)).equals(bytes.subarray(end)), 'damaged',
    'The file is not as it was written: its hash is another.');
  demand(bytes.readUInt32LE(8) === 1, 'version', 'The bundle is of a version that is not known here.');
  const count = bytes.readUInt32LE(12);
  demand(count >= firstTags.length && count <= mostSections && count % 2 === 1, 'damaged',
    'A bundle does not have this number of sections.');
  const [policy, zone, , decision, ...rest] = readSections(bytes, count, end);
  const records = [{ record: decision, proof: rest[0] }];
  for (let i = 1; i < rest.length; i += 2) records.push({ record: rest[i], proof: rest[i + 1] });
  return { policy, zone, records };
}
