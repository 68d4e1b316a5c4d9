import { buildSchema, type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { readFile } from 'node:fs/promises';
import { errorTable } from '../../src/error-codes.js';
import { Assets } from '../../src/explorer/assets.js';
import { escapeHtml } from '../../src/explorer/html.js';
import { docsPage } from '../../src/explorer/reference/index.js';
import { buildGraphSchema } from '../../src/graphql/schema.js';
import { tableRows } from '../docs/markdown.js';

let schema: GraphQLSchema;
let page: string;
let ids: Set<string>;
beforeAll(async () => {
  schema = await buildGraphSchema();
  page = await docsPage(new Assets(), ['docs'], schema);
  ids = idsOf(page);
});

const idsOf = (html: string): Set<string> => new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id = '']) => id));

/** The places of everything that a schema describes. */
function placesOf(described: GraphQLSchema): string[] {
  return Object.values(described.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__')) return [];
    if (isEnumType(type)) return [type.name, ...type.getValues().map(({ name }) => `${type.name}.${name}`)];
    if (isInputObjectType(type))
      return [type.name, ...Object.keys(type.getFields()).map((name) => `${type.name}.${name}`)];
    if (!isObjectType(type) && !isInterfaceType(type)) return [type.name];
    const fields = Object.values(type.getFields()).flatMap(({ name, args }) => [
      `${type.name}.${name}`,
      ...args.map((argument) => `${type.name}.${name}.${argument.name}`),
    ]);
    return ['Query', 'Mutation', 'Subscription'].includes(type.name) ? fields : [type.name, ...fields];
  });
}

describe('the reference', () => {
  it('explains every type, field, argument, value and input at an anchor of its own', () => {
    const places = placesOf(schema);
    expect(places.length).toBeGreaterThan(600);
    expect(places.filter((place) => !ids.has(place))).toEqual([]);
    expect(page.match(/ id="/g)?.length).toBe(ids.size);
  });

  it('has the descriptions of all of them', () => {
    const text = page.replace(/<[^>]+>/g, '');
    const missing = Object.values(schema.getTypeMap())
      .filter((type) => !type.name.startsWith('__'))
      .filter(
        ({ description }) => description && !text.includes(escapeHtml(description).replaceAll('`', '').slice(0, 40)),
      );
    expect(missing.map(({ name }) => name)).toEqual([]);
  });

  it('has every error code with its meaning and what to do', () => {
    for (const code of Object.keys(errorTable)) expect(ids).toContain(`error-${code}`);
    expect(page).toContain('The vendor did not answer in time. Ask again later.');
    expect(page).toContain('What an error looks like');
  });

  it('has every trap of docs/vendor-traps.md, without the files of the sources', async () => {
    const rows = tableRows(await readFile('docs/vendor-traps.md', 'utf8'));
    expect(
      page
        .match(/<dl class="values traps">[\s\S]*?<\/dl>/g)
        ?.join('')
        .match(/<dt>/g)?.length,
    ).toBe(rows.length);
    expect(page).toContain('An unknown number is a <code>200</code> that says so, or a <code>404</code>.');
    expect(page).not.toMatch(/src\/vendors|\.test\.ts/);
  });

  it('leads nowhere else than to what is on it, its files, and the explorer', () => {
    const targets = [...page.matchAll(/ href="([^"]+)"/g)].map(([, target = '']) => target);
    const anchors = targets.filter((target) => target.startsWith('#')).map((target) => target.slice(1));
    expect(anchors.length).toBeGreaterThan(1_000);
    expect(anchors.filter((anchor) => !ids.has(anchor))).toEqual([]);
    const others = targets.filter((target) => !/^(?:#|assets\/|docs$|explorer#example=\w+$)/.test(target));
    // Specifications of scalars, which a reader may follow.
    expect(others.filter((target) => !/^https?:\/\/[\w.-]+\//.test(target))).toEqual([]);
  });

  it('links a name in backticks to where it is explained', () => {
    expect(page).toContain('<a href="#error-CONFLICT"><code>CONFLICT</code></a>');
    expect(page).toContain('<a href="#Mutation.splitPerson"><code>splitPerson</code></a>');
  });

  it('shows what a subscription is like, and leaves out what is for gateways', async () => {
    const other = buildSchema(`
      "Reads." type Query { "A text." text: String, _service: _Service } type _Service { sdl: String }
      type Subscription { "Tells of <b>changes</b>." changed("Of what." id: String = "1"): String @deprecated(reason: "Use \`text\`.") }
    `);
    const html = await docsPage(new Assets(), ['docs'], other);
    const found = idsOf(html);
    expect([found.has('Subscription.changed'), found.has('Subscription.changed.id')]).toEqual([true, true]);
    expect([found.has('Query._service'), found.has('_Service')]).toEqual([false, false]);
    expect(html).toContain('Tells of &#60;b&#62;changes&#60;/b&#62;.');
    expect(html).toContain('Deprecated: Use <code>text</code>.');
    expect(html).toContain(' = &#34;1&#34;');
  });
});
