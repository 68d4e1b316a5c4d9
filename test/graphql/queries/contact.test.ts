import { startServer, type TestServer } from '../../support/server.js';
import { addContact, callVendor } from './support.js';

const everything = `id customerId isPrimary firstName lastName email emailRaw phoneNumber phoneNumberRaw title createdAt
  isActive profileImage direction lastLoginAt customFields
  notifications { invoice estimate creditNote contract task project ticket }`;
const query = `query ($id: ID!) { contact(id: $id) { ${everything} } }`;

describe('contact', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ DEFAULT_REGION: 'DE' });
  });
  beforeEach(() => server.reset());
  afterAll(() => server.close());

  it('answers every field of a contact', async () => {
    const { data, errors } = await server.ask(query, { id: '1' });

    expect(errors).toBeUndefined();
    expect(data.contact).toEqual({
      id: '1',
      customerId: '1',
      isPrimary: true,
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada.lovelace@example.com',
      emailRaw: 'ada.lovelace@example.com',
      phoneNumber: '+4930901820',
      phoneNumberRaw: '030 901820',
      title: 'Mathematician',
      createdAt: '2024-01-08T16:03:03.000Z',
      isActive: true,
      profileImage: null,
      direction: 'LTR',
      lastLoginAt: '2024-10-19T08:26:04.000Z',
      customFields: [
        { label: 'contacts_date_of_birth', value: '1815-12-10' },
        { label: 'contacts_language', value: 'en' },
      ],
      notifications: {
        invoice: true,
        estimate: true,
        creditNote: true,
        contract: true,
        task: true,
        project: true,
        ticket: true,
      },
    });
  });

  it('answers flags and notifications that are off as false, and no login as null', async () => {
    const { data } = await server.ask(query, { id: '2' });

    expect(data.contact).toMatchObject({
      lastName: 'Hopper',
      isPrimary: false,
      lastLoginAt: null,
      notifications: {
        invoice: false,
        estimate: false,
        creditNote: true,
        contract: false,
        task: false,
        project: false,
        ticket: false,
      },
    });
  });

  it('answers an inactive contact as inactive', async () => {
    const id = await addContact(server, { active: '0' });

    const { data } = await server.ask(query, { id });

    expect(data.contact.isActive).toBe(false);
  });

  it.each([
    ['ltr', 'LTR'],
    ['rtl', 'RTL'],
    ['', null],
  ])('answers the direction %j as %j', async (direction, answered) => {
    const id = await addContact(server, { direction });

    const { data } = await server.ask(query, { id });

    expect(data.contact.direction).toBe(answered);
  });

  it.each([
    ['national', '030 901820', '+4930901820'],
    ['national with signs', '(030) 90-1820', '+4930901820'],
    ['with an exit code', '0044 7700 900838', '+447700900838'],
    ['international', '+1 (202) 555-0199', '+12025550199'],
    ['a word', 'unknown', null],
    ['too short', '110', null],
    ['an extension alone', 'ext. 12', null],
    ['a number with an extension', '030 901820 ext. 12', null],
  ])('answers a phone number that is %s in E.164 form or as null, and beside it what Perfex holds', async (...row) => {
    const [, phonenumber, phoneNumber] = row;
    const id = await addContact(server, { phonenumber });

    const { data, errors } = await server.ask(query, { id });

    expect(errors).toBeUndefined();
    expect(data.contact).toMatchObject({ phoneNumber, phoneNumberRaw: phonenumber });
  });

  it('answers null for what Perfex holds as an empty text', async () => {
    const id = await addContact(server, { phonenumber: '', title: '' });

    const { data } = await server.ask(query, { id });

    expect(data.contact).toMatchObject({ phoneNumber: null, phoneNumberRaw: null, title: null });
  });

  it('answers the e-mail address in lower case, and beside it what Perfex holds', async () => {
    const id = await addContact(server, { email: 'Charles.BABBAGE@Example.COM' });

    const { data } = await server.ask(query, { id });

    expect(data.contact).toMatchObject({
      email: 'charles.babbage@example.com',
      emailRaw: 'Charles.BABBAGE@Example.COM',
    });
  });

  it('answers null for an e-mail address that is none, and beside it what Perfex holds', async () => {
    const id = await addContact(server, { email: 'no address' });

    const { data, errors } = await server.ask(query, { id });

    expect(errors).toBeUndefined();
    expect(data.contact).toMatchObject({ email: null, emailRaw: 'no address' });
  });

  it('answers null for an id that Perfex does not know, and for a contact that was deleted', async () => {
    await callVendor(server.simulators.perfex, 'DELETE', '/api/contacts/2');

    const { data, errors } = await server.ask(
      `{ never: contact(id: "999999") { id } deleted: contact(id: "2") { id } }`,
    );

    expect(data).toEqual({ never: null, deleted: null });
    expect(errors).toBeUndefined();
  });

  it('takes an id written as a number', async () => {
    const { data } = await server.ask(`{ contact(id: 1) { id } }`);

    expect(data.contact).toEqual({ id: '1' });
  });
});
