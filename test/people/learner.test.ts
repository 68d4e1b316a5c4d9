import { pino } from 'pino';
import { IdentifierKind, type Sighting } from '../../src/domain/identity.js';
import { Vendor } from '../../src/domain/vendor.js';
import { Learner } from '../../src/services/people/learner.js';
import { until } from '../support/until.js';
import { deferred } from '../support/deferred.js';
import { usePeople } from './support.js';

interface Seen {
  readonly id: string;
  readonly name?: string;
}

const toSighting = ({ id, name = 'Ada' }: Seen): Sighting => ({
  key: { vendor: Vendor.CHATWOOT, recordId: id },
  name: { given: name, family: '' },
  identifiers: [{ kind: IdentifierKind.EMAIL, value: `${id}@example.com` }],
});
const seen = (count: number): Seen[] => Array.from({ length: count }, (_, index) => ({ id: String(index + 1) }));
const silent = pino({ level: 'silent' });

describe('the learner', () => {
  let observed: string[];
  let answer: () => Promise<void>;
  let learner: Learner;
  beforeEach(() => {
    observed = [];
    answer = () => Promise.resolve();
    const observe = async (sightings: readonly Sighting[]) => {
      observed.push(...sightings.map(({ key, name }) => `${key.recordId} ${name.given}`));
      await answer();
      return sightings.map(() => null);
    };
    learner = new Learner({ observe }, silent);
  });
  afterEach(() => learner.close());

  const learnt = (...records: string[]) => until(() => records.every((record) => observed.includes(record)));

  it('learns what it is offered, each record once as long as it says the same', async () => {
    learner.offer([{ id: '1' }, null, new Error('no record'), { id: '2' }], toSighting);
    await learnt('1 Ada', '2 Ada');
    learner.offer([{ id: '1' }, { id: '2', name: 'Grace' }], toSighting);
    await learnt('2 Grace');
    expect(observed).toEqual(['1 Ada', '2 Ada', '2 Grace']);
  });

  it('passes over what does not fit, and learns it when it comes again', async () => {
    const held = deferred();
    answer = () => held.promise;
    learner.offer(seen(1), toSighting);
    await learnt('1 Ada');
    for (let list = 0; list < 100; list += 1) learner.offer(seen(100), toSighting);
    expect(learner.waiting).toBe(1_000);
    learner.offer([{ id: 'late' }], toSighting);
    held.resolve();
    await until(() => learner.waiting === 0);
    expect(observed).not.toContain('late Ada');
    learner.offer([{ id: 'late' }], toSighting);
    await learnt('late Ada');
  });

  it('learns again what the store could not take', async () => {
    answer = () => {
      answer = () => Promise.resolve();
      return Promise.reject(new Error('away'));
    };
    learner.offer([{ id: '1' }], toSighting);
    await learnt('1 Ada');
    learner.offer([{ id: '1', name: 'Augusta' }], toSighting);
    await learnt('1 Augusta');
  });

  it('gives up what waits when it is closed, and takes no more', async () => {
    learner.offer(seen(10), toSighting);
    await learner.close();
    learner.offer(seen(10), toSighting);
    expect(observed).toEqual([]);
    expect(learner.waiting).toBe(0);
  });
});

describe('a record that passes through', () => {
  const at = usePeople();

  it('is found afterwards by its e-mail address and phone number, though Chatwoot cannot be searched', async () => {
    const { origin, key } = at.server.simulators.chatwoot;
    const created = await fetch(`${origin}/platform/api/v1/users`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'Api-Access-Token': key },
      body: JSON.stringify({
        name: 'Hedy Lamarr',
        email: 'hedy@example.com',
        password: 'Secret-Password-1',
        custom_attributes: { phone_number: '+4930901877' },
      }),
    });
    const { id } = (await created.json()) as { id: number };
    const by = { phoneNumber: '+4930901877' };
    expect((await at.ask(by)).data.person).toBeNull();
    await at.server.ask(`{ user(id: ${id}) { id } }`);
    await until(async () => (await at.ask(by)).data.person !== null);
    expect(await at.find(by)).toMatchObject({ users: [{ id: String(id) }] });
    expect(await at.find({ email: 'hedy@example.com' })).toMatchObject({ users: [{ id: String(id) }] });
  });

  it('is learnt from a list, too', async () => {
    await at.server.ask('{ searchContacts(term: "Lovelace") { nodes { id } } }');
    at.server.simulators.perfex.setFaults({ errorRate: 1 });
    await until(async () => (await at.ask({ contactId: '1' }, 'id')).data.person !== null);
    at.server.reset();
  });
});
