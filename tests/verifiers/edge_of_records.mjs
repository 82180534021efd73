// Bundles at the edges of what stands before the head: sections, policy, contents, proofs. As in edge_of_heads.mjs.
import { archive, container, decisionContent, log, madeBundle, payload, zoneDigest } from './made_bundle.mjs';

const made = (name, verdict, parts) => ({ name, verdict, bytes: madeBundle(parts), keys: [log.text] });
const decision = (name, verdict, fields) => made(`decision: ${name}`, verdict, { decision: decisionContent(fields) });
const event = (content, verdict) => made(`event: ${content.slice(0, 40)}`, verdict, { event: content });
const changed = (name, verdict, change) => made(`leaf: ${name}`, verdict, {
  leaf: (leaf) => {
    change(leaf);
    return leaf;
  },
});
const ofEvent = (change) => (leaf) => leaf[1] === 1 && change(leaf);
const ofDecision = (change) => (leaf) => leaf[1] === 2 && change(leaf);
const proof = (name, verdict, change) => made(`proof: ${name}`, verdict, {
  proof: (whole, index) => (index === 1 ? Buffer.from(change(whole.toString('latin1')), 'latin1') : whole),
});
const sections = (name, verdict, change) => made(`sections: ${name}`, verdict, { sections: change });
const replaced = (all, place, by) => all.map((each, i) => (i === place ? by : each));
const contentOfLength = (length) => `{"recorded":"${'r'.repeat(length - 15)}"}`;

const longProof = (length) => ({ proof: (whole) => Buffer.concat([whole, Buffer.alloc(length - whole.length, 'x')]) });

