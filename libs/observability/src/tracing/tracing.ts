/** What is told of a span: names and figures, never a body, an address with a query, or a secret. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** A step that is traced. */
export interface SpanRequest {
  name: string;
  kind?: 'server' | 'producer' | 'consumer' | 'internal';
  attributes?: SpanAttributes;
  /** Where it comes from, as W3C `traceparent`, where that is not the span around it. */
  parent?: string;
}

/** A span that is on. */
export interface OpenSpan {
  /** Runs the work so that spans opened inside are children of this one. */
  within<Result>(work: () => Result): Result;
  annotate(attributes: SpanAttributes): void;
  /** The fault is told by its name alone: messages may hold what a user wrote. */
  end(fault?: unknown): void;
}

/** What a log line carries, so that it is found from a trace. */
export interface TraceIds {
  trace_id?: string;
  span_id?: string;
}

/** What traces; the one that does is loaded only where there is somewhere to send traces to. */
export interface Tracing {
  open(request: SpanRequest): OpenSpan;
  annotate(attributes: SpanAttributes): void;
  current(): Required<TraceIds> | undefined;
  /** The current span as W3C `traceparent`, for those who go on elsewhere. */
  traceparent(): string | undefined;
  /** Sends what is not sent yet. */
  stop(): Promise<void>;
}

const NO_SPAN: OpenSpan = { within: (work) => work(), annotate: () => undefined, end: () => undefined };
const NO_TRACING: Tracing = {
  open: () => NO_SPAN,
  annotate: () => undefined,
  current: () => undefined,
  traceparent: () => undefined,
  stop: () => Promise.resolve(),
};

let tracing = NO_TRACING;

/** From now on this one traces; none where it is undefined. */
export function traceWith(next: Tracing | undefined): void {
  tracing = next ?? NO_TRACING;
}

/** Whether spans go anywhere: where they don't, what is told of them need not be put together. */
export function isTraced(): boolean {
  return tracing !== NO_TRACING;
}

/** Opens a span that the caller ends. */
export function openSpan(request: SpanRequest): OpenSpan {
  return tracing.open(request);
}

/** Does the work inside a span, which ends with it; what came of the work is described where it is traced. */
export async function inSpan<Result>(
  request: SpanRequest,
  work: () => Promise<Result>,
  describe?: (result: Result) => SpanAttributes,
): Promise<Result> {
  if (!isTraced()) return work();
  const span = tracing.open(request);
  try {
    const result = await span.within(work);
    if (describe) span.annotate(describe(result));
    span.end();
    return result;
  } catch (error) {
    span.end(error);
    throw error;
  }
}

/** Does the work inside a span where one is around it already: what nobody called for would be a trace of one step. */
export function inStep<Result>(request: SpanRequest, work: () => Promise<Result>): Promise<Result> {
  return tracing.current() ? inSpan(request, work) : work();
}

/** Tells something of the current span. */
export function annotate(attributes: SpanAttributes): void {
  tracing.annotate(attributes);
}

export function currentTrace(): Required<TraceIds> | undefined {
  return tracing.current();
}

export function traceparent(): string | undefined {
  return tracing.traceparent();
}
