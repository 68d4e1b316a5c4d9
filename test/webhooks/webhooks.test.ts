import { randomUUID } from 'node:crypto';
import { openStream } from '../live/support.js';
import { until } from '../support/until.js';
import { asInProduction, startServer, type TestServer } from '../support/server.js';
import {
  chatwootDelivery,
  type Delivery,
  deliver,
  nowInSeconds,
  perfexDelivery,
  secrets,
  withSecrets,
} from './support.js';

const contact = `query ($id: ID!) { contact(id: $id) { id firstName title } }`;
const person = `subscription ($by: PersonKeyInput!) {
  personChanged(by: $by) { cause person { id contacts { id title } users { id name } links { vendor recordId } } } }`;

describe('a webhook', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ ...asInProduction, ...withSecrets });
  });
  beforeEach(() => server.reset());
  afterAll(() => server.close());

  /** As somebody does in the vendor's own pages: this service hears nothing of it. */
  const changeAtPerfex = async (
    method: 'PUT' | 'POST' | 'DELETE',
    path: string,
    body?: Record<string, unknown>,
  ): Promise<{ record_id?: number }> => {
    const { origin, key } = server.simulators.perfex;
    const answer = await fetch(`${origin}/api/contacts${path}`, {
      method,
      headers: { authtoken: key, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(answer.status).toBe(200);
    return (await answer.json()) as { record_id?: number };
  };
  const retitle = async (id: number, title: string): Promise<void> => {
    const { data } = await server.ask(`query ($id: ID!) { contact(id: $id) { email } }`, { id });
    await changeAtPerfex('PUT', `/${id}`, { email: data.contact.email, title });
  };
  const titleOf = async (id: number): Promise<string> => (await server.ask(contact, { id })).data.contact.title;
  const refusal = async (vendor: 'perfex' | 'chatwoot', delivery: Delivery) => {
    const { httpStatus, errors } = await deliver(server.url, vendor, delivery);
    return [httpStatus, errors?.[0]?.extensions.code];
  };
  const logged = (text: string): number => server.log.filter((line) => line.includes(text)).length;
  /** Everything that was accepted has been worked on. */
  const untilApplied = () => until(() => logged('"webhook applied"') === logged('"status":"ACCEPTED"'));

  describe('of Perfex', () => {
    it('takes the record out of the cache, and the vendor is asked again', async () => {
      const before = await titleOf(2);
      await retitle(2, 'From the pages of Perfex');
      expect(await titleOf(2)).toBe(before);
      const delivery = perfexDelivery('contact.updated', { id: '2', title: 'not to be trusted' });
      expect(await deliver(server.url, 'perfex', delivery)).toEqual({ httpStatus: 202, status: 'ACCEPTED' });
      await untilApplied();
      expect(await titleOf(2)).toBe('From the pages of Perfex');
    });

    it('is told to whoever listens to the person, with what the vendor holds', async () => {
      const stream = await openStream(server.url, person, { by: { contactId: '3' } });
      await stream.next();
      await retitle(3, 'Changed while listened to');
      await deliver(server.url, 'perfex', perfexDelivery('contact.updated', { data: { id: 3 } }));
      const { data } = await stream.nextLike((event) => event.data.personChanged.cause === 'WEBHOOK');
      expect(data.personChanged.person.contacts).toContainEqual({ id: '3', title: 'Changed while listened to' });
      stream.leave();
      await untilApplied();
    });

    it('links a contact that nobody has asked for', async () => {
      const { record_id: id } = await changeAtPerfex('POST', '', {
        customer_id: 1,
        firstname: 'Linked',
        lastname: 'Webhook',
        email: 'linked.by.webhook@example.com',
      });
      await deliver(server.url, 'perfex', perfexDelivery('contact.created', { contact: { id } }));
      await untilApplied();
      const asked = server.simulators.perfex.calls.length;
      const { data } = await server.ask(
        `{ person(by: { email: "linked.by.webhook@example.com" }) { links { vendor recordId } } }`,
      );
      expect(data.person.links).toContainEqual({ vendor: 'PERFEX', recordId: String(id) });
      // It was kept as it was read back.
      expect(server.simulators.perfex.calls.length).toBe(asked);
    });

    it('of a deleted contact shows that there is none any more', async () => {
      await titleOf(4);
      await changeAtPerfex('DELETE', '/4');
      await deliver(server.url, 'perfex', perfexDelivery('contact.deleted', { id: 4 }));
      await untilApplied();
      expect((await server.ask(contact, { id: 4 })).data).toEqual({ contact: null });
    });

    it('about something else, or about nothing that has an id, is answered and not kept', async () => {
      for (const delivery of [
        perfexDelivery('invoice.created', { id: 1 }),
        perfexDelivery('contact.updated', { id: 'x' }),
        perfexDelivery('contact.updated', []),
      ])
        expect(await deliver(server.url, 'perfex', delivery)).toEqual({ httpStatus: 200, status: 'IGNORED' });
    });

    it('signed by the old secret or by the new one is taken while one replaces the other', async () => {
      const rotating = await startServer({ PERFEX_WEBHOOK_SECRET: 'the-new-secret,the-old-secret' });
      for (const secret of ['the-new-secret', 'the-old-secret'])
        expect(
          await deliver(rotating.url, 'perfex', perfexDelivery('contact.updated', { id: 1, secret }, { secret })),
        ).toMatchObject({ status: 'ACCEPTED' });
      expect(await deliver(rotating.url, 'perfex', perfexDelivery('contact.updated', { id: 1 }))).toMatchObject({
        httpStatus: 401,
      });
      await rotating.close();
    });
  });

  describe('of Chatwoot', () => {
    it('that names an agent takes the user out of the cache, learns who that is, and tells', async () => {
      await server.ask(`{ user(id: 1) { name } }`);
      const stream = await openStream(server.url, person, { by: { userId: '1' } });
      await stream.next();
      const { origin, key } = server.simulators.chatwoot;
      await fetch(`${origin}/platform/api/v1/users/1`, {
        method: 'PATCH',
        headers: { 'api-access-token': key, 'content-type': 'application/json' },
        body: JSON.stringify({ name: 'Renamed Agent' }),
      });
      const message = {
        event: 'message_created',
        id: 5,
        content: 'Hello',
        sender: { id: 1, name: 'Whoever', type: 'user' },
        conversation: { meta: { sender: { id: 99, type: 'contact' } } },
      };
      expect(await deliver(server.url, 'chatwoot', chatwootDelivery(message))).toEqual({
        httpStatus: 202,
        status: 'ACCEPTED',
      });
      const { data } = await stream.nextLike((event) => event.data.personChanged.cause === 'WEBHOOK');
      expect(data.personChanged.person.users).toContainEqual({ id: '1', name: 'Renamed Agent' });
      stream.leave();
      await untilApplied();
    });

    it('that names the same agent again within a minute asks nobody', async () => {
      const message = (id: number) => ({ event: 'message_created', id, sender: { id: 3, type: 'user' } });
      expect(await deliver(server.url, 'chatwoot', chatwootDelivery(message(1)))).toMatchObject({ status: 'ACCEPTED' });
      expect(await deliver(server.url, 'chatwoot', chatwootDelivery(message(2)))).toMatchObject({ status: 'IGNORED' });
      await untilApplied();
    });

    it('about a contact tells whoever listens to the person that has the address, and changes no record', async () => {
      const { data } = await server.ask(contact.replace('title', 'email'), { id: 5 });
      // Somebody has to be known before it can be told of them.
      await server.ask(`{ person(by: { contactId: "5" }) { id } }`);
      const stream = await openStream(server.url, person, { by: { contactId: '5' } });
      await stream.next();
      const told = { event: 'contact_updated', id: 77, name: 'Whoever', email: data.contact.email, phone_number: null };
      await deliver(server.url, 'chatwoot', chatwootDelivery(told));
      const event = await stream.nextLike(({ data: { personChanged } }) => personChanged.cause === 'WEBHOOK');
      expect(event.data.personChanged.person.links).toContainEqual({ vendor: 'PERFEX', recordId: '5' });
      stream.leave();
      await untilApplied();
    });
  });

  describe('that is not to be believed changes nothing and is answered 401:', () => {
    const body = { id: '6', event: 'contact.updated' };
    const refused = [401, 'WEBHOOK_REFUSED'];
    let asked: number;
    beforeEach(async () => {
      await titleOf(6);
      asked = server.simulators.perfex.calls.length;
    });
    afterEach(async () => {
      // Still kept, and nobody has read it back.
      await titleOf(6);
      expect(server.simulators.perfex.calls.length).toBe(asked);
    });

    it('signed with another secret', async () => {
      expect(await refusal('perfex', perfexDelivery('contact.updated', body, { secret: 'another-secret' }))).toEqual(
        refused,
      );
      expect(
        await refusal(
          'chatwoot',
          chatwootDelivery({ event: 'contact_updated', email: 'a@example.com' }, { secret: 'another-secret' }),
        ),
      ).toEqual(refused);
    });

    it('with a body that was changed by one byte', async () => {
      const delivery = perfexDelivery('contact.updated', body);
      expect(await refusal('perfex', { ...delivery, body: delivery.body.replace('6', '7') })).toEqual(refused);
      expect(await refusal('perfex', { ...delivery, body: `${delivery.body} ` })).toEqual(refused);
    });

    it('with a time that was changed', async () => {
      const delivery = perfexDelivery('contact.updated', body, { timestamp: nowInSeconds() - 3_600 });
      const signature = (delivery.headers['x-perfex-signature'] ?? '').replace(/^t=\d+/, `t=${nowInSeconds()}`);
      expect(
        await refusal('perfex', { ...delivery, headers: { ...delivery.headers, 'x-perfex-signature': signature } }),
      ).toEqual(refused);
      const old = chatwootDelivery(
        { event: 'contact_updated', email: 'a@example.com' },
        { timestamp: nowInSeconds() - 3_600 },
      );
      expect(
        await refusal('chatwoot', {
          ...old,
          headers: { ...old.headers, 'x-chatwoot-timestamp': String(nowInSeconds()) },
        }),
      ).toEqual(refused);
    });

    it.each([-310, 310])('signed %i seconds from now', async (seconds) => {
      const timestamp = nowInSeconds() + seconds;
      expect(await refusal('perfex', perfexDelivery('contact.updated', body, { timestamp }))).toEqual(refused);
      expect(
        await refusal(
          'chatwoot',
          chatwootDelivery({ event: 'contact_updated', email: 'a@example.com' }, { timestamp }),
        ),
      ).toEqual(refused);
    });

    it('not signed, or not in the vendor’s way', async () => {
      const { headers, body: text } = perfexDelivery('contact.updated', body);
      for (const signature of ['', 'v1=00', 't=1', 't=x,v1=y', 't=1,v1=', `sha256=${'0'.repeat(64)}`])
        expect(
          await refusal('perfex', { headers: { ...headers, 'x-perfex-signature': signature }, body: text }),
        ).toEqual(refused);
      expect(await refusal('perfex', { headers: { 'content-type': 'application/json' }, body: text })).toEqual(refused);
      expect(await refusal('chatwoot', perfexDelivery('contact.updated', body))).toEqual(refused);
    });
  });

  it.each([-290, 290])('signed %i seconds from now is taken: clocks disagree', async (seconds) => {
    const delivery = perfexDelivery('contact.updated', { id: 1, seconds }, { timestamp: nowInSeconds() + seconds });
    expect(await deliver(server.url, 'perfex', delivery)).toMatchObject({ httpStatus: 202 });
    await untilApplied();
  });

  describe('that was delivered before', () => {
    it('is answered, and is not worked on again', async () => {
      const delivery = perfexDelivery('contact.updated', { id: 7 });
      expect(await deliver(server.url, 'perfex', delivery)).toEqual({ httpStatus: 202, status: 'ACCEPTED' });
      await untilApplied();
      const asked = server.simulators.perfex.calls.length;
      expect(await deliver(server.url, 'perfex', delivery)).toEqual({ httpStatus: 200, status: 'KNOWN' });
      await server.ask(contact, { id: 7 });
      expect(server.simulators.perfex.calls.length).toBe(asked);
    });

    it('is known by the id of its delivery, and by what was signed, whatever id is put beside it', async () => {
      const id = randomUUID();
      const content = (subject: string) => ({ event: 'contact_updated', email: `${subject}@example.com` });
      const delivery = chatwootDelivery(content('one'), { id });
      expect(await deliver(server.url, 'chatwoot', delivery)).toMatchObject({ status: 'ACCEPTED' });
      expect(await deliver(server.url, 'chatwoot', chatwootDelivery(content('other'), { id }))).toMatchObject({
        status: 'KNOWN',
      });
      const disguised = { ...delivery.headers, 'x-chatwoot-delivery': randomUUID() };
      expect(await deliver(server.url, 'chatwoot', { ...delivery, headers: disguised })).toMatchObject({
        status: 'KNOWN',
      });
      await untilApplied();
    });

    it('many times at once is worked on once', async () => {
      const delivery = perfexDelivery('contact.updated', { id: 8 });
      const received = await Promise.all(Array.from({ length: 20 }, () => deliver(server.url, 'perfex', delivery)));
      expect(received.filter(({ status }) => status === 'ACCEPTED')).toHaveLength(1);
      expect(received.filter(({ status }) => status === 'KNOWN')).toHaveLength(19);
      await untilApplied();
    });
  });

  it('that is signed and no JSON is answered 400, one that is too large 413', async () => {
    expect(await refusal('perfex', perfexDelivery('contact.updated', '<xml/>'))).toEqual([400, 'BAD_REQUEST']);
    expect(await refusal('perfex', perfexDelivery('contact.updated', 'x'.repeat(1024 * 1024 + 1)))).toEqual([
      413,
      'PAYLOAD_TOO_LARGE',
    ]);
  });

  it('is taken whatever its type is said to be', async () => {
    const { headers, body } = perfexDelivery('contact.updated', { id: 9 });
    const { 'content-type': _, ...untyped } = headers;
    expect(
      await deliver(server.url, 'perfex', { headers: { ...untyped, 'content-type': 'text/plain' }, body }),
    ).toMatchObject({ status: 'ACCEPTED' });
    await untilApplied();
  });

  it('is not there where no secret is set, and says which one to set', async () => {
    const without = await startServer();
    const { httpStatus, errors } = await deliver(without.url, 'perfex', perfexDelivery('contact.updated', { id: 1 }));
    expect([httpStatus, errors?.[0]?.extensions.code]).toEqual([404, 'VENDOR_NOT_CONFIGURED']);
    expect(errors?.[0]?.message).toContain('PERFEX_WEBHOOK_SECRET');
    await without.close();
  });

  it('needs no API key, and opens nothing else', async () => {
    const closed = await startServer({ ...withSecrets, API_KEYS: '0'.repeat(64) });
    expect(await deliver(closed.url, 'perfex', perfexDelivery('contact.updated', { id: 1 }))).toMatchObject({
      status: 'ACCEPTED',
    });
    expect((await closed.ask('{ sources { vendor } }').catch(() => ({ status: 401 }))).status).toBe(401);
    await closed.close();
  });

  it('leaves neither its secret nor what it holds in the log', async () => {
    await deliver(server.url, 'chatwoot', chatwootDelivery({ event: 'contact_updated', email: 'private@example.com' }));
    await untilApplied();
    const log = server.log.join('\n');
    for (const text of [secrets.perfex, secrets.chatwoot, 'private@example.com']) expect(log).not.toContain(text);
  });
});
