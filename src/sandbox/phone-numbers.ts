import type { Random } from './random.js';

export type SandboxRegion = 'DE' | 'US' | 'GB' | 'FR' | 'BR';

export interface FictionalNumber {
  readonly region: SandboxRegion;
  /** Without the plus. */
  readonly countryCode: string;
  /** Without the national zero. */
  readonly areaCode: string;
  readonly subscriber: string;
}

interface Range {
  readonly areaCode: string;
  /** The first digits of the subscriber's number. */
  readonly start: string;
  /** How many more digits there are. */
  readonly free: number;
}

const countryCodes: Readonly<Record<SandboxRegion, string>> = { DE: '49', US: '1', GB: '44', FR: '33', BR: '55' };

/** Numbers that the regulators keep for fiction, so that nobody is called by accident. Brazil keeps none. */
const ranges: Readonly<Record<SandboxRegion, readonly Range[]>> = {
  DE: [
    { areaCode: '30', start: '23125', free: 3 },
    { areaCode: '40', start: '66969', free: 3 },
    { areaCode: '69', start: '90009', free: 3 },
    { areaCode: '89', start: '99998', free: 3 },
    { areaCode: '221', start: '4710', free: 3 },
  ],
  US: ['202', '206', '212', '303', '312', '415', '512', '617'].map((areaCode) => ({
    areaCode,
    start: '55501',
    free: 2,
  })),
  GB: [
    { areaCode: '20', start: '79460', free: 3 },
    { areaCode: '161', start: '4960', free: 3 },
    { areaCode: '7700', start: '900', free: 3 },
  ],
  FR: [
    { areaCode: '1', start: '9900', free: 4 },
    { areaCode: '6', start: '3998', free: 4 },
  ],
  BR: [
    { areaCode: '11', start: '90000', free: 4 },
    { areaCode: '21', start: '90000', free: 4 },
  ],
};

export const e164 = ({ countryCode, areaCode, subscriber }: FictionalNumber): string =>
  `+${countryCode}${areaCode}${subscriber}`;

/** Hands out numbers, none of them twice. */
export class NumberBook {
  readonly #taken: Set<string>;

  constructor(taken: readonly string[]) {
    this.#taken = new Set(taken);
  }

  issue(region: SandboxRegion, random: Random): FictionalNumber {
    for (;;) {
      const { areaCode, start, free } = random.pick(ranges[region]);
      const rest = String(random.integer(0, 10 ** free - 1)).padStart(free, '0');
      const number = { region, countryCode: countryCodes[region], areaCode, subscriber: start + rest };
      if (this.#taken.has(e164(number))) continue;
      this.#taken.add(e164(number));
      return number;
    }
  }
}

/** The number as somebody in Germany types it into a form: German ones mostly national, others international. */
export function asTyped(number: FictionalNumber, random: Random): string {
  const { region, countryCode, areaCode, subscriber } = number;
  const split = `${subscriber.slice(0, -4)} ${subscriber.slice(-4)}`;
  const dashed = split.replace(' ', '-');
  if (region === 'DE')
    return random.pick([
      `0${areaCode} ${subscriber}`,
      `0${areaCode} ${split}`,
      `0${areaCode}/${subscriber}`,
      `0${areaCode} / ${split}`,
      `(0${areaCode}) ${dashed}`,
      `0${areaCode}${subscriber}`,
      `0049 ${areaCode} ${subscriber}`,
      `+49 ${areaCode} ${split}`,
      `+49 (0)${areaCode} ${subscriber}`,
    ]);
  return random.pick([
    `+${countryCode} ${areaCode} ${split}`,
    `+${countryCode} (${areaCode}) ${dashed}`,
    `00${countryCode} ${areaCode} ${subscriber}`,
    `+${countryCode}.${areaCode}.${subscriber}`,
    `+${countryCode}${areaCode}${subscriber}`,
  ]);
}

/** What people type into a field for a number when they have none. */
export const unparsableNumbers: readonly string[] = [
  'ext. 12',
  'unknown',
  'n/a',
  'siehe Vertrag',
  '030 / wird nachgereicht',
  '???',
  'only by e-mail',
  '110',
];
