import type { CallScope } from '../../domain/scope.js';
import { Vendor } from '../../domain/vendor.js';
import { errorForStatus } from '../answers.js';
import type { VendorLine, VendorEnvironment } from '../vendor.js';
import type { MessageType, WireBatch, WireCall } from './wire.js';

/** How to reach Persio. */
export interface PersioSettings {
  /** The base of all paths, with `/v1` and without a slash at its end. */
  readonly url: string;
  readonly writeKey: string;
  /** Whether many calls at once go to `/batch`, which is assumed to exist, or one by one. */
  readonly batch: boolean;
}

/** The calls that Persio offers. It answers that it has received, and nothing else. */
export class PersioClient {
  readonly #http: VendorLine;

  constructor({ url, writeKey }: PersioSettings, { open }: VendorEnvironment) {
    this.#http = open({
      vendor: Vendor.PERSIO,
      baseUrl: url,
      // The write key is the user name, without a password.
      headers: { authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}` },
    });
  }

  /** Asks for nothing in particular: whatever it answers, it is there. */
  async reach(scope: CallScope): Promise<void> {
    const answer = await this.#http.send({ operation: 'reach', method: 'GET', path: '/', answer: 'ignored' }, scope);
    const { status } = answer;
    // Nothing is documented at this path: that it is refused says nothing, unless for the key, the quota or an outage.
    if (status === 401 || status === 429 || status >= 500) throw errorForStatus(Vendor.PERSIO, answer);
  }

  send(type: MessageType, call: WireCall, scope: CallScope): Promise<void> {
    return this.#post(type, call, scope);
  }

  sendBatch(batch: WireBatch, scope: CallScope): Promise<void> {
    return this.#post('batch', batch, scope);
  }

  async #post(name: MessageType | 'batch', json: object, scope: CallScope): Promise<void> {
    const answer = await this.#http.send(
      {
        operation: `${name}.send`,
        method: 'POST',
        path: `/${name}`,
        json,
        // Persio drops a message whose messageId it has seen.
        repeatable: true,
        answer: 'ignored',
      },
      scope,
    );
    if (answer.status >= 300) throw errorForStatus(Vendor.PERSIO, answer);
  }
}
