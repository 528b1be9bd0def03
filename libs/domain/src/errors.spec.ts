import { BarkeepError, ERROR_CODES } from './errors.js';

describe('an error of ours', () => {
  it('takes kind and title from its code and keeps faults, extra members and cause', () => {
    const cause = new Error('away');
    const fault = { path: '/rules', code: 'E_TYPE', message: 'a number is needed' };
    const error = new BarkeepError('STRATEGY_INVALID', 'One fault', {
      faults: [fault],
      extra: { status: 'x' },
      cause,
    });
    expect(error).toMatchObject({
      name: 'BarkeepError',
      code: 'STRATEGY_INVALID',
      faults: [fault],
      extra: { status: 'x' },
    });
    expect({ kind: error.kind, title: error.title }).toEqual(ERROR_CODES.STRATEGY_INVALID);
    expect(error.cause).toBe(cause);
  });

  it('has no faults, members or cause unless given', () => {
    const error = new BarkeepError('INTERNAL', 'Sorry');
    expect([error.faults, error.extra, 'cause' in error]).toEqual([[], {}, false]);
  });
});
