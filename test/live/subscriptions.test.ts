import { startServer, type TestServer } from '../support/server.js';
import { type LiveClient, openClient, openStream } from './support.js';

const person = `subscription ($by: PersonKeyInput!) {
  personChanged(by: $by) { cause changedAt person { id contacts { id title } links { vendor recordId } } } }`;

describe('subscriptions', () => {
  let server: TestServer;
  let client: LiveClient;
  beforeAll(async () => {
    server = await startServer();
  });
  beforeEach(() => {
    server.reset();
    client = openClient(server.url);
  });
  afterEach(() => client.close());
  afterAll(() => server.close());

  const changeTitle = (title: string) =>
    server.ask(`mutation ($title: String!) { updateContact(input: { id: 1, title: $title }) { write { id } } }`, {
      title,
    });

  it('begin with how things stand, and tell of a write over WebSocket with what the vendor holds then', async () => {
    const events = client.listen(person, { by: { contactId: '1' } });
    const { data } = await events.next();
    expect(data.personChanged.cause).toBe('STARTED');
    expect(data.personChanged.person.contacts).toEqual([expect.objectContaining({ id: '1' })]);

    await changeTitle('Countess');
    const told = await events.nextLike((event) => event.data?.personChanged.cause === 'WRITE');
    expect(told.errors).toBeUndefined();
    expect(told.data?.personChanged.person.contacts[0].title).toBe('Countess');
    expect(told.data?.personChanged.person.id).toBe(data.personChanged.person.id);
  });

  it('tell of a write as server-sent events', async () => {
    const stream = await openStream(server.url, person, { by: { contactId: '1' } });
    expect(stream.headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect((await stream.next()).data.personChanged.cause).toBe('STARTED');
    await changeTitle('Mathematician');
    const told = await stream.nextLike(({ data }) => data.personChanged.cause === 'WRITE');
    expect(told.data.personChanged.person.contacts[0].title).toBe('Mathematician');
    stream.leave();
  });

  it('tell of links that a caller makes and takes away', async () => {
    const stream = await openStream(server.url, person, { by: { contactId: '1' } });
    const started = (await stream.next()).data.personChanged.person;
    await server.ask(`mutation { linkRecords(input: { records: [
      { vendor: PERFEX, recordId: "1" }, { vendor: CHATWOOT, recordId: "7" }] }) { person { id } } }`);
    const linked = await stream.nextLike(({ data }) =>
      data.personChanged.person.links.some(
        ({ vendor, recordId }: { vendor: string; recordId: string }) => vendor === 'CHATWOOT' && recordId === '7',
      ),
    );
    expect(linked.data.personChanged.cause).toBe('LINKS');
    await server.ask(
      `mutation ($id: ID!) { unlinkRecords(input: { personId: $id, records: [{ vendor: CHATWOOT, recordId: "7" }] }) { person { id } } }`,
      { id: linked.data.personChanged.person.id },
    );
    const parted = await stream.nextLike(({ data }) => data.personChanged.person.links.length <= started.links.length);
    expect(parted.data.personChanged.cause).toBe('LINKS');
    stream.leave();
  });

  it('of somebody who is not known yet begin with nobody, and tell as soon as there is somebody', async () => {
    const stream = await openStream(server.url, person, { by: { email: 'new.person@example.com' } });
    expect((await stream.next()).data.personChanged).toMatchObject({ cause: 'STARTED', person: null });
    await server.ask(
      `mutation { createUser(input: { name: "New Person", email: "new.person@example.com" }) { user { id } } }`,
    );
    const told = await stream.nextLike(({ data }) => data.personChanged.person !== null);
    expect(told.data.personChanged.person.links).toContainEqual(expect.objectContaining({ vendor: 'CHATWOOT' }));
    stream.leave();
  });

  it('of a write begin with how it stands, and end with it', async () => {
    server.simulators.numi.setFaults({ outage: true });
    const written = await server.ask(
      `mutation { setProfile(input: { phoneNumber: "+12025550143", firstName: "Grace", delivery: ASYNC }) { write { id } } }`,
    );
    const { id } = written.data.setProfile.write;
    const events = client.listen(
      `subscription ($id: ID!) { writeChanged(id: $id) { cause write { id state attempts } } }`,
      { id },
    );
    expect((await events.next()).data.writeChanged).toMatchObject({
      cause: 'STARTED',
      write: { id, state: 'PENDING' },
    });
    server.simulators.numi.setFaults({ outage: false });
    await server
      .ask(`mutation ($id: ID!) { retryWrite(input: { id: $id }) { write { id } } }`, { id })
      .catch(() => undefined);
    const last = await events.nextLike(({ data }) => data.writeChanged.write.state !== 'PENDING');
    expect(last.data.writeChanged).toMatchObject({ cause: 'WRITE', write: { id, state: 'DELIVERED' } });
    expect(await events.ended).toBeUndefined();
  });

  it('of a write that nobody knows answer null, and end', async () => {
    const events = client.listen(`subscription { writeChanged(id: "none") { cause write { id } } }`);
    expect((await events.next()).data.writeChanged).toEqual({ cause: 'STARTED', write: null });
    expect(await events.ended).toBeUndefined();
  });

  it('of a vendor tell when it goes down', async () => {
    const events = client.listen(
      `subscription { sourceChanged(vendor: NUMI) { cause source { vendor state lastError { code } } } }`,
    );
    expect((await events.next()).data.sourceChanged).toMatchObject({ cause: 'STARTED', source: { vendor: 'NUMI' } });
    server.simulators.numi.setFaults({ outage: true });
    const ask = () => server.ask(`{ profile(phoneNumber: "+12025550143") { firstName } }`);
    // Those that went well before count as well.
    for (let asked = 0; asked < 50; asked += 1) await ask();
    const down = await events.nextLike(({ data }) => data.sourceChanged.source.state === 'DOWN');
    expect(down.data.sourceChanged).toMatchObject({
      cause: 'HEALTH',
      source: { lastError: { code: 'VENDOR_UNAVAILABLE' } },
    });
    await server.restart();
  });

  it('give a part that fails its error, as other operations do', async () => {
    server.simulators.perfex.setFaults({ outage: true });
    const stream = await openStream(server.url, person, { by: { contactId: '1' } });
    const { data, errors } = await stream.next();
    expect(data.personChanged.cause).toBe('STARTED');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'VENDOR_UNAVAILABLE', vendor: 'PERFEX', retryable: true });
    stream.leave();
    await server.restart();
  });

  it('take queries and mutations over the same connection', async () => {
    const asked = client.listen(`{ contact(id: 1) { firstName } }`);
    expect((await asked.next()).data).toEqual({ contact: { firstName: 'Ada' } });
    expect(await asked.ended).toBeUndefined();
    const written = await openStream(
      server.url,
      `mutation { updateContact(input: { id: 1, title: "Lady" }) { contact { title } } }`,
    );
    expect((await written.next()).data.updateContact.contact.title).toBe('Lady');
    expect(await written.ended).toBeUndefined();
  });
});
