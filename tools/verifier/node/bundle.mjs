// All checks of a proof bundle, in the order of the page; the first that fails is thrown as a Fault.
import { readContainer } from './container.mjs';
import { demand } from './fault.mjs';
import { hashOfLeaf, sha256 } from './hashing.mjs';
import { checkArchive } from './policy_archive.mjs';
import { kinds, leafBytes, openPayload, readDecision, readEvent, readLeaf } from './record.mjs';
import { checkSignatures } from './signed_head.mjs';
import { leadsToRoot, readProof } from './tlog_proof.mjs';

function checkOrder(leaves, basis) {
  const [decision, ...events] = leaves;
  demand(basis <= decision.number, 'order', 'The decision rests on records behind itself.');
  let last = -1n;
  for (const { number } of events) {
    demand(number > last && number < basis, 'order', `Event ${number} is not at its place below the decision's basis.`);
    last = number;
  }
}

function checkProofs(proofs, leaves) {
  proofs.forEach(({ index, head }, place) => {
    demand(index === leaves[place].number, 'proof', `The proof of record ${leaves[place].number} is of another record.`);
    demand(head.bytes.equals(proofs[0].head.bytes), 'proof', 'The proofs end in heads that differ.');
  });
}

/** What a good bundle proves. Without keys it is not checked whose signatures they are. */
export function checkBundle(bytes, keys) {
  const { policy, zone, records } = readContainer(bytes);
  const leaves = records.map(({ record }) => readLeaf(record.subarray(0, leafBytes)));
  for (const { version } of leaves) demand(version === 1, 'version', 'A leaf is of a version that is not known here.');
  checkArchive(policy, leaves[0].policy);
  const contents = leaves.map((leaf, place) =>
    openPayload(leaf, place === 0 ? kinds.decision : kinds.event, records[place].record.subarray(leafBytes)));
  const decision = readDecision(contents[0]);
  demand(decision !== null, 'zone', 'The content of the decision does not begin as it must.');
  for (const event of contents.slice(1)) demand(readEvent(event) !== null, 'zone', 'The content of an event does not begin as it must.');
  demand(sha256(zone).toString('hex') === decision.zone, 'zone', 'The time zone is not the one that the decision names.');
  checkOrder(leaves, decision.basis);
  const proofs = records.map(({ proof }) => readProof(proof));
  checkProofs(proofs, leaves);
  const { head } = proofs[0];
  const signedBy = keys.length > 0 ? checkSignatures(head, keys) : [];
  proofs.forEach(({ index, hashes }, place) => {
    demand(leadsToRoot(hashOfLeaf(leaves[place].bytes), index, head.size, hashes, head.root), 'inclusion',
      `The proof of record ${index} does not lead to the root of the head.`);
  });
  return {
    record: leaves[0].number, decision, policy: leaves[0].policy.toString('hex'), events: leaves.length - 1, head, signedBy,
    content: contents[0],
  };
}
