import { ErrorCode } from '../../../src/errors.js';
import { callScope } from '../../support/scope.js';
import { people, person, row } from './support.js';
import { refusals, useScriptedPerfex } from './support-scripted.js';
import { idsOf, useSimulatedPerfex } from './support-simulated.js';

const emailOf = (number: number): string => `person${number}@example.com`;

/** As many as one list holds, whose addresses end in the same way, before the one that has it exactly. */
const namesakes = [
  ...Array.from({ length: 130 }, (_, index) => person(index + 1, { email: `employee${index}-e@example.com` })),
  person(131, { email: 'e@example.com' }),
];

describe('contacts by e-mail address', () => {
  const at = useSimulatedPerfex();
  const find = async (emails: readonly string[]) =>
    (await at.source.findContactsByEmail(emails, callScope())).map((answer) =>
      Array.isArray(answer) ? idsOf(answer) : answer,
    );

  test('50 of them are one call, in the order asked for, with nobody where there is none', async () => {
    await at.start();
    const emails = [...Array.from({ length: 49 }, (_, index) => emailOf(49 - index)), 'nobody@example.com'];
    expect(await find(emails)).toEqual([...Array.from({ length: 49 }, (_, index) => [String(49 - index)]), []]);
    expect(at.pathsCalled()).toEqual(['POST /api/batch']);
  });

  test('are those with the whole address, whatever its capitals at Perfex', async () => {
    await at.start({ people: [person(1, { email: 'Ada@Example.com' }), person(2, { email: 'eada@example.com' })] });
    expect(await find(['ada@example.com', 'da@example.com'])).toEqual([['1'], []]);
  });

  test('are found behind a hundred others whose addresses end in the same way', async () => {
    await at.start({ people: namesakes });
    expect(await find(['e@example.com', 'employee0-e@example.com'])).toEqual([['131'], ['1']]);
    expect(at.pathsCalled()).toEqual(['POST /api/batch', 'GET /api/contacts/search', 'GET /api/contacts/search']);
  });

  test('are searched one by one in an installation of version 2', async () => {
    await at.start({ version: 2 });
    expect(await find([emailOf(7), 'nobody@example.com'])).toEqual([['7'], []]);
    at.simulator.reset();
    expect(await find([emailOf(7), 'nobody@example.com'])).toEqual([['7'], []]);
    expect(at.pathsCalled()).toEqual(['GET /api/contacts/search', 'GET /api/contacts/search']);
  });

  test('are an error for each address where the call fails', async () => {
    await at.start({ people: people(3) });
    at.simulator.setFaults({ outage: true });
    const unavailable = expect.objectContaining({ code: ErrorCode.VENDOR_UNAVAILABLE }) as unknown;
    expect(await find([emailOf(1), emailOf(2)])).toEqual([unavailable, unavailable]);
  });
});

describe('a search by e-mail address in a batch', () => {
  const vendor = useScriptedPerfex();
  const find = (...emails: string[]) => vendor.source().findContactsByEmail(emails, callScope());

  test('asks for the address, and takes an empty list in both forms for nobody', async () => {
    vendor.batchOf({ index: 0, status: true, result: [] }, { index: 1, status: false, error: 'No data were found' });
    expect(await find('ada@example.com', 'bob@example.com')).toEqual([[], []]);
    expect(vendor.sent()).toEqual({
      operations: [
        { tool: 'contacts_search', arguments: { q: 'ada@example.com', limit: 100 } },
        { tool: 'contacts_search', arguments: { q: 'bob@example.com', limit: 100 } },
      ],
    });
  });

  test('that is refused, lacks a result or holds no contact is an error of its own address alone', async () => {
    vendor.batchOf(
      { index: 0, status: true, result: { data: [row({ email: 'ada@example.com' })] } },
      { index: 1, status: false, error: 'secret text of the vendor' },
      { index: 3, status: true, result: [{ id: 'x' }] },
    );
    const answers = await find('ada@example.com', 'b@example.com', 'c@example.com', 'd@example.com');
    expect(answers).toEqual([
      [expect.objectContaining({ id: '5' })],
      expect.objectContaining({ code: ErrorCode.VENDOR_REJECTED }),
      expect.objectContaining({ code: ErrorCode.VENDOR_BAD_RESPONSE }),
      expect.objectContaining({ code: ErrorCode.VENDOR_BAD_RESPONSE }),
    ]);
    expect(String(answers[1])).not.toContain('secret');
  });

  test('ends with a coded error where a list that has to be read to its end fails', async () => {
    const full = Array.from({ length: 100 }, (_, index) =>
      row({ id: String(index + 1), email: `x${index}e@example.com` }),
    );
    vendor.script(({ url }) =>
      url.endsWith('/batch')
        ? { status: 200, body: { status: true, results: [{ index: 0, status: true, result: full }] } }
        : { status: 401, body: refusals.badToken },
    );
    expect(await find('e@example.com')).toEqual([expect.objectContaining({ code: ErrorCode.VENDOR_UNAUTHORIZED })]);
  });
});
