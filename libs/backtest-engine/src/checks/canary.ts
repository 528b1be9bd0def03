import type { PreparedRun } from '../prepared-run.js';
import type { Simulation } from '../simulation.js';
import { auditFills } from './audit-fills.js';
import type { CanaryAlarm } from './canary-alarm.js';
import { chooseSamples, type CanarySample } from './canary-samples.js';
import { DecisionProbe } from './decision-probe.js';

/** Certificate that no decision and no fill of a run used what came later. */
export interface Canary {
  readonly clean: boolean;
  /** Decisions that were evaluated again with all later bars poisoned; none where code decided. */
  readonly checked: number;
  /** Fills that were held against the bar that they say they happened in. */
  readonly fills: number;
  readonly samples: readonly CanarySample[];
  readonly alarms: readonly CanaryAlarm[];
}

const MOST_ALARMS = 20;

/**
 * Evaluates sampled decisions of a run again over the bars of their look-back, with everything later poisoned, and
 * compares them with the same without poison and with what the run decided. Its cost is a small share of the run's.
 */
export function runCanary(run: PreparedRun, simulation: Simulation): Canary {
  const probe = DecisionProbe.of(run, simulation);
  const samples = probe === undefined ? [] : chooseSamples(run, simulation, probe.samples);
  const alarms = samples.flatMap((sample, index) => probe!.check(sample, index));
  const audit = auditFills(run, simulation);
  alarms.push(...audit.alarms);
  return {
    clean: alarms.length === 0,
    checked: samples.length,
    fills: audit.checked,
    samples,
    alarms: alarms.slice(0, MOST_ALARMS),
  };
}
