import { callScope } from '../../support/scope.js';
import { people, person } from './support.js';
import { ids, idsOf, useSimulatedPerfex } from './support-simulated.js';

const at = useSimulatedPerfex();

describe("a customer's contacts", () => {
  const customer = { customerId: 1, isPrimary: false };

  test('are the active ones, the primary one first', async () => {
    await at.start({
      people: [
        person(1, customer),
        person(2, { ...customer, isActive: false }),
        person(3, { ...customer, isPrimary: true }),
      ],
    });
    const slice = await at.source.readCustomerContacts('1', { offset: 0, first: 10 }, callScope());
    expect(idsOf(slice.items)).toEqual(['3', '1']);
    expect(slice).toMatchObject({ hasNextPage: false, totalCount: 2 });
  });

  test('of a customer without any, or of none, are an empty list', async () => {
    await at.start();
    const empty = { items: [], hasNextPage: false, totalCount: 0 };
    expect(await at.source.readCustomerContacts('999', { offset: 0, first: 10 }, callScope())).toEqual(empty);
    expect(at.simulator.calls).toHaveLength(1);
    for (const key of ['search', '', '../x', '0'])
      expect(await at.source.readCustomerContacts(key, { offset: 0, first: 10 }, callScope())).toEqual(empty);
    expect(at.simulator.calls).toHaveLength(1);
  });

  test('any window is the same stretch of the whole list, never a row twice', async () => {
    await at.start({ people: people(230).map(({ number }) => person(number, customer)) });
    for (const [offset, first] of [
      [0, 1],
      [7, 13],
      [99, 2],
      [50, 100],
      [200, 100],
      [230, 10],
      [500, 100],
      [229, 1],
    ] as const) {
      const slice = await at.source.readCustomerContacts('1', { offset, first }, callScope());
      expect(idsOf(slice.items)).toEqual(ids(1, 230).slice(offset, offset + first));
      expect(slice).toMatchObject({ hasNextPage: offset + first < 230, totalCount: 230 });
    }
  });

  test('a window across two pages is two calls, and one where the second page would be past the end', async () => {
    await at.start({ people: people(230).map(({ number }) => person(number, customer)) });
    await at.source.readCustomerContacts('1', { offset: 50, first: 100 }, callScope());
    expect(at.simulator.calls).toHaveLength(2);
    await at.source.readCustomerContacts('1', { offset: 210, first: 100 }, callScope());
    expect(at.simulator.calls).toHaveLength(3);
  });
});

describe('a search', () => {
  test('finds by company, name, e-mail and custom field; slashes in the term are part of it', async () => {
    await at.start({
      people: [
        person(1, { company: 'Brandt/Son & Co' }),
        person(2, { customerId: 2, customFields: { Region: 'North/East' } }),
      ],
    });
    const find = async (term: string) =>
      idsOf((await at.source.searchContacts(term, { offset: 0, first: 10 }, callScope())).items);
    expect(await find('brandt/son & co')).toEqual(['1']);
    expect(await find('north/east')).toEqual(['2']);
    expect(await find('First1 Last1')).toEqual(['1']);
    expect(await find('person2@')).toEqual(['2']);
    expect(await find('nobody/at/all')).toEqual([]);
  });

  test('is read in windows', async () => {
    await at.start();
    const slice = await at.source.searchContacts('example.com', { offset: 115, first: 10 }, callScope());
    expect(idsOf(slice.items)).toEqual(ids(116, 120));
    expect(slice).toMatchObject({ hasNextPage: false, totalCount: 120 });
  });
});

describe('recent contacts', () => {
  test('come newest first, inactive ones too, and tell of a next page', async () => {
    await at.start({ people: [person(1), person(2, { isActive: false }), person(3)] });
    const recent = (offset: number) => at.source.readRecentContacts({}, { offset, first: 2 }, callScope());
    expect(await recent(0)).toMatchObject({ items: [{ id: '3' }, { id: '2' }], hasNextPage: true, totalCount: null });
    expect(await recent(1)).toMatchObject({ items: [{ id: '2' }, { id: '1' }], hasNextPage: false });
  });

  test('100 of them know of a next page by a second operation in the same call', async () => {
    await at.start();
    const recent = (offset: number) => at.source.readRecentContacts({}, { offset, first: 100 }, callScope());
    expect(await recent(0)).toMatchObject({ hasNextPage: true });
    const last = await recent(20);
    expect(last.items).toHaveLength(100);
    expect(last.hasNextPage).toBe(false);
    expect(at.simulator.calls).toHaveLength(2);
  });

  test('bounds go out in the time of the server', async () => {
    await at.start({}, 'America/New_York');
    const slice = await at.source.readRecentContacts(
      { createdAfter: new Date('2024-07-01T12:05:00Z'), createdBefore: new Date('2024-07-01T12:07:00Z') },
      { offset: 0, first: 10 },
      callScope(),
    );
    expect(idsOf(slice.items)).toEqual(['7', '6', '5']);
    expect(JSON.stringify(at.simulator.calls[0]?.body)).toContain('"created_after":"2024-07-01 08:05:00"');
  });
});
