import type { ProviderId } from '#config';
import type { MarketDataProvider, RowsRequest } from './market-data-provider.js';
import { ProviderError, type ProviderFault } from './provider-error.js';
import { NoProviderAnswered, ProviderPool } from './provider-pool.js';

type Reply = ProviderFault | 'lacks' | 'row';

/** A provider that says of each subject what `replies` say, one after the other; a fault is one of the whole request. */
function provider(id: ProviderId, batchSize: number, replies: Record<string, Reply[]>) {
  const asked: string[][] = [];
  const made: MarketDataProvider = {
    ...{ id, batchSize: 1, datasets: {} },
    rows: {
      company_info: {
        batchSize,
        async fetch({ subjects }) {
          asked.push([...subjects]);
          const said = subjects.map((subject) => [subject, replies[subject]?.shift() ?? 'row'] as const);
          const fault = said.map(([, reply]) => reply).find((reply) => reply !== 'row' && reply !== 'lacks');
          if (fault) throw new ProviderError(id, fault, `${id}: ${fault}`);
          const lacked = said.filter(([, reply]) => reply === 'lacks').map(([subject]) => subject);
          return {
            rows: [],
            missing: lacked.map((subject) => ({ subject, fault: 'empty', reason: `${id} has nothing` })),
            rejected: [],
          };
        },
      },
    },
  };
  return Object.assign(made, { asked });
}

function createPool(...list: MarketDataProvider[]) {
  const pauses: number[] = [];
  const pool = new ProviderPool({
    lists: { company_info: list },
    pause: async (ms) => void pauses.push(ms),
  });
  const fetch = (...subjects: string[]) => pool.fetchRows('company_info', request(subjects));
  return { pool, pauses, fetch };
}

const request = (subjects: string[]): RowsRequest => ({
  ...{ subjects, from: '2024-01-01', to: '2024-01-31', now: 0 },
  signal: new AbortController().signal,
});

describe('ProviderPool for rows', () => {
  test('asks the next provider only for those that the first has nothing of', async () => {
    const [one, other] = [provider('yahoo', 10, { B: ['lacks'] }), provider('fmp', 10, {})];
    const { answers, faults } = await createPool(one, other).fetch('A', 'B', 'C');
    expect([one.asked, other.asked]).toEqual([[['A', 'B', 'C']], [['B']]]);
    expect(answers.map((answer) => answer.provider)).toEqual(['yahoo', 'fmp']);
    expect(faults).toEqual([{ subjects: ['B'], error: expect.objectContaining({ provider: 'yahoo' }) }]);
  });

  test('gives each provider batches of its own size, and what failed of them to the next', async () => {
    const [one, other] = [provider('yahoo', 2, { C: ['unknown_symbol'] }), provider('fmp', 1, {})];
    const { answers } = await createPool(one, other).fetch('A', 'B', 'C', 'D');
    expect(one.asked).toEqual([
      ['A', 'B'],
      ['C', 'D'],
    ]);
    expect(other.asked).toEqual([['C'], ['D']]);
    expect(answers).toHaveLength(3);
  });

  test('asks again what passes by itself, and only for those that nobody answered', async () => {
    const [one, other] = [provider('yahoo', 1, { B: ['outage'] }), provider('fmp', 1, { B: ['lacks'] })];
    const { pauses, fetch } = createPool(one, other);
    const { answers, faults } = await fetch('A', 'B');
    expect([one.asked, other.asked, pauses]).toEqual([[['A'], ['B'], ['B']], [['B']], [2_000]]);
    expect(answers.filter((answer) => answer.answer.missing.length === 0)).toHaveLength(2);
    expect(faults.map(({ error }) => error.message)).toContain('fmp has nothing');
  });

  test('asks about nobody in particular once', async () => {
    const one = provider('yahoo', 5, {});
    const { answers } = await createPool(one).fetch();
    expect([one.asked, answers.length]).toEqual([[[]], 1]);
  });

  test('passes over providers that lack the dataset, and says when all do', async () => {
    const lacking: MarketDataProvider = { id: 'fred', batchSize: 1, datasets: {} };
    const { answers } = await createPool(lacking, provider('yahoo', 1, {})).fetch('A');
    expect(answers.map((answer) => answer.provider)).toEqual(['yahoo']);
    await expect(createPool(lacking).fetch('A')).rejects.toThrow('no provider has this dataset');
  });

  test('says why each provider gave nothing when none gave anything', async () => {
    const error = await createPool(
      provider('yahoo', 1, { A: ['key_refused'] }),
      provider('fmp', 1, { A: ['misunderstood'] }),
    )
      .fetch('A')
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NoProviderAnswered);
    expect((error as Error).message).toBe('yahoo: key_refused; fmp: misunderstood');
  });

  test('does not ask further with a refused key, and does not wait for it', async () => {
    const one = provider('yahoo', 1, { A: ['key_refused'] });
    const { pauses, fetch } = createPool(one);
    await expect(fetch('A')).rejects.toThrow('yahoo: key_refused');
    await expect(fetch('B')).rejects.toThrow('yahoo: key_refused; it is left alone for a while');
    expect([one.asked, pauses]).toEqual([[['A']], []]);
  });

  test('tells how many subjects are worth asking for at once', () => {
    expect(
      createPool(provider('yahoo', 100, {}), provider('fmp', 1, {})).pool.rowsBatchSize('company_info'),
    ).toBe(400);
    expect(createPool(provider('fmp', 1, {})).pool.rowsBatchSize('company_info')).toBe(4);
  });
});
