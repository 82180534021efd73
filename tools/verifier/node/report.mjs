// What is printed of each bundle, or of a log: text, or one object of JSON in a line.

/** Numbers stay exact: they may be greater than what JavaScript's numbers hold. */
function inJson(value) {
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(inJson).join(',')}]`;
  return `{${Object.entries(value).map(([name, each]) => `${JSON.stringify(name)}:${inJson(each)}`).join(',')}}`;
}

/** Without what a terminal would obey. */
const plain = (text) => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (each) => `\\u{${each.codePointAt(0).toString(16)}}`);

const nameOf = ({ name, id }) => `${name}+${id}`;
const keysOf = (head) => [...new Set(head.signatures.map(nameOf))];

const line = (label, text) => `  ${label.padEnd(12)}${text}\n`;

/** "1 event", "2 events". */
const counted = (count, what) => `${count} ${what}${String(count) === '1' ? '' : 's'}`;

function linesOfHead({ head, signedBy: signers }) {
  const stated = line('Head', `${plain(head.origin)}, ${counted(head.size, 'record')}`) + line('Root', head.root.toString('hex'));
  if (signers.length > 0) return stated + signers.map((key, i) => line(i === 0 ? 'Signed by' : '', plain(nameOf(key)))).join('');
  return stated + line('Signed', 'by whom was not checked, for no key was given. The head names these keys;')
    + line('', 'compare them with those that the company publishes, and give that with --key:')
    + keysOf(head).map((key) => line('', plain(key))).join('');
}

const fieldsOfHead = ({ head }) => ({ origin: head.origin, size: head.size, root: head.root.toString('hex') });
const signedBy = (found) => ({ signed_by: found.signedBy.map(nameOf) });

export function goodBundle(asJson, path, found, milliseconds) {
  const { record, decision, policy, events } = found;
  if (asJson) {
    return `${inJson({
      bundle: path, good: true, record, recorded: decision.recorded, policy: `sha256:${policy}`, engine: decision.engine,
      basis: decision.basis, events, ...fieldsOfHead(found), keys: keysOf(found.head), ...signedBy(found), milliseconds,
    })}\n`;
  }
  return `${plain(path)}: good (${milliseconds} ms)\n`
    + line('Record', `${record}, recorded ${decision.recorded}`)
    + line('Policy', `sha256:${policy}`)
    + line('Engine', decision.engine)
    + line('Rests on', `${counted(events, 'event')} below record ${decision.basis}`)
    + linesOfHead(found);
}

export function badBundle(asJson, path, check, message) {
  if (asJson) return `${inJson({ bundle: path, good: false, check, message })}\n`;
  return `${plain(path)}: NOT GOOD: ${check === null ? '' : `${check}: `}${plain(message)}\n`;
}

export function goodLog(asJson, path, found, seconds) {
  const perSecond = Math.round(Number(found.head.size) / seconds);
  if (asJson) return `${inJson({ log: path, good: true, ...fieldsOfHead(found), ...signedBy(found), seconds, records_per_second: perSecond })}\n`;
  return `${plain(path)}: good (${seconds} s, ${counted(perSecond, 'record')} a second)\n${linesOfHead(found)}`;
}

export function badLog(asJson, path, message) {
  return asJson ? `${inJson({ log: path, good: false, message })}\n` : `${plain(path)}: NOT GOOD: ${plain(message)}\n`;
}
