import type { Logger } from 'pino';
import type { Clock } from '../domain/clock.js';
import type { Region } from '../domain/phone-number.js';
import type { Rehearsal } from '../domain/rehearsal.js';
import type { CallScope } from '../domain/scope.js';
import type { EventSource, ContactSource, ProfileSource, Sources, UserSource } from '../domain/sources.js';
import type { Vendor } from '../domain/vendor.js';
import type { WebhookReceiver } from '../domain/webhook.js';
import { chatwoot, type ChatwootSettings, chatwootWebhook } from './chatwoot/index.js';
import { VendorHttp, type VendorHttpOwnOptions } from './http.js';
import { numi, type NumiSettings } from './numi/index.js';
import { perfex, type PerfexSettings, perfexWebhook } from './perfex/index.js';
import { persio, type PersioSettings } from './persio/index.js';
import { noLine, requestOf } from './rehearsal.js';
import type { SourceObserver } from './source-health.js';
import { notConfigured, type Probe, type ProbeHints, type VendorEnvironment, type VendorModule } from './vendor.js';
import { webhookReceiver } from './webhook.js';

export type { Probe, ProbeHints };

/** The settings of the vendors that this server talks to; undefined for those that it does not know. */
export interface VendorSettings {
  readonly numi: NumiSettings | undefined;
  readonly chatwoot: ChatwootSettings | undefined;
  readonly perfex: PerfexSettings | undefined;
  readonly persio: PersioSettings | undefined;
}

/** What an operator sets for all vendors, and for each of them. */
export interface VendorLimits {
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly retries: number;
  readonly callsPerMinute: Readonly<Partial<Record<Vendor, number>>>;
}

/** What each vendor that has webhooks signs them with: several while one is being replaced, none where they are not taken. */
export interface WebhookSecrets {
  readonly chatwoot: readonly string[];
  readonly perfex: readonly string[];
}

export interface ConnectOptions extends VendorLimits {
  readonly defaultRegion: Region | undefined;
  readonly logger: Logger;
  readonly clock: Clock;
}

export interface ConnectedVendors {
  readonly sources: Sources;
  /** How each configured vendor is doing. */
  readonly observers: ReadonlyMap<Vendor, SourceObserver>;
}

/** The registry: one line for each vendor. */
export function connectVendors(settings: VendorSettings, options: ConnectOptions): ConnectedVendors {
  const observers = new Map<Vendor, SourceObserver>();
  const environment = environmentOf(options, ({ vendor }, http) => observers.set(vendor, http.health));
  return { sources: sourcesIn(settings, environment), observers };
}

/** For each configured vendor, what asks it for something that changes nothing. */
export function vendorProbes(
  settings: VendorSettings,
  options: ConnectOptions,
): ReadonlyMap<Vendor, (scope: CallScope, hints: ProbeHints) => Promise<Probe>> {
  const environment = environmentOf(options);
  const probes = new Map<Vendor, (scope: CallScope, hints: ProbeHints) => Promise<Probe>>();
  const add = <Settings>(module: VendorModule<Settings, unknown>, own: Settings | undefined): void => {
    if (own) probes.set(module.vendor, (scope, hints) => module.probe(own, environment, scope, hints));
  };
  add(numi, settings.numi);
  add(chatwoot, settings.chatwoot);
  add(perfex, settings.perfex);
  add(persio, settings.persio);
  return probes;
}

const environmentOf = (
  options: ConnectOptions,
  opened: (own: VendorHttpOwnOptions, http: VendorHttp) => void = () => undefined,
): VendorEnvironment => ({
  defaultRegion: options.defaultRegion,
  open(own) {
    const http = new VendorHttp({ ...options, ...own, callsPerMinute: options.callsPerMinute[own.vendor] });
    opened(own, http);
    return http;
  },
});

/** What a write would send: the sources are connected to nobody, and tell what they would have sent. */
export function rehearseVendors(settings: VendorSettings, defaultRegion: Region | undefined): Rehearsal {
  const sources = sourcesIn(settings, { defaultRegion, open: ({ vendor, baseUrl }) => noLine(vendor, baseUrl) });
  return (write) => requestOf((scope) => write(sources, scope));
}

/** The vendors that have webhooks. */
export const webhookReceivers = (secrets: WebhookSecrets): readonly WebhookReceiver[] => [
  webhookReceiver(chatwootWebhook, secrets.chatwoot),
  webhookReceiver(perfexWebhook, secrets.perfex),
];

const sourcesIn = (settings: VendorSettings, environment: VendorEnvironment): Sources => ({
  profiles: connect<NumiSettings, ProfileSource>(numi, settings.numi, environment),
  users: connect<ChatwootSettings, UserSource>(chatwoot, settings.chatwoot, environment),
  contacts: connect<PerfexSettings, ContactSource>(perfex, settings.perfex, environment),
  events: connect<PersioSettings, EventSource>(persio, settings.persio, environment),
});

const connect = <Settings, Source extends object>(
  module: VendorModule<Settings, Source>,
  settings: Settings | undefined,
  environment: VendorEnvironment,
): Source => (settings ? module.connect(settings, environment) : notConfigured(module.vendor));
