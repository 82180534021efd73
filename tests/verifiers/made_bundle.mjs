// A bundle made from its parts, each of which can be another one: for cases that no damage at random meets.
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { crc32c } from '../../tools/verifier/node/hashing.mjs';

export const hash = (...parts) => createHash('sha256').update(Buffer.concat(parts.map((part) => Buffer.from(part)))).digest();

const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key of this name and type, always the same for the same seed. */
export function signer(name, type = 1, seed = 1) {
  const key = createPrivateKey({ key: Buffer.concat([pkcs8, Buffer.alloc(32, seed)]), format: 'der', type: 'pkcs8' });
  const typed = Buffer.concat([Buffer.of(type), Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x, 'base64url')]);
  const id = hash(name, '\n', typed).subarray(0, 4);
  return { name, type, id, key, text: `${name}+${id.toString('hex')}+${typed.toString('base64')}` };
}

export const signature = (by, text) => sign(null, Buffer.from(text), by.key);
export const signatureLine = (by, bytes) => `\u2014 ${by.name} ${Buffer.concat([by.id, bytes]).toString('base64')}\n`;
export const signed = (by, text) => signatureLine(by, signature(by, text));

export function cosigned(by, text, time = 1_700_000_000n) {
  const at = Buffer.alloc(8);
  at.writeBigUInt64BE(time);
  return signatureLine(by, Buffer.concat([at, sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), by.key)]));
}

export function payload(content, unit) {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(content));
  const plain = Buffer.concat([Buffer.alloc(16, 0x5a), length, Buffer.from(content)]);
  return Buffer.concat([plain, Buffer.alloc((unit - plain.length % unit) % unit)]);
}

export function leaf(number, kind, policy, plain) {
  const bytes = Buffer.alloc(104);
  bytes[0] = 1;
  bytes[1] = kind;
  bytes.writeBigUInt64LE(BigInt(number), 8);
  policy.copy(bytes, 24);
  hash(Buffer.of(2), plain).copy(bytes, 72);
  return bytes;
}

export function archive(hashed, { files = 1n, main = 0 } = {}) {
  const header = Buffer.alloc(32);
  header.write('LICETSET');
  header.writeUInt32LE(1, 8);
  header.writeUInt32LE(main, 12);
  header.writeBigUInt64LE(files, 16);
  header.writeUInt32LE(crc32c(header.subarray(0, 24)), 24);
  return Buffer.concat([header, Buffer.from(hashed)]);
}

function section([tag, content]) {
  const header = Buffer.alloc(16);
  header.write(tag);
  header.writeBigUInt64LE(BigInt(content.length), 8);
  return Buffer.concat([header, content, Buffer.alloc((8 - content.length % 8) % 8)]);
}

export function container(sections) {
  const header = Buffer.alloc(16);
  header.write('LICETBND');
  header.writeUInt32LE(1, 8);
  header.writeUInt32LE(sections.length, 12);
  const bytes = Buffer.concat([header, ...sections.map(section)]);
  return Buffer.concat([bytes, hash(bytes)]);
}

const zone = Buffer.from('a time zone');
export const zoneDigest = hash(zone).toString('hex');
export const log = signer('shop.example/log');

export const decisionContent = ({ recorded = 'r', basis = '1', engine = 'e', digest = zoneDigest } = {}) =>
  `{"recorded":"${recorded}","basis":${basis},"engine":"${engine}","zone":"${digest}"}`;

export const checkpoint = (size, root, origin = log.name) => `${origin}\n${size}\n${root.toString('base64')}\n`;

/**
 * A log of two records, event 0 and decision 1, and its bundle. `parts`: other contents (`decision`, `event`), another
 * `policy`, `leaf(leaf)` to change a leaf, `head(root)` for another head, `proof(text)` to change a proof,
 * `sections(sections)` to change these.
 */
export function madeBundle(parts = {}) {
  const policy = parts.policy ?? archive('texts');
  const digest = hash(policy.subarray(32));
  const kept = (each) => parts.leaf?.(each) ?? each;
  const event = parts.eventPayload ?? payload(parts.event ?? '{"recorded":"q"}', 64);
  const decision = parts.decisionPayload ?? payload(parts.decision ?? decisionContent(), 512);
  const leaves = [kept(leaf(0, 1, digest, event)), kept(leaf(1, 2, digest, decision))];
  const hashes = leaves.map((each) => hash(Buffer.of(0), each));
  const root = hash(Buffer.of(1), ...hashes);
  const text = checkpoint(2, root);
  const head = parts.head?.(root) ?? `${text}\n${signed(log, text)}`;
  const proof = (index) => {
    const before = `c2sp.org/tlog-proof@v1\nindex ${index}\n${hashes[1 - index].toString('base64')}\n\n`;
    const whole = Buffer.concat([Buffer.from(before), Buffer.from(head)]);
    return parts.proof?.(whole, index) ?? whole;
  };
  const sections = [
    ['POLI', policy], ['ZONE', zone], ['EXPL', Buffer.from('{}')],
    ['RECD', Buffer.concat([leaves[1], decision])], ['PROF', proof(1)],
    ['EVNT', Buffer.concat([leaves[0], event])], ['PROF', proof(0)],
  ];
  return container(parts.sections?.(sections) ?? sections);
}
