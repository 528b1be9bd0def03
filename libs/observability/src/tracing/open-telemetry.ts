import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { OpenSpan, SpanAttributes, SpanRequest, Tracing } from './tracing.js';

const KINDS = {
  server: SpanKind.SERVER,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;
const EXPORT_TIMEOUT_MS = 5_000;

/**
 * Traces with OpenTelemetry and sends them as JSON over HTTP. Imported only where an endpoint is set. Sampling and headers
 * come from the variables that OpenTelemetry itself defines (OTEL_TRACES_SAMPLER, OTEL_EXPORTER_OTLP_HEADERS).
 */
export function createTracing(endpoint: string, serviceName: string, version: string): Tracing {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT_MS });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  const tracer = provider.getTracer('barkeep');
  return {
    open: ({ name, kind = 'internal', attributes = {}, parent }: SpanRequest) => {
      const from = parent ? propagation.extract(ROOT_CONTEXT, { traceparent: parent }) : context.active();
      return toOpenSpan(tracer.startSpan(name, { kind: KINDS[kind], attributes }, from), from);
    },
    annotate: (attributes: SpanAttributes) => void trace.getActiveSpan()?.setAttributes(attributes),
    current: () => {
      const ids = trace.getActiveSpan()?.spanContext();
      return ids && { trace_id: ids.traceId, span_id: ids.spanId };
    },
    traceparent: () => {
      const carrier: { traceparent?: string } = {};
      propagation.inject(context.active(), carrier);
      return carrier.traceparent;
    },
    stop: async () => {
      // A collector that is away must not keep a process from ending in order.
      await provider.shutdown().catch(() => undefined);
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}

function toOpenSpan(span: Span, from: Context): OpenSpan {
  const inside = trace.setSpan(from, span);
  return {
    within: (work) => context.with(inside, work),
    annotate: (attributes) => void span.setAttributes(attributes),
    end: (fault) => {
      if (fault !== undefined) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.setAttribute('error.type', nameOf(fault));
      }
      span.end();
    },
  };
}

function nameOf(fault: unknown): string {
  if (fault instanceof Error) return 'code' in fault ? String(fault.code) : fault.name;
  return String(fault);
}
