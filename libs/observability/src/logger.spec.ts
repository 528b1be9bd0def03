import { Logger as NestLogger } from '@nestjs/common';
import { createLogger } from './logger.js';
import { withLogContext } from './log-context.js';
import { toPlainLine } from './log-output.js';
import { NestPinoLogger } from './nest-pino-logger.js';

const NO_FILE = { LOG_FILE: '', LOG_FILE_MEGABYTES: 1, LOG_FILES: 1 };
const config = { DEBUG: false, LOG_LEVEL: 'info', ...NO_FILE } as const;

function capture() {
  const lines: string[] = [];
  const logger = createLogger(config, 'api', { write: (line) => lines.push(line) });
  return { logger, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') };
}

describe('createLogger', () => {
  it('writes one JSON object a line with level, time and app', () => {
    const { logger, last } = capture();
    logger.info({ bars: 3 }, 'loaded');
    expect(last()).toMatchObject({ level: 'info', app: 'api', bars: 3, msg: 'loaded' });
    expect(last().time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('adds the task of the surrounding context, also across awaits', async () => {
    const { logger, last } = capture();
    await withLogContext({ task_id: 't1' }, async () => {
      await Promise.resolve();
      logger.info('inside');
    });
    expect(last()).toMatchObject({ task_id: 't1' });
    logger.info('outside');
    expect(last().task_id).toBeUndefined();
  });

  it('gives the fields of a line to no other line of the same task', () => {
    const { logger, last } = capture();
    withLogContext({ task_id: 't1' }, () => {
      logger.info({ bars: 3 }, 'loaded');
      logger.info('done');
    });
    expect(last()).toMatchObject({ task_id: 't1', msg: 'done' });
    expect(last().bars).toBeUndefined();
  });

  it('hides keys wherever somebody pasted one, and says which it was', () => {
    const { logger, last } = capture();
    const secret = 'a-_4'.repeat(10).padEnd(43, 'x');
    logger.info({ path: `/api/v1/runs/bk_3f9c1e2ab047_${secret}` }, `GET /bk_3f9c1e2ab047_${secret}/x 404`);
    expect(last().msg).toBe('GET /bk_3f9c1e2ab047_***/x 404');
    expect(last().path).toBe('/api/v1/runs/bk_3f9c1e2ab047_***');
  });

  it('hides secrets by name at any depth, and passwords in addresses anywhere', () => {
    const { logger, lines, last } = capture();
    logger.info(
      {
        headers: { authorization: 'Bearer abc', 'x-request-id': 'r' },
        a: [{ vendor_key: 'k1' }],
        token: 't0',
      },
      'to postgres://me:hunter2@db/x',
    );
    logger.error(
      { err: new Error('redis://:hunter3@cache failed') },
      'https://v.example/q?apikey=hunter4&s=A',
    );
    expect(lines.join('')).not.toMatch(/hunter|abc|k1|t0/);
    expect(last().msg).toBe('https://v.example/q?apikey=***&s=A');
    expect(lines[0]).toContain('"x-request-id":"r"');
    expect(lines[0]).toContain('postgres://me:***@db/x');
  });

  it('leaves out what is less important than LOG_LEVEL', () => {
    const { logger, lines } = capture();
    logger.debug('no');
    expect(lines).toHaveLength(0);
  });

  it('makes a plain line with the stack below', () => {
    const { logger, lines } = capture();
    logger.error({ err: new Error('boom'), bars: 2 }, 'failed');
    expect(toPlainLine(lines[0])).toMatch(/^\d\d:\d\d:\d\d\.\d{3} ERROR api: failed bars=2\nError: boom\n/);
  });
});

describe('NestPinoLogger', () => {
  it('takes the class as context and the members of an object message as fields', () => {
    const { logger, last } = capture();
    const nest = new NestPinoLogger(logger);
    NestLogger.overrideLogger(nest);
    new NestLogger('BarImport').log({ message: 'imported', inserted: 5 });
    expect(last()).toMatchObject({ msg: 'imported', context: 'BarImport', inserted: 5 });
    new NestLogger('X').error('bad', new Error('why'));
    expect(last()).toMatchObject({ level: 'error', msg: 'bad', context: 'X', err: { message: 'why' } });
    nest.error('bad', 'Error: why\n    at somewhere');
    expect(last()).toMatchObject({ msg: 'bad', err: { stack: 'Error: why\n    at somewhere' } });
    expect(last().context).toBeUndefined();
    NestLogger.overrideLogger(false);
  });
});
