import fc from 'fast-check';
import { identifierGuard } from '../../src/domain/blocked-identifiers.js';
import { readLines } from '../../src/link-import/pairs.js';

const reading = { persioUserId: 'OWN', isBlocked: identifierGuard([]) } as const;
const end = 0;

const asRead = (texts: readonly string[]) =>
  readLines(
    texts.map((text, index) => ({ text, number: index + 1, end })),
    reading,
  );

/** What surrounds a field, and what is no part of one. */
const padding = fc.string({
  unit: fc.constantFrom(' ', '\t', '\f', '\r', '\v', '\u00a0', '\u2009', '\u3000'),
  maxLength: 2,
});
const padded = (...texts: string[]) =>
  fc.tuple(padding, fc.constantFrom(...texts), padding).map((parts) => parts.join(''));
const vendor = padded('NUMI', 'chatwoot', 'Perfex', 'PERSIO');
const id = padded('+49 30 901820', '7', '12345', 'user-1', 'é', "o'hara", '', '\ufffd');
const line = fc
  .oneof({ weight: 3, arbitrary: fc.tuple(vendor, id, vendor, id) }, fc.array(fc.oneof(vendor, id), { maxLength: 6 }))
  .map((fields) => fields.join(','));

it('a line without quotation marks says the same, whether others of the file have some or not', () => {
  const quoted = '"NUMI","+4930901820","CHATWOOT","7"';
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      expect(asRead([...lines, quoted]).slice(0, -1)).toEqual(asRead(lines));
    }),
    { numRuns: 500 },
  );
});

it('a line whose quotation marks do not match takes no other with it', () => {
  const good = 'NUMI,+4930901820,CHATWOOT,7';
  expect(asRead([good, '"NUMI,+4930901820,CHATWOOT,7', good])).toEqual([
    { number: 1, pair: expect.any(Array) as unknown },
    { number: 2, reason: 'its quotation marks do not match' },
    { number: 3, pair: expect.any(Array) as unknown },
  ]);
});
