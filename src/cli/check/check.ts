import { type Region, toE164 } from '../../domain/phone-number.js';
import { readEnvironment } from '../../environment.js';
import type { ProbeHints } from '../../vendors/index.js';
import { sideBySide } from '../columns.js';
import { type ExitCode, exitCodes, usageFailure } from '../exit-codes.js';
import { type Paint, paintFor, print, printJson } from '../terminal.js';
import { checkConfiguration } from './configuration.js';
import type { Finding } from './finding.js';
import { checkRedis } from './redis.js';
import { checkServer } from './server.js';
import { checkStore } from './storage.js';
import { checkVendors } from './vendors.js';

export interface CheckOptions {
  /** A number that has a profile at Numi. */
  readonly phone?: string;
  readonly json?: boolean;
}

/** Checks the configuration and everything that it names, and says what is wrong and what to do. */
export async function check({ phone, json }: CheckOptions, signal: AbortSignal): Promise<ExitCode> {
  const environment = readEnvironment();
  const { config, findings } = checkConfiguration(environment);
  if (config) {
    const hints = hintsOf(phone, config.defaultRegion);
    const note = notice('Asking the vendors…');
    try {
      const serverAndStore = async (): Promise<Finding[]> => {
        const { isServing, finding } = await checkServer(config);
        return [finding, await checkStore(config, isServing)];
      };
      const parts = [serverAndStore(), checkRedis(config.cache.redisUrl), checkVendors(config, hints, signal)];
      findings.push(...(await Promise.all(parts)).flat());
    } finally {
      note.clear();
    }
  }
  const isOk = findings.every(({ state }) => state !== 'FAILED');
  if (json) printJson({ ok: isOk, checks: findings });
  else print(...linesOf(findings, paintFor(process.stdout, environment)));
  return isOk ? exitCodes.done : exitCodes.problems;
}

function hintsOf(phone: string | undefined, region: Region | undefined): ProbeHints {
  if (phone === undefined) return {};
  const phoneNumber = toE164(phone, region);
  if (phoneNumber === null)
    throw usageFailure('--phone has to be a phone number with its country code, such as +4930901820.');
  return { phoneNumber };
}

function notice(text: string): { clear(): void } {
  const { stderr } = process;
  if (!stderr.isTTY) return { clear: () => undefined };
  stderr.write(text);
  return { clear: () => void stderr.write('\r\x1b[K') };
}

const signs: Readonly<Record<Finding['state'], readonly [string, keyof Paint]>> = {
  OK: ['ok', 'green'],
  FAILED: ['FAILED', 'red'],
  UNKNOWN: ['unknown', 'yellow'],
  SKIPPED: ['-', 'dim'],
};

const widths = [13, 7, 56];

function linesOf(findings: readonly Finding[], paint: Paint): string[] {
  const lines = findings.flatMap(({ name, state, variable, message, action }) => {
    const [sign, colour] = signs[state];
    const text = variable === null ? message : `${variable}: ${message}`;
    return [
      ...sideBySide([name, sign, text], widths, [paint.bold, paint[colour]]),
      ...(action === null ? [] : sideBySide(['', '', action], widths)),
    ];
  });
  const failures = findings.filter(({ state }) => state === 'FAILED').length;
  return [
    ...lines,
    '',
    failures === 0 ? 'Nothing that was checked is wrong.' : `${failures} of ${findings.length} checks failed.`,
  ];
}
