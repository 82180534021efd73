// Bundles at the edges of what a signed head may be. Each: its name, its bytes, the keys given, the verdict of the page.
import { checkpoint, cosigned, log, madeBundle, signature, signatureLine, signed, signer } from './made_bundle.mjs';

const witness = signer('witness.example', 4, 2);
const other = signer('other.example', 1, 3);
const witnessOfOurName = signer(log.name, 4, 4);

/** A head of this text, with these lines behind the empty one. */
function head(name, verdict, { keys = [log], text = (plain) => plain, lines = (whole) => signed(log, whole) }) {
  const bytes = madeBundle({
    head: (root) => {
      const whole = text(checkpoint(2, root), root);
      const start = Buffer.isBuffer(whole) ? whole : Buffer.from(whole);
      return Buffer.concat([start, Buffer.from('\n'), Buffer.from(lines(start))]);
    },
  });
  return { name, verdict, bytes, keys: keys.map((key) => key.text) };
}

const wrong = (by, length = 64) => signatureLine(by, Buffer.alloc(length, 7));
const named = (name) => head(`name ${JSON.stringify(name)}`, 'good', { lines: (text) => signed(log, text) + wrong({ ...log, name }) });
const notNamed = (name) => ({ ...named(name), verdict: 'proof' });
const extended = (line) => ({ text: (plain) => Buffer.concat([Buffer.from(plain), line, Buffer.from('\n')]) });
const withSize = (size) => ({ text: (_, root) => checkpoint(size, root) });

const point = (...codes) => String.fromCodePoint(...codes);
const whiteSpace = [0x85, 0xa0, 0x1680, 0x2000, 0x2005, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000];
const noWhiteSpace = [0x7f, 0x84, 0x86, 0x180e, 0x200b, 0x200c, 0x2060, 0x202a, 0xfeff, 0xfffd, 0xffff, 0x10ffff];

