import type { RequestCost } from '../domain/request-cost.js';
import type { CallScope } from '../domain/scope.js';
import type { Loaders, RequestScope } from './loaders.js';

/** A request's scope with its loaders, which are made when the first of them is asked for. */
export class LoadingScope implements RequestScope {
  #loaders: Loaders | undefined;

  constructor(
    private readonly scope: CallScope,
    private readonly createLoaders: (scope: CallScope) => Loaders,
  ) {}

  get loaders(): Loaders {
    return (this.#loaders ??= this.createLoaders(this.scope));
  }

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
}
