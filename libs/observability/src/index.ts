export { Draining } from './health/draining.js';
export * from './health/health-check-port.js';
export { HealthModule } from './health/health.module.js';
export * from './log-context.js';
export { createLogger, type Logger } from './logger.js';
export { METRIC_TABLE } from './metrics/metric-table.js';
export { beforeScrape, clearGauge, countUp, observe, setGauge } from './metrics/metrics.js';
export { TracingModule } from './tracing/tracing.module.js';
export {
  annotate,
  inSpan,
  isTraced,
  openSpan,
  type OpenSpan,
  type SpanAttributes,
} from './tracing/tracing.js';
export { NestPinoLogger } from './nest-pino-logger.js';
export { redactText } from './redact.js';
