import { startServer, type TestServer } from '../../support/server.js';
import { bodiesOf, errorsOf } from './support.js';

const ada = '+4930901820';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

interface Skipped {
  readonly name: string;
  readonly reason: string;
}

const set = (input: Record<string, unknown>) =>
  server.ask<{ setProfile: { skippedMetadata: Skipped[]; profile: { metadata: Record<string, unknown> } } }>(
    `mutation ($input: SetProfileInput!) {
      setProfile(input: $input) { skippedMetadata { name reason } profile { metadata } }
    }`,
    { input: { phoneNumber: ada, ...input } },
  );

async function metadataHeld(): Promise<Record<string, unknown>> {
  const { data } = await server.ask<{ profile: { metadata: Record<string, unknown> } }>(
    `{ profile(phoneNumber: "${ada}") { metadata } }`,
  );
  return data.profile.metadata;
}

const pair = (name: string, value: string) => ({ name, value });

describe('the metadata of setProfile', () => {
  it('stores texts as texts and JSON texts as what they mean, beside the entries that are there', async () => {
    const { data } = await set({
      metadata: [pair('nickname', 'Countess'), pair('count', '12')],
      metadataJson: [
        pair('points', '12'),
        pair('tags', '["a", {"b": null}]'),
        pair('quoted', '"x"'),
        pair('off', 'null'),
      ],
    });
    const stored = { nickname: 'Countess', count: '12', points: 12, tags: ['a', { b: null }], quoted: 'x', off: null };
    expect(bodiesOf(server.simulators.numi, 'POST')).toEqual([{ phone_number: ada, metadata: stored }]);
    expect(data.setProfile.skippedMetadata).toEqual([]);
    const merged = {
      language: 'en',
      interests: ['engines', 'poetry'],
      loyalty: { tier: 'gold', points: 1843 },
      ...stored,
    };
    expect(data.setProfile.profile.metadata).toEqual(merged);
    expect(await metadataHeld()).toEqual(merged);
  });

  it('prefers the JSON value where both lists have a name', async () => {
    await set({ metadata: [pair('level', '7')], metadataJson: [pair('level', '7')] });
    expect(await metadataHeld()).toMatchObject({ level: 7 });
  });

  it('skips and names the entries that do not parse, never sends them, and stores the others', async () => {
    const { data, errors } = await set({
      metadata: [pair('broken', 'kept as a text')],
      metadataJson: [
        pair('broken', '{"secret-broken": '),
        pair('good', '{"a": 1}'),
        pair('bare', 'secret-bare'),
        pair('empty', ''),
        pair('single', "'secret-single'"),
      ],
    });
    expect(errors).toBeUndefined();
    expect(data.setProfile.skippedMetadata.map(({ name }) => name)).toEqual(['broken', 'bare', 'empty', 'single']);
    for (const { reason } of data.setProfile.skippedMetadata) {
      expect(reason).toMatch(/not JSON/);
      expect(reason).not.toMatch(/secret/);
    }
    expect(bodiesOf(server.simulators.numi, 'POST')).toEqual([
      { phone_number: ada, metadata: { broken: 'kept as a text', good: { a: 1 } } },
    ]);
    expect(await metadataHeld()).toMatchObject({ broken: 'kept as a text', good: { a: 1 } });
    expect(await metadataHeld()).not.toHaveProperty('bare');
  });

  it('skips an entry and still stores the other fields', async () => {
    const { data } = await set({ firstName: 'Augusta', metadataJson: [pair('bad', '{')] });
    expect(data.setProfile.skippedMetadata.map(({ name }) => name)).toEqual(['bad']);
    expect(bodiesOf(server.simulators.numi, 'POST')).toEqual([{ phone_number: ada, first_name: 'Augusta' }]);
  });

  it('refuses a write of which nothing is left, without asking Numi', async () => {
    const answer = await set({ metadataJson: [pair('bad', '{"secret"'), pair('worse', 'secret')] });
    expect(errorsOf(answer)).toEqual([{ path: ['setProfile'], code: 'BAD_USER_INPUT', fields: ['metadataJson'] }]);
    expect(answer.errors?.[0]?.message).not.toMatch(/secret/);
    expect(server.simulators.numi.calls).toHaveLength(0);
  });

  it('names the place of an entry without a name', async () => {
    const answer = await set({ metadata: [pair('ok', 'x'), pair('', 'secret')] });
    expect(errorsOf(answer)).toEqual([{ path: ['setProfile'], code: 'BAD_USER_INPUT', fields: ['metadata.1.name'] }]);
    expect(answer.errors?.[0]?.message).not.toMatch(/secret/);
  });
});
