import type { Profile } from '../../domain/profile.js';
import type { CallScope } from '../../domain/scope.js';
import { Vendor } from '../../domain/vendor.js';
import { errorForStatus, type VendorAnswer } from '../answers.js';
import type { VendorLine, VendorEnvironment } from '../vendor.js';
import { readAnswer } from './normalize.js';
import type { WireChange } from './wire.js';

/** How to reach Numi. Its contract is assumed, so everything about the address and the key can be set. */
export interface NumiSettings {
  /** The base of both paths, without a slash at its end. */
  readonly url: string;
  readonly apiKey: string;
  /** Where one profile is read; `{phone}` stands for the number. */
  readonly profilePath: string;
  /** Where profiles are written. */
  readonly profilesPath: string;
  /** The header that carries the key. */
  readonly authHeader: string;
  /** The word before the key in that header; empty where the key stands alone. */
  readonly authScheme: string;
}

/** The calls that Numi offers, one profile each. */
export class NumiClient {
  readonly #http: VendorLine;

  constructor(
    private readonly settings: NumiSettings,
    private readonly environment: VendorEnvironment,
  ) {
    const { url, apiKey, authHeader, authScheme } = settings;
    this.#http = environment.open({
      vendor: Vendor.NUMI,
      baseUrl: url,
      headers: { [authHeader]: authScheme === '' ? apiKey : `${authScheme} ${apiKey}` },
    });
  }

  /** The profile of one E.164 number, or null where Numi has none: it may say so by 200 or by 404. */
  async read(phoneNumber: string, scope: CallScope): Promise<Profile | null> {
    const answer = await this.#get(phoneNumber, scope);
    return answer.status === 404 ? null : this.#profileIn(answer, phoneNumber);
  }

  /** Whether a 200 answers: a 404 may be that of a wrong path as well. */
  async answersFor(phoneNumber: string, scope: CallScope): Promise<boolean> {
    const answer = await this.#get(phoneNumber, scope);
    if (answer.status === 404) return false;
    this.#profileIn(answer, phoneNumber);
    return true;
  }

  #get(phoneNumber: string, scope: CallScope): Promise<VendorAnswer> {
    const path = this.settings.profilePath.replaceAll('{phone}', () => encodeURIComponent(phoneNumber));
    return this.#http.send({ operation: 'profiles.get', method: 'GET', path }, scope);
  }

  #profileIn(answer: VendorAnswer, phoneNumber: string): Profile | null {
    if (answer.status !== 200) throw errorForStatus(Vendor.NUMI, answer);
    return readAnswer(answer.body, phoneNumber, this.environment.defaultRegion);
  }

  /** Creates the profile or changes the fields that are sent. Numi may answer nothing: read it back to know it. */
  async set(change: WireChange, scope: CallScope): Promise<void> {
    const answer = await this.#http.send(
      {
        operation: 'profiles.set',
        method: 'POST',
        path: this.settings.profilesPath,
        json: change,
        // The same values a second time leave the same profile.
        repeatable: true,
        answer: 'ignored',
      },
      scope,
    );
    if (answer.status >= 300) throw errorForStatus(Vendor.NUMI, answer);
  }
}
