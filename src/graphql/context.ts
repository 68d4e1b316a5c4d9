import type { Logger } from 'pino';
import type { Services } from '../services/index.js';
import type { RequestScope } from '../services/loaders.js';

/** What every resolver of one request is handed. */
export interface GraphContext {
  readonly services: Services;
  readonly request: RequestScope;
  readonly logger: Logger;
  /** Lets the reads of this request end when its client hangs up; never called for a mutation, which is finished once begun. */
  readonly cancelWhenClientHangsUp: () => void;
}
