/** A part of the document in both forms. */
export interface Part<T> {
  readonly compiled: T;
  readonly canonical: Readonly<Record<string, unknown>>;
}
