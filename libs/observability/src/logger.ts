import { pino, type Logger } from 'pino';
import type { AppConfig } from '#config';
import { openLogFile } from './log-file.js';
import { logContext, withinContext } from './log-context.js';
import { createLogOutput, gatherLines, type LogSink } from './log-output.js';
import { redactFields } from './redact.js';

export type { Logger } from 'pino';

type LogSettings = Pick<AppConfig, 'DEBUG' | 'LOG_LEVEL' | 'LOG_FILE' | 'LOG_FILE_MEGABYTES' | 'LOG_FILES'>;

/**
 * The logger of a process: one JSON object a line in LOG_FILE or on standard output, plain text with DEBUG or on a
 * terminal. Each line carries the app and the current log context; secrets are hidden.
 */
export function createLogger(config: LogSettings, app: string, sink?: LogSink): Logger {
  const isOnTerminal = sink === undefined && config.LOG_FILE === '' && process.stdout.isTTY === true;
  return pino(
    {
      level: config.DEBUG ? 'debug' : config.LOG_LEVEL,
      base: { app, pid: process.pid },
      timestamp: createStamp(),
      mixin: logContext,
      mixinMergeStrategy: withinContext,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redactFields(fields) as Record<string, unknown>,
      },
    },
    createLogOutput(sink ?? gatherLines(openSink(config)), config.DEBUG || isOnTerminal),
  );
}

function openSink(config: LogSettings): LogSink {
  return config.LOG_FILE === '' ? process.stdout : openLogFile(config.LOG_FILE, config);
}

/** What pino puts into a line as its time. Busy processes write many lines in a millisecond. */
function createStamp(): () => string {
  let at = NaN;
  let stamp = '';
  return () => {
    const now = Date.now();
    if (now !== at) stamp = `,"time":"${new Date((at = now)).toISOString()}"`;
    return stamp;
  };
}
