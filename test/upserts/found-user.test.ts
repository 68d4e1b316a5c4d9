import { startServer, type TestServer } from '../support/server.js';
import { changesAt, resumed, statesOf, upserted } from './support.js';

describe('a person whose address a user at Chatwoot has', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  it('is written to that user by a resumption, once the user has been linked to them', async () => {
    const upsert = await upserted(server, {
      by: { email: 'hedy@example.com' },
      givenName: 'Hedy',
      familyName: 'Lamarr',
      phoneNumber: '+49 151 12345678',
      email: 'ada.lovelace@example.com',
      vendors: ['NUMI', 'CHATWOOT'],
    });
    expect(statesOf(upsert)).toEqual(['NUMI DELIVERED', 'CHATWOOT REJECTED']);
    const unlinked = await resumed(server, upsert.id);
    expect(unlinked.outcomes[1]?.error).toMatchObject({ code: 'CONFLICT', fields: ['email'] });
    const { errors } = await server.ask(
      'mutation ($input: LinkRecordsInput!) { linkRecords(input: $input) { personId } }',
      {
        input: {
          records: [
            { vendor: 'NUMI', recordId: '+4915112345678' },
            { vendor: 'CHATWOOT', recordId: '1' },
          ],
        },
      },
    );
    expect(errors).toBeUndefined();
    const before = changesAt(server);

    const again = await resumed(server, upsert.id);

    expect(again.state).toBe('DELIVERED');
    expect(again.outcomes[1]).toMatchObject({ recordId: '1', state: 'DELIVERED', write: { kind: 'UPDATE_USER' } });
    expect(changesAt(server)).toEqual({ ...before, CHATWOOT: (before['CHATWOOT'] ?? 0) + 1 });
    const { data } = await server.ask('{ user(id: "1") { name } }');
    expect(data.user.name).toBe('Hedy Lamarr');
  });
});
