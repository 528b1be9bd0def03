import { useState } from 'react';
import type { MonitorFigures } from '../api/use-monitor.js';

type Worker = MonitorFigures['workers'][number];

/** Figures that change from one message to the next. */
const FIGURES = ['memory_mb', 'cpu_percent', 'event_loop_delay_ms'] as const;
export type WorkerFigure = (typeof FIGURES)[number];

/** What was said of each figure of a worker, oldest first. */
type Course = Readonly<Record<WorkerFigure, readonly number[]>>;
export type FigureHistory = ReadonlyMap<string, Course>;

/** Two minutes of messages that come every two seconds. */
const MOST = 60;

/** The history with a message more; workers that are no longer heard are left out. Pure. */
export function addFigures(history: FigureHistory, workers: readonly Worker[]): FigureHistory {
  return new Map(
    workers.map((worker) => {
      const grow = (figure: WorkerFigure): readonly number[] => {
        const known = history.get(worker.name)?.[figure] ?? [];
        const value = worker[figure];
        return value === null ? known : [...known, value].slice(-MOST);
      };
      const [memory_mb, cpu_percent, event_loop_delay_ms] = FIGURES.map(grow);
      return [worker.name, { memory_mb, cpu_percent, event_loop_delay_ms }];
    }),
  );
}

/** The course of the figures of each worker since the page was opened. */
export function useFigureHistory(figures: MonitorFigures | undefined): FigureHistory {
  const [known, setKnown] = useState({ figures, history: new Map() as FigureHistory });
  if (figures && figures !== known.figures)
    setKnown({ figures, history: addFigures(known.history, figures.workers) });
  return known.history;
}
