import type { KeptReads } from '../domain/kept-reads.js';
import type { RequestCost } from '../domain/request-cost.js';
import type { CallScope } from '../domain/scope.js';
import type { Loaders, RequestScope } from './loaders.js';

/** A request's scope with its loaders. It asks the scope each time, since parts of that are made when they are asked for. */
export class LoadingScope implements RequestScope {
  constructor(
    private readonly scope: CallScope,
    readonly loaders: Loaders,
    readonly caller: string,
  ) {}

  get requestId(): string {
    return this.scope.requestId;
  }

  get deadline(): number {
    return this.scope.deadline;
  }

  get signal(): AbortSignal {
    return this.scope.signal;
  }

  get fresh(): boolean {
    return this.scope.fresh;
  }

  get cost(): RequestCost {
    return this.scope.cost;
  }

  get kept(): KeptReads | undefined {
    return this.scope.kept;
  }
}
