import { NewRecords } from './new-records.js';
import { UpsertPlanner, type UpsertPlannerOptions } from './upsert-planner.js';
import { UpsertRehearsal, type UpsertRehearsalOptions } from './upsert-rehearsal.js';
import { UpsertSteps, type UpsertStepsOptions } from './upsert-steps.js';
import { UpsertService, type UpsertServiceOptions } from './upserts.js';
import type { SourceHealth } from '../../domain/source-health.js';
import type { Vendor } from '../../domain/vendor.js';

interface UpsertDependencies
  extends
    UpsertPlannerOptions,
    Omit<UpsertRehearsalOptions, 'planner'>,
    Omit<UpsertStepsOptions, 'planner' | 'newRecords'>,
    Omit<UpsertServiceOptions, 'steps' | 'rehearsal' | 'isConfigured'> {
  readonly health: (vendor: Vendor) => SourceHealth | undefined;
}

export function createUpserts(dependencies: UpsertDependencies): UpsertService {
  const { identities, health } = dependencies;
  const planner = new UpsertPlanner(dependencies);
  return new UpsertService({
    ...dependencies,
    steps: new UpsertSteps({ ...dependencies, planner, newRecords: new NewRecords(identities) }),
    rehearsal: new UpsertRehearsal({ ...dependencies, planner }),
    isConfigured: (vendor) => health(vendor) !== undefined,
  });
}
