export { Peoplegraph } from './client.js';
export {
  ClientTimeoutError,
  type ErrorDetails,
  NetworkError,
  type Path,
  PeoplegraphError,
  UnexpectedAnswerError,
  type VendorName,
} from './error.js';
export * from './generated/errors.js';
export * from './generated/graphql.js';
export type { RequestAnswer } from './operations.js';
export type { CallOptions, ClientOptions, Fetch, Fields, ListOptions, LookupOptions } from './options.js';
export { type Page, Pages } from './pages.js';
export type { Answer } from './partial.js';
export type { SubscribeOptions } from './subscribe.js';
export type { DocumentTypeDecoration, ResultOf, TypedDocument } from './typed-document.js';
