import type { EventSource, ContactSource, ProfileSource, Sources, UserSource } from '../domain/sources.js';
import { chatwoot, type ChatwootSettings } from './chatwoot/index.js';
import { numi, type NumiSettings } from './numi/index.js';
import { perfex, type PerfexSettings } from './perfex/index.js';
import { persio, type PersioSettings } from './persio/index.js';
import { notConfigured, type VendorEnvironment, type VendorModule } from './vendor.js';

/** The settings of the vendors that this server talks to; undefined for those that it does not know. */
export interface VendorSettings {
  readonly numi: NumiSettings | undefined;
  readonly chatwoot: ChatwootSettings | undefined;
  readonly perfex: PerfexSettings | undefined;
  readonly persio: PersioSettings | undefined;
}

/** The registry: one line for each vendor. */
export const connectVendors = (settings: VendorSettings, environment: VendorEnvironment): Sources => ({
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
