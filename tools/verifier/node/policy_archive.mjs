// The file of a policy archive: its header, and the digest of what is behind it.
import { demand } from './fault.mjs';
import { crc32c, sha256 } from './hashing.mjs';
import { areZero } from './strict_text.mjs';

const headerBytes = 32;

export function checkArchive(file, digest) {
  const hasForm = file.length >= headerBytes
    && file.toString('latin1', 0, 8) === 'LICETSET'
    && file.readUInt32LE(24) === crc32c(file.subarray(0, 24))
    && areZero(file.subarray(28, headerBytes))
    && file.readUInt32LE(8) === 1
    && BigInt(file.readUInt32LE(12)) < file.readBigUInt64LE(16);
  demand(hasForm, 'policy', 'The policy texts have not the form of an archive.');
  demand(sha256(file.subarray(headerBytes)).equals(digest), 'policy',
    'The policy texts are not those of the decision.');
}