export const edgeOfHeads = [
  head('plain', 'good', {}),
  head('the same signature twice', 'good', { lines: (text) => signed(log, text).repeat(2) }),
  head('right, then wrong', 'head', { lines: (text) => signed(log, text) + wrong(log) }),
  head('wrong, then right', 'head', { lines: (text) => wrong(log) + signed(log, text) }),
  head('the same wrong one twice', 'head', { lines: () => wrong(log).repeat(2) }),
  head('two of a witness', 'good', {
    keys: [log, witness], lines: (text) => signed(log, text) + cosigned(witness, text) + cosigned(witness, text, 5n),
  }),
  head('two of a witness, one wrong', 'head', {
    keys: [log, witness], lines: (text) => signed(log, text) + cosigned(witness, text) + wrong(witness, 72),
  }),
  head('time below 2^63', 'good', {
    keys: [log, witness], lines: (text) => signed(log, text) + cosigned(witness, text, (1n << 63n) - 1n),
  }),
  head('time of 2^63', 'head', { keys: [log, witness], lines: (text) => signed(log, text) + cosigned(witness, text, 1n << 63n) }),
  head('time of 2^63, witness unknown', 'good', { lines: (text) => signed(log, text) + cosigned(witness, text, 1n << 63n) }),
  head('witness only', 'head', { keys: [log, witness], lines: (text) => cosigned(witness, text) }),
  head('witness key alone given', 'head', { keys: [witness], lines: (text) => signed(log, text) + cosigned(witness, text) }),
  head('cosigned under the name of the log', 'head', { keys: [witnessOfOurName], lines: (text) => cosigned(witnessOfOurName, text) }),
  head('another log signs too', 'good', { keys: [log, other], lines: (text) => signed(log, text) + signed(other, text) }),
  head('another log alone', 'head', { keys: [other], lines: (text) => signed(other, text) }),
  head('another key of the same name', 'head', { lines: (text) => signed(signer(log.name, 1, 9), text) }),
  head('name of the log, id of another', 'head', { lines: (text) => signed({ ...log, id: other.id }, text) }),
  head('signature of 63 bytes', 'head', { lines: (text) => signatureLine(log, signature(log, text).subarray(1)) }),
  head('signature of 65 bytes', 'head', { lines: (text) => signatureLine(log, Buffer.concat([signature(log, text), Buffer.of(0)])) }),
  head('signature of 1 byte of an unknown key', 'good', { lines: (text) => signed(log, text) + wrong(other, 1) }),
  head('signature of no byte of an unknown key', 'proof', { lines: (text) => signed(log, text) + wrong(other, 0) }),
  head('100 signatures', 'good', { lines: (text) => signed(log, text) + wrong(other, 1).repeat(99) }),
  head('101 signatures', 'proof', { lines: (text) => signed(log, text) + wrong(other, 1).repeat(100) }),
  head('no signature', 'proof', { lines: () => '' }),
  head('no key, a wrong signature', 'good', { keys: [], lines: () => wrong(log) }),
  head('two spaces before the name', 'proof', { lines: (text) => signed(log, text).replace(' ', '  ') }),
  head('a space behind the signature', 'proof', { lines: (text) => signed(log, text).replace('\n', ' \n') }),
  head('a carriage return behind the signature', 'proof', { lines: (text) => signed(log, text).replace('\n', '\r\n') }),
  head('no line feed at the end', 'proof', { lines: (text) => signed(log, text).trimEnd() }),
  head('another line feed at the end', 'proof', { lines: (text) => `${signed(log, text)}\n` }),
  head('an empty line between signatures', 'proof', { lines: (text) => `${signed(log, text)}\n${signed(log, text)}` }),
  head('two empty lines', 'proof', { lines: (text) => `\n${signed(log, text)}` }),
  head('no padding', 'proof', { lines: (text) => signed(log, text) + wrong(other, 1).replace(/=+/, '') }),
  head('an empty origin', 'proof', { text: (plain) => plain.slice(log.name.length) }),
  head('no root', 'proof', { text: () => `${log.name}\n2\n` }),
  head('a line more', 'good', extended(Buffer.from('x'))),
  head('an empty line more', 'proof', extended(Buffer.from('x\n\ny'))),
  head('a dash in the text', 'good', extended(Buffer.from('\u2014 x y'))),
  head('a byte-order mark before the text', 'head', { text: (plain) => `\ufeff${plain}` }),
  ...[[0xc0, 0x80], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf], [0xf4, 0x90, 0x80, 0x80], [0xf0, 0x8f, 0xbf, 0xbf],
    [0xf8, 0x88, 0x80, 0x80, 0x80], [0x80], [0xc2], [0xe2, 0x80], [0xff], [0x00], [0x09], [0x0d], [0x1f]].map((bytes) =>
    head(`bytes ${Buffer.from(bytes).toString('hex')} in the text`, 'proof', extended(Buffer.from(bytes)))),
  ...[[0x7f], [0xc2, 0x85], [0xef, 0xbb, 0xbf], [0xef, 0xbf, 0xbf], [0xf4, 0x8f, 0xbf, 0xbf], [0xed, 0x9f, 0xbf], [0xee, 0x80, 0x80]].map(
    (bytes) => head(`bytes ${Buffer.from(bytes).toString('hex')} in the text`, 'good', extended(Buffer.from(bytes)))),
  ...['18446744073709551616', '99999999999999999999', '02', '+2', '-2', '2.', ' 2', '2 ', '0x2', '', '\u0662'].map((size) =>
    head(`size ${JSON.stringify(size)}`, 'proof', withSize(size))),
  ...['0', '1', '3', '18446744073709551615'].map((size) => head(`size ${size}`, 'inclusion', withSize(size))),
  ...noWhiteSpace.map((code) => named(`a${point(code)}b`)),
  ...[...whiteSpace, 0x09, 0x0b, 0x0c, 0x0d, 0x00, 0x1c, 0x1f].map((code) => notNamed(`a${point(code)}b`)),
  notNamed(''), notNamed('a+b'), named('x'.repeat(1024)), notNamed('x'.repeat(1025)), named('\u00fc'.repeat(512)),
  notNamed(`${'\u00fc'.repeat(512)}x`),
];
