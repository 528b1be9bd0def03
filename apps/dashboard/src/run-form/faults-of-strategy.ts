import { isProblem, type Fault } from '../api/problem.js';

const STRATEGY = '/strategy';

/** Those faults of a refused run that lie in its strategy, with paths into it. */
export function faultsOfStrategy(error: unknown): Fault[] {
  if (!isProblem(error)) return [];
  return (error.errors ?? [])
    .filter(({ path }) => path.startsWith(`${STRATEGY}/`))
    .map((fault) => ({ ...fault, path: fault.path.slice(STRATEGY.length) }));
}
