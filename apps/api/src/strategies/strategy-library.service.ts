import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  SharingRepository,
  StrategyRepository,
  type StrategyDraft,
  type StrategyEntry,
  type StrategyPage,
  type StrategyVersion,
  type StrategyVersionEntry,
} from '#database';
import { BarkeepError, type Fault } from '#domain';
import { compileStrategy } from '#strategy';
import { countFaults } from '../problems/count-faults.js';
import type { SaveStrategyDto, UpdateStrategyDto } from './stored-strategies.dto.js';

/** A strategy that was stored, and what the compiler said of it. */
export interface SavedStrategy {
  entry: StrategyEntry;
  strategyHash: string;
  warnings: Fault[];
}

/** The strategies that users keep; only such that compile get in. */
@Injectable()
export class StrategyLibrary {
  constructor(
    @Inject(StrategyRepository) private readonly repository: StrategyRepository,
    @Inject(SharingRepository) private readonly sharing: SharingRepository,
  ) {}

  /** @throws BarkeepError STRATEGY_INVALID with every fault */
  async create(body: SaveStrategyDto, owner: string): Promise<SavedStrategy> {
    const { draft, warnings } = toDraft(body);
    const entry = await this.repository.create(randomUUID(), draft, owner);
    return { entry, strategyHash: draft.strategyHash, warnings };
  }

  /**
   * Makes the next version; the same document again makes none.
   * @throws BarkeepError STRATEGY_INVALID, STRATEGY_NOT_FOUND, STRATEGY_CHANGED
   */
  async update(id: string, body: UpdateStrategyDto): Promise<SavedStrategy> {
    const { draft, warnings } = toDraft(body);
    const entry = await this.repository.addVersion(id, draft, body.base_version);
    if (!entry) throw notFound(id);
    if (entry === 'changed') {
      throw new BarkeepError('STRATEGY_CHANGED', `Version ${body.base_version} is not the newest one.`);
    }
    return { entry, strategyHash: draft.strategyHash, warnings };
  }

  /** @throws BarkeepError STRATEGY_NOT_FOUND */
  async require(
    id: string,
  ): Promise<{ entry: StrategyEntry; newest: StrategyVersion; versions: StrategyVersionEntry[] }> {
    const [entry, newest, versions] = await Promise.all([
      this.repository.find(id),
      this.repository.findVersion(id),
      this.repository.listVersions(id),
    ]);
    if (!entry || !newest) throw notFound(id);
    return { entry, newest, versions };
  }

  /** @throws BarkeepError STRATEGY_NOT_FOUND */
  async requireVersion(id: string, version: number): Promise<StrategyVersion> {
    const found = await this.repository.findVersion(id, version);
    if (found) return found;
    throw new BarkeepError('STRATEGY_NOT_FOUND', `There is no version ${version} of such a strategy.`);
  }

  /** A version, the newest when none is named; undefined when there is none. */
  findVersion(id: string, version?: number): Promise<StrategyVersion | undefined> {
    return this.repository.findVersion(id, version);
  }

  list(page: StrategyPage): Promise<StrategyEntry[]> {
    return this.repository.list(page);
  }

  /** @throws BarkeepError STRATEGY_NOT_FOUND */
  async share(id: string, shared: boolean): Promise<void> {
    if (!(await this.sharing.shareStrategy(id, shared))) throw notFound(id);
  }

  /** @throws BarkeepError STRATEGY_NOT_FOUND */
  async remove(id: string): Promise<void> {
    if (!(await this.repository.remove(id))) throw notFound(id);
  }
}

function notFound(id: string): BarkeepError {
  return new BarkeepError('STRATEGY_NOT_FOUND', `There is no strategy ${id.slice(0, 64)}.`);
}

function toDraft({ strategy, note }: SaveStrategyDto): { draft: StrategyDraft; warnings: Fault[] } {
  if (!strategy) throw refusal([{ path: '', code: 'E_SCHEMA', message: 'strategy is required' }]);
  const outcome = compileStrategy(strategy);
  if (!outcome.ok) throw refusal(outcome.errors);
  const { name, strategyHash } = outcome.strategy;
  return {
    draft: { name, document: strategy, strategyHash, note: note ?? null, at: Date.now() },
    warnings: underStrategy(outcome.warnings),
  };
}

/** The compiler's paths are those of the document, which is the member `strategy` of the body. */
function underStrategy(faults: readonly Fault[]): Fault[] {
  return faults.map((fault) => ({ ...fault, path: `/strategy${fault.path}` }));
}

function refusal(faults: readonly Fault[]): BarkeepError {
  return new BarkeepError(
    'STRATEGY_INVALID',
    `The strategy has ${countFaults(faults)}; nothing was stored.`,
    {
      faults: underStrategy(faults),
    },
  );
}
