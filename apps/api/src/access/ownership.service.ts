import { Inject, Injectable } from '@nestjs/common';
import { SharingRepository, StrategyRepository } from '#database';
import { BarkeepError, isAtLeast } from '#domain';
import { TaskLookup } from '../tasks/task-lookup.js';
import type { Identity } from './identity.js';

/** What a call wants of a thing: shared ones may be read by all and changed by their owner alone. */
export type Intent = 'read' | 'change';

/** Tells whose tasks and strategies are whose. What is somebody else's is answered as if it were not there. */
@Injectable()
export class Ownership {
  constructor(
    @Inject(TaskLookup) private readonly lookup: TaskLookup,
    @Inject(SharingRepository) private readonly sharing: SharingRepository,
    @Inject(StrategyRepository) private readonly strategies: StrategyRepository,
  ) {}

  /** @throws BarkeepError TASK_NOT_FOUND; FORBIDDEN for a shared one that is to be changed; STORE_UNAVAILABLE */
  async requireTask(identity: Identity, taskId: string, intent: Intent = 'read'): Promise<void> {
    if (seesAllTasks(identity)) return;
    const found = await this.lookup.find(taskId);
    if (found?.task.submitter === identity.owner) return;
    const isShared = found !== undefined && (await this.sharing.isTaskShared(taskId));
    if (!isShared) throw new BarkeepError('TASK_NOT_FOUND', `There is no task ${taskId.slice(0, 64)}.`);
    if (intent === 'change') throw notYours('task');
  }

  /** @throws BarkeepError STRATEGY_NOT_FOUND; FORBIDDEN for a shared one that is to be changed; STORE_UNAVAILABLE */
  async requireStrategy(identity: Identity, id: string, intent: Intent = 'read'): Promise<void> {
    if (seesAllStrategies(identity)) return;
    const entry = await this.strategies.find(id);
    if (entry?.owner === identity.owner) return;
    if (!entry?.shared) {
      throw new BarkeepError('STRATEGY_NOT_FOUND', `There is no strategy ${id.slice(0, 64)}.`);
    }
    if (intent === 'change') throw notYours('strategy');
  }
}

/** Whose tasks a list is about; undefined for those of all. */
export function taskOwnerOf(identity: Identity): string | undefined {
  return seesAllTasks(identity) ? undefined : identity.owner;
}

/** Whose strategies a list is about; undefined for those of all. */
export function strategyOwnerOf(identity: Identity): string | undefined {
  return seesAllStrategies(identity) ? undefined : identity.owner;
}

function seesAllTasks({ role }: Identity): boolean {
  return isAtLeast(role, 'operator');
}

function seesAllStrategies({ role }: Identity): boolean {
  return isAtLeast(role, 'admin');
}

function notYours(thing: string): BarkeepError {
  return new BarkeepError(
    'FORBIDDEN',
    `The ${thing} is shared: you may look at it, its owner may change it.`,
  );
}
