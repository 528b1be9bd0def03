import { redactText } from './redact.js';

/** Where finished lines go. */
export interface LogSink {
  write(line: string): unknown;
}

interface Line extends Record<string, unknown> {
  level: string;
  time: string;
  app: string;
  msg?: string;
  context?: string;
  err?: { stack?: string };
}

const SHOWN_FIRST = new Set(['level', 'time', 'app', 'pid', 'msg', 'context', 'err']);

/** A JSON line as a person reads it: time, level, where, message, the rest as name=value, the stack below. */
export function toPlainLine(json: string): string {
  const line = JSON.parse(json) as Line;
  const rest = Object.entries(line)
    .filter(([name]) => !SHOWN_FIRST.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const head = [
    line.time.slice(11, 23),
    line.level.toUpperCase().padEnd(5),
    `${line.app}${line.context ? `/${line.context}` : ''}:`,
    line.msg ?? '',
    ...rest,
  ];
  return `${head.join(' ')}\n${line.err?.stack ? `${line.err.stack}\n` : ''}`;
}

/** The sink, given the lines of one turn of the event loop at once: a write is a call of the system. None is lost on exit. */
export function gatherLines(sink: LogSink): LogSink {
  let gathered = '';
  const flush = (): void => {
    if (gathered !== '') sink.write(gathered);
    gathered = '';
  };
  process.on('exit', flush);
  return {
    write(line) {
      if (gathered === '') setImmediate(flush);
      gathered += line;
    },
  };
}

/** The stream that the logger writes to: redacts each line, and makes it plain where asked. */
export function createLogOutput(sink: LogSink, plain: boolean): LogSink {
  return {
    write(line) {
      const safe = redactText(line);
      sink.write(plain ? toPlainLine(safe) : safe);
    },
  };
}
