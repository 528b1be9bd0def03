import { BarkeepError } from '#domain';
import type { TaskLogger } from '#jobs';
import { logStoreFault } from './run-log.js';

function levelsOf(error: unknown): string[] {
  const levels: string[] = [];
  const log = (level: string) => () => void levels.push(level);
  const logger: TaskLogger = {
    debug: log('debug'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
  };
  logStoreFault(logger, error);
  return levels;
}

describe('a fault of the task store during a run', () => {
  it('is no warning while the store is away, which its connection has told of', () => {
    expect(levelsOf(new BarkeepError('STORE_UNAVAILABLE', 'Redis is away'))).toEqual(['debug']);
  });

  it('is one when the store is there and refuses', () => {
    expect(levelsOf(new Error('WRONGTYPE'))).toEqual(['warn']);
  });
});
