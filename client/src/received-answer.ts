import { type ErrorDetails, type Path, PeoplegraphError, UnexpectedAnswerError } from './error.js';
import { errorClasses } from './generated/errors.js';

/** An error as it stands in an answer. */
export interface RawError {
  readonly message?: unknown;
  readonly path?: Path;
  readonly extensions?: Partial<ErrorDetails>;
}

type Context = Pick<ErrorDetails, 'status' | 'requestId' | 'retryAfter' | 'idempotencyKey'>;

const classes = { ...errorClasses, UNEXPECTED_ANSWER: UnexpectedAnswerError };

/** What arrived: data, errors, or both. */
export class ReceivedAnswer {
  constructor(
    readonly data: Readonly<Record<string, unknown>> | undefined,
    readonly rawErrors: readonly RawError[],
    readonly extensions: unknown,
    private readonly context: Context,
  ) {}

  get requestId(): string | undefined {
    return this.context.requestId;
  }

  /** Whether all that was asked for failed. */
  get isFailure(): boolean {
    return !this.data || (this.rawErrors.length > 0 && Object.values(this.data).every((value) => value === null));
  }

  /** The same answer, to a mutation that was sent with this key. */
  withKey(idempotencyKey: string | undefined): ReceivedAnswer {
    return new ReceivedAnswer(this.data, this.rawErrors, this.extensions, { ...this.context, idempotencyKey });
  }

  /** The errors whose path begins so. */
  errorsAt(path: Path): readonly RawError[] {
    return this.rawErrors.filter((error) => path.every((part, index) => error.path?.[index] === part));
  }

  /** An error of this answer by its class. */
  errorOf(raw: RawError, path = raw.path): PeoplegraphError {
    // An error of Peoplegraph has a code: what has none is by somebody on the way.
    const { code = 'UNEXPECTED_ANSWER', retryable = false, ...details } = raw.extensions ?? {};
    const Class = Object.hasOwn(classes, code) ? classes[code as keyof typeof classes] : PeoplegraphError;
    const message = typeof raw.message === 'string' ? raw.message : 'The service does not say what is wrong.';
    return new Class(message, {
      ...this.context,
      ...details,
      retryAfter: details.retryAfter ?? this.context.retryAfter,
      requestId: details.requestId ?? this.context.requestId,
      code,
      retryable,
      path,
    });
  }

  get errors(): readonly PeoplegraphError[] {
    return this.rawErrors.map((raw) => this.errorOf(raw));
  }

  /** One error for an answer of errors alone: the one that decides whether, and when, a repeat makes sense. */
  failure(): PeoplegraphError {
    const { errors } = this;
    const [first] = errors;
    if (!first) {
      const details = { ...this.context, code: 'UNEXPECTED_ANSWER', retryable: false };
      return new UnexpectedAnswerError('The answer has neither data nor an error.', details);
    }
    const deciding = errors.reduce((worst, error) => {
      if (worst.retryable !== error.retryable) return worst.retryable ? error : worst;
      return (error.retryAfter ?? 0) > (worst.retryAfter ?? 0) ? error : worst;
    }, first);
    return errors.length === 1 ? deciding : deciding.with({ others: errors.filter((error) => error !== deciding) });
  }
}
