import { isTimeframe, type Fault } from '#domain';
import { compileStrategy, type CompileOptions, type CompileOutcome } from '#strategy';
import { isMembers } from './run-members.js';
import type { RunDraft } from './run-request.js';

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/**
 * Compiles the strategy of a run body, also where other members are at fault; undefined when there is none. With the
 * bars that each symbol has in the range, cost and warm-up are held against them.
 */
export function compileRun(draft: RunDraft, bars?: number): CompileOutcome | undefined {
  const { strategy, params, symbols, execution, timeframe } = draft;
  if (!isMembers(strategy)) return undefined;
  const preset = isMembers(execution) ? execution.preset : undefined;
  const warmup = preset === 'backtesting_py' ? 'first_defined' : 'converged';
  const options: CompileOptions = { warmup, bars };
  if (isTimeframe(timeframe)) options.timeframe = timeframe;
  if (isMembers(params)) options.params = params as Record<string, number>;
  if (isTexts(symbols)) options.symbols = symbols;
  return compileStrategy(strategy, options);
}

/** The compiler's paths are those of the strategy document; what the run body replaced is found there. */
export function toRunFault(fault: Fault, draft: RunDraft): Fault {
  const [, member, name] = fault.path.split('/');
  const isReplaced =
    (member === 'symbols' && isTexts(draft.symbols)) ||
    (member === 'params' && isMembers(draft.params) && name !== undefined && name in draft.params);
  return isReplaced ? fault : { ...fault, path: `/strategy${fault.path}` };
}

/** The symbols whose bars a run needs, with the paths at which they are stated, as far as they can be read. */
export function statedSymbols(draft: RunDraft, compiled: CompileOutcome | undefined): Map<string, string> {
  const { symbols, strategy } = draft;
  const own = isMembers(strategy) ? strategy.symbols : undefined;
  const paths = new Map<string, string>();
  if (isTexts(symbols)) symbols.forEach((symbol, index) => paths.set(symbol, `/symbols/${index}`));
  else if (isTexts(own)) own.forEach((symbol, index) => paths.set(symbol, `/strategy/symbols/${index}`));
  else if (isMembers(own)) {
    for (const [alias, symbol] of Object.entries(own)) {
      if (typeof symbol === 'string') paths.set(symbol, `/strategy/symbols/${alias}`);
    }
  }
  // Symbols that are only read, as in on('SPY', close).
  for (const symbol of compiled?.ok ? compiled.strategy.dataSymbols : []) {
    if (!paths.has(symbol)) paths.set(symbol, '/strategy');
  }
  return paths;
}
