import { readFileSync } from 'node:fs';
import { startScriptedServer } from '../../support/scripted-server.js';
import { startServer, type TestServer } from '../../support/server.js';

/** Rows written by hand from the vendors' contracts: what our simulators never send is answered rightly, too. */
const row = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../vendors/${path}.json`, import.meta.url), 'utf8'));

const rows: Readonly<Record<string, unknown>> = {
  '/profiles/%2B4930901820': row('numi/fixtures/profile'),
  '/platform/api/v1/users/12': row('chatwoot/fixtures/user'),
  '/platform/api/v1/users/13': row('chatwoot/fixtures/user-bare'),
  '/api/batch': { status: true, results: [{ index: 0, status: true, result: row('perfex/fixtures/contact-row') }] },
};

describe('rows of the contracts', () => {
  let vendors: Awaited<ReturnType<typeof startScriptedServer>>;
  let server: TestServer;

  beforeAll(async () => {
    vendors = await startScriptedServer(({ url }) => ({ status: url in rows ? 200 : 404, body: rows[url] }));
    server = await startServer({
      DEFAULT_REGION: 'DE',
      NUMI_URL: vendors.url,
      NUMI_API_KEY: 'key',
      CHATWOOT_URL: vendors.url,
      CHATWOOT_TOKEN: 'token',
      PERFEX_URL: vendors.url,
      PERFEX_TOKEN: 'token',
      PERFEX_TIMEZONE: 'Europe/Berlin',
    });
  });
  afterAll(async () => {
    await server.close();
    await vendors.close();
  });

  it('answers a profile', async () => {
    const { data, errors } = await server.ask(`{
      profile(phoneNumber: "+4930901820") {
        phoneNumber phoneNumberRaw firstName lastName email emailRaw dateOfBirth metadata
      }
    }`);

    expect(errors).toBeUndefined();
    expect(data.profile).toEqual({
      phoneNumber: '+4930901820',
      phoneNumberRaw: '+49 30 901820',
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada.lovelace@example.com',
      emailRaw: ' Ada.Lovelace@Example.COM ',
      dateOfBirth: '1992-02-29',
      metadata: {
        plan: 'gold',
        seats: 3,
        trial: false,
        address: { city: 'Berlin', lines: ['Spandauer Damm 10', null] },
      },
    });
  });

  const everythingOfUser = `id uid name displayName availableName email emailRaw accountId role isConfirmed
    customAttributes avatarUrl provider messageSignature uiSettings accounts { id name activeAt role }`;

  it('answers a user', async () => {
    const { data, errors } = await server.ask(`{ user(id: "12") { ${everythingOfUser} } }`);

    expect(errors).toBeUndefined();
    expect(data.user).toEqual({
      id: '12',
      uid: 'Ada.Lovelace@Example.com',
      name: 'Ada Lovelace',
      displayName: 'Ada',
      availableName: 'Ada',
      email: 'ada.lovelace@example.com',
      emailRaw: 'Ada.Lovelace@Example.com',
      accountId: '3',
      role: 'ADMINISTRATOR',
      isConfirmed: true,
      customAttributes: { department: 'engines', languages: ['en', 'fr'] },
      avatarUrl: 'https://app.chatwoot.com/avatars/12.png',
      provider: 'email',
      messageSignature: 'Yours, Ada',
      uiSettings: { rtl_view: false, sidebar: { open: true } },
      accounts: [
        { id: '3', name: 'Analytical Engines', activeAt: '2025-03-04T05:06:07.890Z', role: 'ADMINISTRATOR' },
        { id: '7', name: 'Royal Society', activeAt: null, role: 'AGENT' },
      ],
    });
  });

  it('answers a user of whom Chatwoot holds next to nothing', async () => {
    const { data, errors } = await server.ask(`{ user(id: "13") { ${everythingOfUser} } }`);

    expect(errors).toBeUndefined();
    expect(data.user).toEqual({
      id: '13',
      uid: '13',
      name: 'Charles',
      displayName: null,
      availableName: 'Charles',
      email: null,
      emailRaw: 'not an address',
      accountId: null,
      role: null,
      isConfirmed: false,
      customAttributes: {},
      avatarUrl: null,
      provider: null,
      messageSignature: null,
      uiSettings: {},
      accounts: [],
    });
  });

  it("answers a contact, its times in UTC, whatever the server's own time is", async () => {
    const { data, errors } = await server.ask(`{
      contact(id: "5") {
        id customerId isPrimary firstName lastName email emailRaw phoneNumber phoneNumberRaw title createdAt isActive
        profileImage direction lastLoginAt customFields
        notifications { invoice estimate creditNote contract task project ticket }
      }
    }`);

    expect(errors).toBeUndefined();
    expect(data.contact).toEqual({
      id: '5',
      customerId: '2',
      isPrimary: true,
      firstName: 'Ada',
      lastName: 'Brandt',
      email: 'ada.brandt@example.com',
      emailRaw: 'Ada.Brandt@Example.com',
      phoneNumber: '+4930901820',
      phoneNumberRaw: '030 901820',
      title: 'Buyer',
      createdAt: '2024-07-01T10:30:00.000Z',
      isActive: true,
      profileImage: null,
      direction: 'RTL',
      lastLoginAt: null,
      customFields: [{ label: 'Region', value: 'North' }],
      notifications: {
        invoice: true,
        estimate: false,
        creditNote: true,
        contract: false,
        task: true,
        project: false,
        ticket: true,
      },
    });
  });
});
