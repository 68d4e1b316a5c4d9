import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { introspectionFromSchema } from 'graphql';
import { Assets } from './assets.js';
import { type ExplorerOptions, explorerPage, sandboxPage } from './explorer-page.js';
import { Kept } from './kept.js';
import { type PageName, policies } from './page.js';
import { Reachability } from './reachability.js';
import { docsPage } from './reference/index.js';
import { type Resource, resource, sendResource } from './resource.js';

export interface PagesOptions extends ExplorerOptions {
  /** Which explorer is at `/graphql`: that which `auto` finds to work, Apollo's, or our own. */
  readonly explorer: 'auto' | 'sandbox' | 'offline';
  /** Whether Apollo Sandbox can be loaded; asked where the explorer is `auto`. */
  readonly isSandboxReachable?: () => Promise<boolean>;
}

/** A page may change with the next release: the browser asks each time, and is told that it has not. */
const revalidated = 'no-cache';
/** The address of a file has its version in it. */
const lasting = 'public, max-age=31536000, immutable';

const schemaName = 'schema.json';

/** The pages for people: an explorer to try operations in, and the reference. They need no key and hold no data. */
export class Pages {
  readonly #assets = new Assets();
  readonly #names: readonly PageName[];
  readonly #made = new Kept<Resource>();
  readonly #isSandboxReachable: () => Promise<boolean>;

  constructor(private readonly options: PagesOptions) {
    this.#names = options.explorer === 'offline' ? ['explorer', 'docs'] : ['explorer', 'apollo-sandbox', 'docs'];
    const apollo = new Reachability({
      host: 'embeddable-sandbox.cdn.apollographql.com',
      port: 443,
      timeout: 1_500,
      lifetime: 5 * 60_000,
    });
    this.#isSandboxReachable = options.isSandboxReachable ?? (() => apollo.isReachable());
  }

  /** Everything but the page at `/graphql`, which shares its path with the API. */
  register(server: FastifyInstance): void {
    for (const name of this.#names) {
      server.get(`/${name}`, (request, reply) => this.#send(name, request, reply));
    }
    server.get<{ Params: { name: string } }>('/assets/:name', (request, reply) =>
      this.#sendAsset(request.params.name, request, reply),
    );
    // Apollo Sandbox asks for it, and some browsers do.
    server.get('/favicon.ico', (request, reply) => this.#sendAsset('icon.svg', request, reply));
  }

  /** The explorer at `/graphql`. */
  async sendExplorer(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { explorer } = this.options;
    const sandbox = explorer === 'sandbox' || (explorer === 'auto' && (await this.#isSandboxReachable()));
    return this.#send(sandbox ? 'apollo-sandbox' : 'explorer', request, reply);
  }

  async #send(name: PageName, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const page = await this.#made.get(name, async () => resource('text/html; charset=utf-8', await this.#page(name)));
    void reply.header('content-security-policy', policies[name]).header('referrer-policy', 'no-referrer');
    return sendResource(request, reply, page, revalidated);
  }

  async #sendAsset(name: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const asset = await (name === schemaName ? this.#schema() : this.#assets.get(name));
    if (!asset) {
      reply.callNotFound();
      return reply;
    }
    const { v } = request.query as { v?: unknown };
    return sendResource(request, reply, asset, v === asset.version ? lasting : revalidated);
  }

  async #page(name: PageName): Promise<string> {
    switch (name) {
      case 'docs':
        return docsPage(this.#assets, this.#names, this.options.schema);
      case 'apollo-sandbox':
        return sandboxPage(this.#assets, this.#names, this.options);
      case 'explorer': {
        const { version } = await this.#schema();
        return explorerPage(this.#assets, this.#names, `assets/${schemaName}?v=${version}`, this.options);
      }
    }
  }

  #schema(): Promise<Resource> {
    const answer = () => JSON.stringify({ data: introspectionFromSchema(this.options.schema, { oneOf: true }) });
    return this.#made.get(schemaName, () => resource('application/json; charset=utf-8', answer()));
  }
}
