import fc from 'fast-check';
import { barAt, type Bar, type CorporateAction } from '#domain';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/stores.js';
import { CorporateActionRepository } from '../actions/corporate-action.repository.js';
import { Database } from '../database.js';
import { InstrumentRepository } from '../instruments/instrument.repository.js';
import { BarRepository } from './bar.repository.js';

const MINUTE = 60_000;
/** Stamps lie on both sides of a new year, hence in two tables. */
const FIRST = Date.UTC(2025, 11, 31, 23, 50);
const STAMPS = 24;
const origin = { provider: 'test', runId: 'run-1' };

/** Closes by stamp, as one batch brings them; values are few, so that equal ones come again. */
const batch = fc.dictionary(fc.integer({ min: 0, max: STAMPS - 1 }).map(String), fc.constantFrom(1, 2, 4), {
  minKeys: 1,
  maxKeys: STAMPS,
});

const action = fc.record({
  kind: fc.constantFrom('split' as const, 'dividend' as const),
  value: fc.constantFrom(0.25, 2),
});

type Closes = Record<string, number>;
type Action = Omit<CorporateAction, 'exDate'>;

function isAction(step: Closes | Action): step is Action {
  return 'kind' in step;
}

function toBars(closes: Closes): Bar[] {
  const bars = Object.entries(closes).map(([place, close]) => {
    const openTime = FIRST + Number(place) * MINUTE;
    return { openTime, open: close, high: close, low: close, close, volume: 1 };
  });
  return bars.sort((one, other) => one.openTime - other.openTime);
}

function countsOf(stored: ReadonlyMap<number, number>, bars: readonly Bar[]) {
  const count = (isOne: (before: number | undefined, close: number) => boolean) =>
    bars.filter(({ openTime, close }) => isOne(stored.get(openTime), close)).length;
  return {
    inserted: count((before) => before === undefined),
    changed: count((before, close) => before !== undefined && before !== close),
    unchanged: count((before, close) => before === close),
  };
}

function expectCloses(bars: readonly Bar[], model: readonly [stamp: number, close: number][]) {
  expect(bars.map(({ openTime }) => openTime)).toEqual(model.map(([stamp]) => stamp));
  bars.forEach(({ close }, row) => expect(close).toBeCloseTo(model[row][1], 12));
}

interface Known {
  bars: ReadonlyMap<number, number>;
  actions: readonly CorporateAction[];
}

/** What the rules say of adjusted closes, written down plainly: see `loadAdjustments`. */
function adjustedCloses({ bars, actions }: Known): [number, number][] {
  const stamps = [...bars.keys()].sort((one, other) => one - other);
  return stamps.map((stamp) => {
    const factors = actions.map(({ exDate, kind, value }) => {
      const instant = Date.parse(exDate);
      const previous = stamps.findLast((one) => one < instant);
      const goesOn = stamps.some((one) => one >= instant);
      if (stamp >= instant || previous === undefined || !goesOn) return 1;
      if (kind === 'split') return 1 / value;
      const isSplit = actions.find((other) => other.kind === 'split' && other.exDate === exDate);
      const kept = 1 - value / (bars.get(previous)! / (isSplit?.value ?? 1));
      return kept > 0 ? kept : 1;
    });
    return [stamp, factors.reduce((product, factor) => product * factor, bars.get(stamp)!)];
  });
}

describe('batches of bars in any order, overlapping and repeated', () => {
  let testDatabase: TestDatabase;
  let database: Database;

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = new Database({ url: testDatabase.url, poolSize: 2 });
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  it('are counted, read at every instant and adjusted as a plain model says', async () => {
    const bars = new BarRepository(database);
    const actions = new CorporateActionRepository(database);
    const instruments = new InstrumentRepository(database);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 4, arbitrary: batch }, { weight: 1, arbitrary: action }), {
          maxLength: 8,
        }),
        async (steps: (Closes | Action)[]) => {
          const symbol = `M${(run += 1)}`;
          await instruments.ensure({
            symbol,
            name: null,
            calendar: 'always',
            timeZone: 'UTC',
            currency: 'USD',
          });
          const request = { symbol, timeframe: '1m' as const };
          const read = async (adjust: 'raw' | 'total', asOf?: number) => {
            const series = await bars.loadBarSeries({ ...request, adjust, asOf });
            return Array.from({ length: series?.length ?? 0 }, (_, row) => barAt(series!, row));
          };
          const paged = async (asOf: number) => {
            const found: Bar[] = [];
            let cursor: string | undefined;
            do {
              const page = await bars.pageBars({ ...request, adjust: 'total', asOf, cursor, limit: 5 });
              found.push(...page.bars);
              cursor = page.nextCursor ?? undefined;
            } while (cursor !== undefined);
            return found;
          };
          const history: { at: number; known: Known }[] = [];
          let known: Known = { bars: new Map(), actions: [] };
          for (const given of steps) {
            if (isAction(given)) {
              const action = { exDate: '2026-01-01', ...given };
              await actions.upsert(symbol, [action], origin);
              const others = known.actions.filter(({ kind }) => kind !== action.kind);
              known = { ...known, actions: [...others, action] };
              continue;
            }
            const rows = toBars(given);
            const { knownAt, ...counts } = await bars.upsertBars({ ...request, bars: rows, ...origin });
            expect(counts).toMatchObject(countsOf(known.bars, rows));
            expect(knownAt === null).toBe(counts.unchanged === rows.length);
            const closes = rows.map(({ openTime, close }) => [openTime, close] as const);
            known = { ...known, bars: new Map([...known.bars, ...closes]) };
            if (knownAt !== null) history.push({ at: knownAt, known });
          }
          const rawAt = async (at: number) =>
            new Map((await read('raw', at)).map(({ openTime, close }) => [openTime, close]));
          for (const [place, { at, known: then }] of history.entries()) {
            expect(await rawAt(at)).toEqual(then.bars);
            expect(await rawAt(at - 1)).toEqual(history[place - 1]?.known.bars ?? new Map());
            expectCloses(await read('total', at), adjustedCloses(then));
            expectCloses(await paged(at), adjustedCloses(then));
          }
          expectCloses(await read('total'), adjustedCloses(known));
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);
});
