import { startServer, type TestServer } from '../../support/server.js';
import { callVendor, onlyError } from './support.js';

const everything = `phoneNumber phoneNumberRaw firstName lastName email emailRaw dateOfBirth metadata`;
const query = `query ($phoneNumber: String!) { profile(phoneNumber: $phoneNumber) { ${everything} } }`;

describe('profile', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ DEFAULT_REGION: 'DE' });
  });
  beforeEach(() => server.reset());
  afterAll(() => server.close());

  const held = (fields: object) => callVendor(server.simulators.numi, 'POST', '/profiles', fields);

  it('answers every field of a profile', async () => {
    const { data, errors } = await server.ask(query, { phoneNumber: '+4930901820' });

    expect(errors).toBeUndefined();
    expect(data.profile).toEqual({
      phoneNumber: '+4930901820',
      phoneNumberRaw: '+4930901820',
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada.lovelace@example.com',
      emailRaw: 'ada.lovelace@example.com',
      dateOfBirth: '1815-12-10',
      metadata: { language: 'en', interests: ['engines', 'poetry'], loyalty: { tier: 'gold', points: 1843 } },
    });
  });

  it('answers the e-mail address in lower case, and beside it what Numi holds', async () => {
    const { data } = await server.ask(query, { phoneNumber: '+12025550143' });

    expect(data.profile).toMatchObject({ email: 'grace.hopper@example.org', emailRaw: 'Grace.Hopper@Example.org' });
  });

  it('answers the phone number in E.164 form, and beside it what Numi holds', async () => {
    await held({ phone_number: '+49 (30) 1234-567', first_name: 'Emmy' });

    const { data } = await server.ask(query, { phoneNumber: '+49301234567' });

    expect(data.profile).toMatchObject({ phoneNumber: '+49301234567', phoneNumberRaw: '+49 (30) 1234-567' });
  });

  it('answers null for what Numi does not hold, and no metadata as an empty object', async () => {
    await held({ phone_number: '+49301234567', first_name: 'Emmy' });

    const { data } = await server.ask(query, { phoneNumber: '+49301234567' });

    expect(data.profile).toEqual({
      phoneNumber: '+49301234567',
      phoneNumberRaw: '+49301234567',
      firstName: 'Emmy',
      lastName: null,
      email: null,
      emailRaw: null,
      dateOfBirth: null,
      metadata: {},
    });
  });

  it('answers null for an e-mail address that is none, and beside it what Numi holds', async () => {
    await held({ phone_number: '+49301234567', email: 'ask her office' });

    const { data, errors } = await server.ask(query, { phoneNumber: '+49301234567' });

    expect(errors).toBeUndefined();
    expect(data.profile).toMatchObject({ email: null, emailRaw: 'ask her office' });
  });

  it.each(['030 901820', '030/901820', '0049 30 901820', '+49 (0)30 90 18 20'])(
    'finds the profile of %s',
    async (phoneNumber) => {
      const { data } = await server.ask(query, { phoneNumber });

      expect(data.profile).toMatchObject({ phoneNumber: '+4930901820', firstName: 'Ada' });
    },
  );

  it('reads a national number as one of DEFAULT_REGION', async () => {
    const american = await startServer({ DEFAULT_REGION: 'US' });
    try {
      const grace = await american.ask(query, { phoneNumber: '(202) 555-0143' });
      const ada = await american.ask(query, { phoneNumber: '030 901820' });

      expect(grace.data.profile).toMatchObject({ phoneNumber: '+12025550143', firstName: 'Grace' });
      expect(ada.data.profile).toBeNull();
    } finally {
      await american.close();
    }
  });

  it.each([
    ['by 200 with exists: false', '+493012345678', 200],
    ['by 404', '+493012345679', 404],
  ])('answers null for a phone number that Numi does not know, which it says %s', async (_, phoneNumber, status) => {
    const { data, errors } = await server.ask(query, { phoneNumber });

    expect(data.profile).toBeNull();
    expect(errors).toBeUndefined();
    expect(server.simulators.numi.calls.map((call) => call.status)).toEqual([status]);
  });

  it.each(['', 'Ada', '110', '030 901820 ext. 5', '+49', '++4930901820'])(
    'refuses %j, which is no phone number, before Numi is asked',
    async (phoneNumber) => {
      const { data, errors } = await server.ask(query, { phoneNumber });

      expect(data.profile).toBeNull();
      expect(onlyError(errors)).toEqual({ code: 'BAD_USER_INPUT', fields: ['phoneNumber'] });
      expect(server.simulators.numi.calls).toEqual([]);
    },
  );
});
