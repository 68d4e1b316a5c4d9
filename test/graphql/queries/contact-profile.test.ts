import { startServer, type TestServer } from '../../support/server.js';
import { addContact, callsDuring } from './support.js';

describe('Contact.profile', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ DEFAULT_REGION: 'DE' });
  });
  beforeEach(() => server.reset());
  afterAll(() => server.close());

  const query = `query ($id: ID!) { contact(id: $id) { profile { phoneNumber firstName } } }`;

  it('is the profile of the phone number, however that was typed at Perfex', async () => {
    const { data } = await server.ask(query, { id: '1' });

    expect(data.contact.profile).toEqual({ phoneNumber: '+4930901820', firstName: 'Ada' });
  });

  it('is null where Numi has no profile of the number', async () => {
    const { data, errors } = await server.ask(query, { id: '2' });

    expect(data.contact.profile).toBeNull();
    expect(errors).toBeUndefined();
  });

  it.each(['', 'unknown', '110'])('is null without asking Numi where Perfex holds %j', async (phonenumber) => {
    const id = await addContact(server, { phonenumber });
    let profile: unknown;

    const calls = await callsDuring(server.simulators.numi, async () => {
      profile = (await server.ask(query, { id })).data.contact.profile;
    });

    expect(profile).toBeNull();
    expect(calls).toEqual([]);
  });
});
