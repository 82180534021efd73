// C2SP tlog-proof, and inclusion after RFC 9162 section 2.1.3.2.
import { demand } from './fault.mjs';
import { hashOfNode } from './hashing.mjs';
import { readHead } from './signed_head.mjs';
import { readHash, readLine, readNumber } from './strict_text.mjs';

const mostHashes = 64;

export function readProof(bytes) {
  let at = 0;
  const nextLine = () => {
    const read = readLine(bytes, at);
    demand(read !== null, 'proof', 'A proof ends within a line.');
    at = read.next;
    return read.line;
  };
  demand(nextLine() === 'c2sp.org/tlog-proof@v1', 'proof', 'A proof does not begin with the name of its format.');
  const indexLine = nextLine();
  const index = indexLine.startsWith('index ') ? readNumber(indexLine.slice(6)) : null;
  demand(index !== null, 'proof', 'A proof does not state its index.');
  const hashes = [];
  for (let line = nextLine(); line !== ''; line = nextLine()) {
    const hash = readHash(line);
    demand(hash !== null, 'proof', 'A line of a proof is not a hash.');
    hashes.push(hash);
    demand(hashes.length <= mostHashes, 'proof', 'A proof has more than 64 hashes.');
  }
  return { index, hashes, head: readHead(bytes.subarray(at), 'proof') };
}

/** Whether the hashes lead from the leaf's hash at `index` to the root of a tree of `size` leaves. */
export function leadsToRoot(leafHash, index, size, hashes, root) {
  if (index >= size) return false;
  let fn = index;
  let sn = size - 1n;
  let reached = leafHash;
  for (const hash of hashes) {
    if (sn === 0n) return false;
    if (fn & 1n || fn === sn) {
      reached = hashOfNode(hash, reached);
      while (!(fn & 1n) && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      reached = hashOfNode(reached, hash);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && reached.equals(root);
}
