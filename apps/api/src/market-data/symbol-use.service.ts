import { Inject, Injectable } from '@nestjs/common';
import type { BacktestRequest } from '#backtest-engine';
import { RUN_HISTORY, type RunHistory, type Task } from '#jobs';
import { compileStrategy } from '#strategy';

/** Says which tasks still need the bars of a symbol. */
@Injectable()
export class SymbolUse {
  constructor(@Inject(RUN_HISTORY) private readonly history: RunHistory) {}

  /** Ids of the backtests and optimisations that wait or run and read the symbol. */
  async unfinishedTasks(symbol: string): Promise<string[]> {
    const active = await this.history.active(['backtest_run', 'optimise_run']);
    return active.filter((task) => readsSymbol(task, symbol)).map(({ id }) => id);
  }
}

function readsSymbol({ payload }: Task, symbol: string): boolean {
  const { strategy, request } = payload as { strategy: object; request: Partial<BacktestRequest> };
  if (request.benchmark === symbol) return true;
  const compiled = compileStrategy(strategy, { symbols: request.symbols });
  return compiled.ok && compiled.strategy.dataSymbols.includes(symbol);
}
