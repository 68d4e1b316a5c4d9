import { dateAhead } from '../support/clock.js';
import { asInProduction } from '../support/server.js';
import { person, usePeople } from './support.js';

const email = 'ada.lovelace@example.com';

describe('a vendor that is down', () => {
  const at = usePeople();
  beforeAll(() => at.find({ userId: '1' }));
  beforeEach(() => at.server.reset());

  it.each([
    ['numi', 'NUMI', ['profile'], { profile: null, users: [{ id: '1' }], contacts: [{ id: '1' }] }],
    ['chatwoot', 'CHATWOOT', ['users', 0], { users: null, profile: { phoneNumber: '+4930901820' } }],
    ['perfex', 'PERFEX', ['contacts', 0], { contacts: null, users: [{ id: '1' }] }],
  ] as const)('makes its part missing and says so, and the person is there: %s', async (name, vendor, place, rest) => {
    at.server.simulators[name].setFaults({ errorRate: 1 });
    const { data, errors } = await at.ask({ email }, `${person} emails { value sources { vendor } }`);
    expect(data.person).toMatchObject({
      ...rest,
      unavailable: [{ vendor, code: 'VENDOR_UNAVAILABLE', retryable: true }],
    });
    expect(errors).toMatchObject([{ path: ['person', ...place], extensions: { code: 'VENDOR_UNAVAILABLE', vendor } }]);
    const { emails } = data.person as unknown as { emails: { value: string; sources: { vendor: string }[] }[] };
    expect(emails).toHaveLength(1);
    expect(emails[0]?.sources.map((source) => source.vendor)).not.toContain(vendor);
    expect(emails[0]?.sources).toHaveLength(2);
  });

  it('leaves a person without any of their parts, who is there all the same', async () => {
    for (const simulator of Object.values(at.server.simulators)) simulator.setFaults({ errorRate: 1 });
    const { data } = await at.ask(
      { email },
      `${person} name { full } emails { value } memberships { nodes { groupId } }`,
    );
    expect(data.person).toMatchObject({ name: null, emails: [], profile: null, users: null, contacts: null });
    expect(data.person?.unavailable).toHaveLength(3);
    expect(data.person).toMatchObject({
      memberships: { nodes: [{ groupId: 'mathematicians' }, { groupId: 'newsletter' }] },
    });
  });

  it('is waited for no longer than the operation may take', async () => {
    at.server.simulators.chatwoot.setFaults({ hang: true });
    const { data, errors } = await at.ask({ email }, person, { 'x-peoplegraph-timeout-ms': '3000' });
    expect(data.person).toMatchObject({
      profile: { phoneNumber: '+4930901820' },
      contacts: [{ id: '1' }],
      unavailable: [{ vendor: 'CHATWOOT', retryable: true }],
    });
    expect(errors).toMatchObject([{ path: ['person', 'users', 0], extensions: { vendor: 'CHATWOOT' } }]);
  });

  it('is answered in the same way when the same is asked again', async () => {
    // What failed in the tests before counts for the circuit breaker.
    await at.server.restart();
    at.server.simulators.perfex.setFaults({ errorRate: 1 });
    const { data, errors } = await at.ask({ email });
    for (let time = 0; time < 2; time += 1) expect(await at.ask({ email })).toMatchObject({ data, errors });
  });

  it('says so where it might have known of more: no contact is linked, and Perfex cannot be searched', async () => {
    at.server.simulators.perfex.setFaults({ errorRate: 1 });
    const { data, errors } = await at.ask({ userId: '28' });
    expect(data.person).toMatchObject({ users: [{ id: '28' }], contacts: null, unavailable: [{ vendor: 'PERFEX' }] });
    expect(errors).toMatchObject([{ path: ['person', 'contacts'], extensions: { vendor: 'PERFEX' } }]);
  });

  it.each([
    ['chatwoot', 'CHATWOOT', { userId: '300' }],
    ['perfex', 'PERFEX', { email: 'somebody@example.com' }],
    ['perfex', 'PERFEX', { contactId: '300' }],
    ['numi', 'NUMI', { phoneNumber: '+4930901829' }],
  ] as const)('is the error of somebody whom it alone might know: %s', async (name, vendor, by) => {
    at.server.simulators[name].setFaults({ errorRate: 1 });
    const { data, errors } = await at.ask(by);
    expect(data.person).toBeNull();
    expect(errors).toMatchObject([{ path: ['person'], extensions: { code: 'VENDOR_UNAVAILABLE', vendor } }]);
  });
});

describe('how old a value is', () => {
  const at = usePeople({
    ...asInProduction,
    CHATWOOT_CACHE_SECONDS: '3600',
    PERFEX_CACHE_SECONDS: '3600',
    VENDOR_RETRIES: '0',
  });
  const sources = 'name { sources { vendor fetchedAt freshness } }';
  interface Source {
    readonly vendor: string;
    readonly fetchedAt: string;
    readonly freshness: string;
  }
  const ask = async (): Promise<Map<string, Source>> => {
    const { data } = await at.ask({ userId: '1' }, sources);
    const { name } = data.person as unknown as { name: { sources: Source[] } };
    return new Map(name.sources.map((source) => [source.vendor, source]));
  };

  it('is told: fetched now, kept, or standing in for a vendor that is down', async () => {
    await ask();
    const before = await ask();
    expect([...before.values()].map(({ freshness }) => freshness)).toEqual(['FRESH', 'FRESH', 'FRESH']);
    at.server.simulators.numi.setFaults({ errorRate: 1 });
    const date = dateAhead();
    try {
      // Numi's record is kept for a minute.
      date.advance(61_000);
      const now = await ask();
      expect(now.get('NUMI')).toEqual({ ...before.get('NUMI'), freshness: 'STALE' });
      expect(now.get('CHATWOOT')).toEqual(before.get('CHATWOOT'));
      const { data } = await at.ask({ userId: '1' });
      expect(data.person?.unavailable).toEqual([]);
    } finally {
      date.restore();
    }
  });
});
