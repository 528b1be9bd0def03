import type { Simulation } from '../simulation.js';
import {
  capturePiece,
  isPortable,
  markOf,
  restorePieces,
  type PieceMark,
  type SimulationPiece,
} from './simulation-piece.js';

/** The simulations of a run that are as long as itself: the run, then those that bound what its ambiguous trades are worth. */
export type RunStage = 'run' | 'stop_first' | 'target_first';

/** A piece of one of the simulations of a run. */
export interface StagePiece extends SimulationPiece {
  readonly stage: RunStage;
}

interface Followed {
  readonly stage: RunStage;
  readonly simulation: Simulation;
  mark: PieceMark | undefined;
}

/**
 * Follows the simulations of a run, so that another thread can go on with them: each begins where the pieces that were
 * found leave it, and gives a piece whenever one is wanted. Pieces hold what is new and are of use only together.
 */
export class RunTrail {
  private readonly followed: Followed[] = [];

  constructor(
    private readonly found: readonly StagePiece[],
    /** Looked at between bars, as often as for a cancel. */
    private readonly isWanted: () => boolean,
    private readonly keep: (pieces: readonly StagePiece[]) => void,
  ) {}

  /** Before the first bar of a simulation. */
  begin(stage: RunStage, simulation: Simulation): void {
    if (!isPortable(simulation)) return;
    const pieces = this.found.filter((piece) => piece.stage === stage);
    restorePieces(simulation, pieces);
    const last = pieces.at(-1);
    this.followed.push({ stage, simulation, mark: last && markOf(last) });
  }

  /** Between two bars: all that is new since the last pieces. */
  look(): void {
    if (this.followed.length === 0 || !this.isWanted()) return;
    const grown = this.followed.filter(({ simulation, mark }) => simulation.barsDone > (mark?.bars ?? 0));
    this.keep(
      grown.map((one) => {
        const piece = capturePiece(one.simulation, one.mark);
        one.mark = markOf(piece);
        return { stage: one.stage, ...piece };
      }),
    );
  }
}
