import type { Logger } from 'pino';
import type { Clock } from '../domain/clock.js';
import type { Region } from '../domain/phone-number.js';
import type { EventSource, ContactSource, ProfileSource, Sources, UserSource } from '../domain/sources.js';
import type { Vendor } from '../domain/vendor.js';
import { chatwoot, type ChatwootSettings } from './chatwoot/index.js';
import { VendorHttp } from './http.js';
import { numi, type NumiSettings } from './numi/index.js';
import { perfex, type PerfexSettings } from './perfex/index.js';
import { persio, type PersioSettings } from './persio/index.js';
import type { SourceObserver } from './source-health.js';
import { notConfigured, type VendorEnvironment, type VendorModule } from './vendor.js';

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
  const environment: VendorEnvironment = {
    defaultRegion: options.defaultRegion,
    open(own) {
      const http = new VendorHttp({ ...options, ...own, callsPerMinute: options.callsPerMinute[own.vendor] });
      observers.set(own.vendor, http.health);
      return http;
    },
  };
  const sources: Sources = {
    profiles: connect<NumiSettings, ProfileSource>(numi, settings.numi, environment),
    users: connect<ChatwootSettings, UserSource>(chatwoot, settings.chatwoot, environment),
    contacts: connect<PerfexSettings, ContactSource>(perfex, settings.perfex, environment),
    events: connect<PersioSettings, EventSource>(persio, settings.persio, environment),
  };
  return { sources, observers };
}

const connect = <Settings, Source extends object>(
  module: VendorModule<Settings, Source>,
  settings: Settings | undefined,
  environment: VendorEnvironment,
): Source => (settings ? module.connect(settings, environment) : notConfigured(module.vendor));
