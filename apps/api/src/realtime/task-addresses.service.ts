import { Inject, Injectable } from '@nestjs/common';
import { StrategyRepository } from '#database';
import { BarkeepError } from '#domain';
import type { Identity } from '../access/identity.js';
import { Ownership } from '../access/ownership.service.js';

const ADDRESS = /^\/ws\/(backtest|strategy)\/([\w.-]{1,128})\/?$/;

/** Namespaces and paths under which one task is followed. */
export const TASK_ADDRESS: Readonly<Record<'backtest' | 'strategy', RegExp>> = {
  backtest: /^\/ws\/backtest\/[\w.-]{1,128}$/,
  strategy: /^\/ws\/strategy\/[\w.-]{1,128}$/,
};

/** Finds the task that an address is about: a task's own, or that of a strategy, which stands for its newest dry run. */
@Injectable()
export class TaskAddresses {
  constructor(
    @Inject(StrategyRepository) private readonly strategies: StrategyRepository,
    @Inject(Ownership) private readonly ownership: Ownership,
  ) {}

  /** Whether something may be followed there. */
  isAddress(path: string): boolean {
    return ADDRESS.test(path);
  }

  /** What the address names, as messages say it. */
  nameOf(path: string): { task_id: string } | { strategy_id: string } {
    const [, kind, id = ''] = ADDRESS.exec(path) ?? [];
    return kind === 'strategy' ? { strategy_id: id } : { task_id: id };
  }

  /**
   * @throws BarkeepError STRATEGY_NOT_FOUND, TASK_NOT_FOUND, also where the strategy was not validated yet or is somebody
   * else's
   */
  async taskAt(path: string, identity: Identity): Promise<string> {
    const [, kind, id = ''] = ADDRESS.exec(path) ?? [];
    if (kind === 'backtest') {
      await this.ownership.requireTask(identity, id);
      return id;
    }
    await this.ownership.requireStrategy(identity, id);
    const entry = await this.strategies.find(id);
    if (!entry) throw new BarkeepError('STRATEGY_NOT_FOUND', 'There is no such strategy.');
    if (entry.validationTaskId !== null) return entry.validationTaskId;
    throw new BarkeepError('TASK_NOT_FOUND', 'The strategy was not validated yet.');
  }
}
