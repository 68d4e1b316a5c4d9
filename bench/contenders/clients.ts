import { got } from 'got';
import { Pool } from 'undici';

/** One vendor over HTTP, as short as the client library allows. */
export interface Client {
  get(path: string): Promise<unknown>;
  post(path: string, json: unknown): Promise<unknown>;
}

export type OpenClient = (baseUrl: string, headers: Readonly<Record<string, string>>) => Client;

export const openGot: OpenClient = (baseUrl, headers) => {
  const client = got.extend({ headers });
  return {
    get: (path) => client(baseUrl + path).json(),
    post: (path, json) => client.post(baseUrl + path, { json }).json(),
  };
};

export const openFetch: OpenClient = (baseUrl, headers) => ({
  get: async (path) => (await fetch(baseUrl + path, { headers })).json(),
  post: async (path, json) => {
    const init = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } };
    return (await fetch(baseUrl + path, { ...init, body: JSON.stringify(json) })).json();
  },
});

export const openUndici: OpenClient = (baseUrl, headers) => {
  const { origin, pathname } = new URL(baseUrl);
  const base = pathname === '/' ? '' : pathname;
  const pool = new Pool(origin, { connections: 16 });
  const sending = { ...headers, 'content-type': 'application/json' };
  return {
    get: async (path) => (await pool.request({ method: 'GET', path: base + path, headers })).body.json(),
    post: async (path, json) => {
      const body = JSON.stringify(json);
      return (await pool.request({ method: 'POST', path: base + path, headers: sending, body })).body.json();
    },
  };
};
