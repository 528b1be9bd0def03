import type { Simulation } from '../simulation.js';
import {
  capturePiece,
  isPortable,
  markOf,
  restorePieces,
  weighPiece,
  type PieceMark,
  type SimulationPiece,
} from './simulation-piece.js';

/**
 * What is new never grows beyond that before it is given, however long nobody wants it: a column of PostgreSQL holds four
 * times as much. That is what a run writes down over some 30 million bars.
 */
const MOST_BYTES = 256 * 1_048_576;

/** The simulations of a run that are as long as itself: the run, then those that bound what its ambiguous trades are worth. */
export type RunStage = 'run' | 'stop_first' | 'target_first';

/** A piece of one of the simulations of a run. */
export interface StagePiece extends SimulationPiece {
  readonly stage: RunStage;
}

/** What a run has come to since the part before. */
export interface TrailPart {
  readonly pieces: readonly StagePiece[];
  /** Numbers that took a simulation of their own to find, all of them so far. */
  readonly figures: readonly (readonly [name: string, value: number])[];
}

interface Followed {
  readonly stage: RunStage;
  readonly simulation: Simulation;
  mark: PieceMark | undefined;
}

/**
 * Follows the simulations of a run, so that another thread can go on with them: each begins where the parts that were
 * found leave it, and gives a part whenever one is wanted. Parts hold what is new and are of use only together.
 */
export class RunTrail {
  private readonly followed: Followed[] = [];
  private readonly figures: Map<string, number>;

  constructor(
    private readonly found: readonly TrailPart[],
    /** Looked at between bars, as often as for a cancel. */
    private readonly isWanted: () => boolean,
    private readonly keep: (part: TrailPart) => void,
    private readonly mostBytes = MOST_BYTES,
  ) {
    this.figures = new Map(found.flatMap(({ figures }) => figures));
  }

  /** Before the first bar of a simulation. */
  begin(stage: RunStage, simulation: Simulation): void {
    if (!isPortable(simulation)) return;
    const pieces = this.found.flatMap((part) => part.pieces.filter((piece) => piece.stage === stage));
    restorePieces(simulation, pieces);
    const last = pieces.at(-1);
    this.followed.push({ stage, simulation, mark: last && markOf(last) });
  }

  /** A number that the same run gives each time: found once. Undefined where it could not be found. */
  figure(name: string, find: () => number | undefined): number | undefined {
    const value = this.figures.get(name) ?? find();
    if (value !== undefined) this.figures.set(name, value);
    return value;
  }

  /** Between two bars: all that is new since the last part, where it is wanted or has become much. */
  look(): void {
    if (this.followed.length === 0 || !(this.isWanted() || this.weigh() > this.mostBytes)) return;
    const grown = this.followed.filter(({ simulation, mark }) => simulation.barsDone > (mark?.bars ?? 0));
    const pieces = grown.map((one) => {
      const piece = capturePiece(one.simulation, one.mark);
      one.mark = markOf(piece);
      return { stage: one.stage, ...piece };
    });
    this.keep({ pieces, figures: [...this.figures] });
  }

  private weigh(): number {
    return this.followed.reduce((sum, { simulation, mark }) => sum + weighPiece(simulation, mark), 0);
  }
}