export const edgeOfRecords = [
  ...['', ' ', '~', 'r'.repeat(5000)].map((recorded) => decision(`recorded ${recorded.slice(0, 9)}`, 'good', { recorded })),
  ...['\u007f', '\u001f', '\\n', '\u00fc', '\u0000', '\t'].map((recorded) =>
    decision(`recorded ${JSON.stringify(recorded)}`, 'zone', { recorded })),
  ...['\u007f', '\\"', '\u00fc'].map((engine) => decision(`engine ${JSON.stringify(engine)}`, 'zone', { engine })),
  ...['0', '1'].map((basis) => decision(`basis ${basis}`, basis === '1' ? 'good' : 'order', { basis })),
  ...['2', '9223372036854775807'].map((basis) => decision(`basis ${basis}`, 'order', { basis })),
  ...['9223372036854775808', '01', '-1', '1.0', '1e0', ' 1', '"1"', '', '99999999999999999999999999'].map((basis) =>
    decision(`basis ${JSON.stringify(basis)}`, 'zone', { basis })),
  ...[zoneDigest.toUpperCase(), zoneDigest.slice(1), `${zoneDigest}0`, '0'.repeat(64), ''].map((digest) =>
    decision(`zone ${digest.slice(0, 9)} ${digest.length}`, 'zone', { digest })),
  made('decision: ends behind the zone', 'good', { decision: decisionContent().slice(0, -1) }),
  made('decision: ends in the zone', 'zone', { decision: decisionContent().slice(0, -2) }),
  made('decision: a space', 'zone', { decision: ` ${decisionContent()}` }),
  made('decision: empty', 'zone', { decision: '' }),
  event('{"recorded":""', 'good'), event('{"recorded":"q"garbage', 'good'), event('{"recorded":"', 'zone'), event('', 'zone'),
  event('{"recorded":"q\u007f"}', 'zone'), event('{"Recorded":"q"}', 'zone'),
  event(contentOfLength(44), 'good'), event(contentOfLength(45), 'good'), event(contentOfLength(43), 'good'),
  made('payload: event padded to 512', 'opening', { eventPayload: payload('{"recorded":"q"}', 512) }),
  made('payload: decision padded to 64', 'opening', { decisionPayload: payload(decisionContent(), 64) }),
  made('payload: of 19 bytes', 'opening', { eventPayload: Buffer.alloc(19) }),
  made('payload: of 20 bytes', 'opening', { eventPayload: Buffer.alloc(20) }),
  made('payload: none', 'opening', { eventPayload: Buffer.alloc(0) }),
  made('payload: of 64 zeros', 'zone', { eventPayload: Buffer.alloc(64) }),
  made('payload: of 128 zeros', 'opening', { eventPayload: Buffer.alloc(128) }),
  changed('kind 1 for the decision', 'opening', ofDecision((leaf) => { leaf[1] = 1; })),
  changed('kind 4 for the event', 'opening', ofEvent((leaf) => { leaf[1] = 4; })),
  changed('version 2 of the event', 'version', ofEvent((leaf) => { leaf[0] = 2; })),
  changed('version 0 of the decision', 'version', ofDecision((leaf) => { leaf[0] = 0; })),
  changed('not zero', 'opening', ofEvent((leaf) => { leaf[7] = 1; })),
  changed('any time', 'good', (leaf) => leaf.fill(0xff, 16, 24)),
  changed('any record id', 'good', (leaf) => leaf.fill(0xff, 56, 72)),
  changed('another policy for the event', 'good', ofEvent((leaf) => leaf.fill(0, 24, 56))),
  changed('another policy for the decision', 'policy', ofDecision((leaf) => leaf.fill(0, 24, 56))),
  changed('another number for the event', 'order', ofEvent((leaf) => leaf.writeBigUInt64LE(1n, 8))),
  changed('a very great number for the event', 'order', ofEvent((leaf) => leaf.fill(0xff, 8, 16))),
  changed('a very great number for the decision', 'proof', ofDecision((leaf) => leaf.fill(0xff, 8, 16))),
  changed('number 0 for the decision', 'order', ofDecision((leaf) => leaf.fill(0, 8, 16))),
  made('policy: main behind the files', 'policy', { policy: archive('texts', { main: 1 }) }),
  made('policy: very many files', 'good', { policy: archive('texts', { files: (1n << 64n) - 1n, main: 0xffffffff }) }),
  made('policy: 2^32 files', 'good', { policy: archive('texts', { files: 1n << 32n, main: 7 }) }),
  made('policy: no files', 'policy', { policy: archive('texts', { files: 0n }) }),
  made('policy: no texts', 'good', { policy: archive('') }),
  proof('a space behind the index', 'proof', (text) => text.replace('index 1\n', 'index 1 \n')),
  proof('a tab before the index', 'proof', (text) => text.replace('index 1', 'index\t1')),
  proof('index 01', 'proof', (text) => text.replace('index 1', 'index 01')),
  proof('index 2^64', 'proof', (text) => text.replace('index 1', 'index 18446744073709551616')),
  proof('index 2^64 + 1', 'proof', (text) => text.replace('index 1', 'index 18446744073709551617')),
  proof('an extra line', 'proof', (text) => text.replace('index 1', 'extra AAAA\nindex 1')),
  proof('an empty line before the hash', 'proof', (text) => text.replace('index 1\n', 'index 1\n\n')),
  proof('no hash', 'inclusion', (text) => text.replace(/(index 1\n)[^\n]*\n/, '$1')),
  proof('the hash twice', 'inclusion', (text) => text.replace(/(index 1\n)([^\n]*\n)/, '$1$2$2')),
  proof('64 hashes', 'inclusion', (text) => text.replace(/(index 1\n)([^\n]*\n)/, (_, index, line) => index + line.repeat(64))),
  proof('65 hashes', 'proof', (text) => text.replace(/(index 1\n)([^\n]*\n)/, (_, index, line) => index + line.repeat(65))),
  proof('a space behind the hash', 'proof', (text) => text.replace(/(index 1\n[^\n]*)/, '$1 ')),
  proof('a hash in the other alphabet', 'proof', (text) => text.replace(/(index 1\n)[^\n]*/, `$1${'_'.repeat(42)}8=`)),
  proof('a hash of nothing but slashes', 'inclusion', (text) => text.replace(/(index 1\n)[^\n]*/, `$1${'/'.repeat(42)}8=`)),
  proof('hidden bits', 'proof', (text) => text.replace(/(index 1\n)[^\n]*/, `$1${'/'.repeat(43)}=`)),
  proof('a line feed less at the end', 'proof', (text) => text.slice(0, -1)),
  proof('a line feed more at the end', 'proof', (text) => `${text}\n`),
  proof('ends behind the index', 'proof', () => 'c2sp.org/tlog-proof@v1\nindex 1\n'),
  proof('empty', 'proof', () => ''),
  made('proof: of 64 KiB', 'proof', longProof(1 << 16)),
  made('proof: of more than 64 KiB', 'damaged', longProof((1 << 16) + 1)),
  sections('explanation of any bytes', 'good', (all) => replaced(all, 2, ['EXPL', Buffer.of(0xff, 0)])),
  sections('no explanation', 'damaged', (all) => [...all.slice(0, 2), ...all.slice(3)]),
  sections('empty zone', 'zone', (all) => replaced(all, 1, ['ZONE', Buffer.alloc(0)])),
  sections('no event', 'good', (all) => all.slice(0, 5)),
  sections('event without a proof', 'damaged', (all) => all.slice(0, 6)),
  sections('a leaf cut', 'damaged', (all) => replaced(all, 5, ['EVNT', all[5][1].subarray(0, 103)])),
  sections('a leaf alone', 'opening', (all) => replaced(all, 5, ['EVNT', all[5][1].subarray(0, 104)])),
  sections('131,071', 'order', (all) => [...all.slice(0, 5), ...Array.from({ length: 65_533 }, () => all.slice(5, 7)).flat()]),
  sections('131,073', 'damaged', (all) => [...all.slice(0, 5), ...Array.from({ length: 65_534 }, () => all.slice(5, 7)).flat()]),
  { name: 'no sections', verdict: 'damaged', bytes: container([]), keys: [log.text] },
];
