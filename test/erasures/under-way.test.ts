import { startServer, type TestServer } from '../support/server.js';
import { untilThere } from '../support/until.js';

const isRefused = [{ message: expect.stringContaining('being erased') as string, extensions: { code: 'CONFLICT' } }];

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

const person = async (userId: string) =>
  (
    await server.ask('query ($by: PersonKeyInput!) { person(by: $by) { id links { vendor recordId } } }', {
      by: { userId },
    })
  ).data.person;
const erasure = async (id: string) =>
  (await server.ask('query ($id: ID!) { erasure(id: $id) { state receipts { vendor outcome } } }', { id })).data
    .erasure;

it('refuses to join somebody else to a person whose erasure waits for a vendor, and forgets that person alone', async () => {
  const [ada, other] = [await person('1'), await person('2')];
  server.simulators.numi.setFaults({ outage: true });
  const { data } = await server.ask(
    'mutation ($by: PersonKeyInput!) { erasePerson(input: { by: $by, delivery: ASYNC }) { erasure { id } } }',
    { by: { userId: '1' } },
  );
  const { id } = data.erasePerson.erasure;
  await untilThere(async () => {
    const { receipts } = await erasure(id);
    return receipts.some(({ outcome }: { outcome: string }) => outcome === 'DELETED') || undefined;
  }, 'That another vendor has deleted its record');

  const merge = await server.ask('mutation ($input: MergePeopleInput!) { mergePeople(input: $input) { personId } }', {
    input: { personId: ada.id, mergedIds: [other.id] },
  });
  const split = await server.ask('mutation ($input: SplitPersonInput!) { splitPerson(input: $input) { personId } }', {
    input: { personId: ada.id, records: [ada.links[0]] },
  });
  const link = await server.ask(
    'mutation ($records: [RecordKeyInput!]!) { linkRecords(input: { records: $records }) { person { id } } }',
    { records: [other.links[0], ada.links[0]] },
  );

  for (const { errors } of [merge, split, link]) expect(errors).toMatchObject(isRefused);
  server.simulators.numi.setFaults({ outage: false });
  await untilThere(async () => ((await erasure(id)).state === 'ERASED' ? true : undefined), 'That she is erased');
  expect((await person('2')).id).toBe(other.id);
  expect(await person('1')).toBeNull();
});
