import type { AccountState } from '../portfolio.js';
import type { RecordRows } from '../record/record-rows.js';
import type { Simulation } from '../simulation.js';
import { AccountGraph, type SavedGraph } from './account-graph.js';

/** Where a simulation stands between two bars; plain data. What data and strategy tell is not in it. */
interface SimulationState extends SavedGraph {
  readonly barsDone: number;
  readonly ruinBar: number;
  readonly isClosed: boolean;
  readonly decisionBar: number;
  readonly account: AccountState;
  /** Places among the trades and orders: those of the account, of the book front to back, and with terms. */
  readonly held: readonly number[];
  readonly book: readonly number[];
  readonly termed: readonly number[];
  /** By instrument: the next split or dividend. */
  readonly nextActions: Int32Array;
  /** What the strategy remembers. */
  readonly memory: unknown;
  readonly ambiguousTrades: number;
  readonly resolvedTrades: number;
  readonly marginCalls: number;
  readonly rejections: readonly (readonly [string, number])[];
}

/** Where a simulation stands, and what it has written down since the piece before. */
export interface SimulationPiece {
  readonly state: SimulationState;
  readonly equity: Float64Array;
  readonly trades: RecordRows;
  readonly orders: RecordRows;
}

/** How far the pieces of a simulation go, and which orders may have changed since. */
export interface PieceMark {
  readonly bars: number;
  readonly trades: number;
  readonly orders: number;
  readonly open: readonly number[];
}

const START: PieceMark = { bars: 0, trades: 0, orders: 0, open: [] };
/** Of a trade or an order with all its columns, at most. */
const ROW_BYTES = 160;

export function markOf({ state, trades, orders }: SimulationPiece): PieceMark {
  const open = state.orders.map(({ id }) => id);
  return { bars: state.barsDone, trades: trades.length, orders: orders.length, open };
}

/** Whether it can be gone on with in another one: code that says nothing of its memory can't. */
export function isPortable({ strategy }: Simulation): boolean {
  return strategy.remember !== undefined && strategy.recall !== undefined;
}

/** Bytes of the rows that a piece since the mark would hold, at most. */
export function weighPiece({ recorder, barsDone }: Simulation, since: PieceMark = START): number {
  const { equity, trades, orders } = recorder;
  const rows = trades.length - since.trades + orders.length - since.orders + since.open.length;
  return (barsDone - since.bars) * equity.BYTES_PER_ELEMENT + rows * ROW_BYTES;
}

/** What a simulation has come to since the mark; the cost is that of copying it. */
export function capturePiece(simulation: Simulation, since: PieceMark = START): SimulationPiece {
  const { recorder, barsDone } = simulation;
  return {
    state: stateOf(simulation),
    equity: recorder.equity.slice(since.bars, barsDone),
    trades: recorder.trades.takeRows(since.trades),
    orders: recorder.orders.takeRows(Int32Array.from(since.open), since.orders),
  };
}

/** Puts a simulation that has not begun where another one of the same input was when the last piece was captured. */
export function restorePieces(simulation: Simulation, pieces: readonly SimulationPiece[]): void {
  const { recorder } = simulation;
  let bar = 0;
  for (const { state, equity, trades, orders } of pieces) {
    recorder.equity.set(equity, bar);
    bar = state.barsDone;
    recorder.trades.putRows(trades);
    recorder.orders.putRows(orders);
  }
  const last = pieces.at(-1);
  if (last !== undefined) restoreState(simulation, last.state);
}

function stateOf(simulation: Simulation): SimulationState {
  const { portfolio, desk, recorder, strategy } = simulation;
  const book = desk.book.pending();
  const termed = desk.takeTermed();
  const graph = AccountGraph.of(portfolio.trades, [...book, ...termed]);
  const placeOf = (one: Parameters<AccountGraph['numberOf']>[0]): number => graph.numberOf(one);
  const { ambiguousTrades, resolvedTrades, marginCalls, rejections } = recorder;
  const { barsDone, ruinBar, isClosed, context, actions } = simulation;
  return {
    ...graph.save(),
    ...{ barsDone, ruinBar, isClosed, decisionBar: context.bar },
    account: portfolio.save(),
    ...{ held: portfolio.trades.map(placeOf), book: book.map(placeOf), termed: termed.map(placeOf) },
    nextActions: actions.next.slice(),
    memory: strategy.remember?.(graph),
    ...{ ambiguousTrades, resolvedTrades, marginCalls, rejections: [...rejections] },
  };
}

function restoreState(simulation: Simulation, state: SimulationState): void {
  const { portfolio, desk, recorder, strategy, market } = simulation;
  const graph = AccountGraph.restore(state, recorder.orders);
  const { barsDone, ruinBar, isClosed, ambiguousTrades, resolvedTrades, marginCalls } = state;
  Object.assign(simulation, { barsDone, ruinBar, isClosed });
  Object.assign(recorder, { ambiguousTrades, resolvedTrades, marginCalls });
  for (const [reason, count] of state.rejections) recorder.rejections.set(reason, count);
  simulation.context.bar = state.decisionBar;
  portfolio.restore(state.account);
  portfolio.trades.push(...state.held.map((place) => graph.tradeOf(place)!));
  for (const place of state.book) desk.book.pushBack(graph.orderOf(place));
  desk.termed = state.termed.map((place) => graph.orderOf(place));
  simulation.actions.next.set(state.nextActions);
  market.jumpTo(barsDone - 1);
  simulation.endings?.forEach((ended, bar) => {
    if (bar < barsDone) for (const instrument of ended) market.endedAt[instrument] = bar;
  });
  strategy.recall?.(state.memory, graph);
}
