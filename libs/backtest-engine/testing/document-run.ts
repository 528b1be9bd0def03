import type { BarSeries } from '#domain';
import { bindStrategy, compileStrategy, type CompiledStrategy } from '#strategy';
import { RulesStrategy } from '../src/rules/rules-strategy.js';
import { runDrawn, type DrawnRun, type DrawnWorld } from './drawn-run.js';

/** A strategy.v1 document but for its version and name. */
export type Document = Record<string, unknown>;

export function compileDocument(document: Document): CompiledStrategy {
  const compiled = compileStrategy(
    { version: 1, name: 'test', symbols: ['X'], ...document },
    { warmup: 'first_defined' },
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
  return compiled.strategy;
}

/** Runs the rules of a document on drawn series; its first decision is on bar 1. */
export function runDocument(
  document: Document,
  series: readonly BarSeries[],
  world: DrawnWorld = {},
): DrawnRun {
  const bound = bindStrategy(compileDocument(document), new Map(series.map((one) => [one.symbol, one])));
  const execution = { warmupBars: 0, ...world.execution };
  return runDrawn(series, new RulesStrategy(bound), { ...world, execution });
}
