import { BarkeepError } from '#domain';
import { toStoreFault } from './store-fault.js';

const faultOf = (code: string, message = 'message') => Object.assign(new Error(message), { code });

describe('toStoreFault', () => {
  it.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'ETIMEDOUT',
    'ENOTFOUND',
    '57P01',
    '57P03',
    '53300',
    '08006',
    '40P01',
    '57014',
  ])('takes %s as the database being away', (code) => {
    expect(toStoreFault(faultOf(code))).toMatchObject({ code: 'STORE_UNAVAILABLE', kind: 'unavailable' });
  });

  it('knows faults of the driver by their message', () => {
    const fault = toStoreFault(new Error('Connection terminated unexpectedly'));
    expect(fault).toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('looks inside the error that holds the statement, and drops it', () => {
    const wrapped = new Error('Failed query: select secret', { cause: faultOf('23505', 'duplicate key') });
    expect(toStoreFault(wrapped)).toMatchObject({ message: 'duplicate key', code: '23505' });
    const away = new Error('Failed query: select secret', {
      cause: new AggregateError([faultOf('ECONNREFUSED')]),
    });
    expect(toStoreFault(away)).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect((toStoreFault(away) as Error).cause).toBeUndefined();
  });

  it('lets errors that were meant for the caller pass', () => {
    const error = new BarkeepError('SYMBOL_NOT_FOUND', 'no such symbol', { cause: faultOf('ECONNREFUSED') });
    expect(toStoreFault(error)).toBe(error);
  });
});
