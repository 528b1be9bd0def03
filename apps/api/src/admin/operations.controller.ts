import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { APP_CONFIG, type AppConfig } from '#config';
import { RUN_HISTORY, TASK_STORE, type RunHistory, type TaskStore } from '#jobs';
import { describeRedis, RedisConnections, type RedisDescription } from '#redis';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { toIso } from '../tasks/instants.js';
import { TaskRemoval } from '../tasks/task-removal.service.js';
import { RedisServersDto, type RedisDescriptionDto } from './redis-description.dto.js';
import { CleanupDto, SystemStatisticsDto } from './statistics.dto.js';
import { SystemStatistics } from './system-statistics.service.js';

const DAY_MS = 86_400_000;

@ApiTags('Administration')
@Controller('api/v1/admin')
export class OperationsController {
  constructor(
    @Inject(SystemStatistics) private readonly systemStatistics: SystemStatistics,
    @Inject(TaskRemoval) private readonly removal: TaskRemoval,
    @Inject(RUN_HISTORY) private readonly history: RunHistory,
    @Inject(TASK_STORE) private readonly store: TaskStore,
    @Inject(RedisConnections) private readonly connections: RedisConnections,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Get('statistics')
  @Operation({
    id: 'getSystemStatistics',
    role: 'operator',
    summary: 'Figures of all tasks, queues and workers',
  })
  @Answers(200, SystemStatisticsDto, 'Over all tasks that are still kept.')
  statistics(): Promise<SystemStatisticsDto> {
    return this.systemStatistics.read();
  }

  @Delete('tasks/:task_id')
  @HttpCode(204)
  @Operation({
    id: 'deleteTask',
    role: 'operator',
    summary: 'Forget a task that has ended, and its result',
    errors: ['TASK_NOT_FOUND', 'TASK_NOT_FINISHED'],
  })
  @ApiNoContentResponse({ description: 'It is gone.' })
  async remove(@Param('task_id') taskId: string): Promise<void> {
    await this.removal.remove(taskId);
  }

  @Post('cleanup')
  @HttpCode(200)
  @Operation({ id: 'cleanUp', role: 'operator', summary: 'Remove what is older than HISTORY_DAYS, at once' })
  @Answers(200, CleanupDto, 'The scheduler does the same every few minutes.')
  async cleanUp(): Promise<CleanupDto> {
    const tasks = await this.history.removeFinishedBefore(Date.now() - this.config.HISTORY_DAYS * DAY_MS);
    const indexEntries = await this.store.prune();
    return { removed: { tasks, index_entries: indexEntries } };
  }

  @Get('redis/info')
  @Operation({ id: 'getRedisInfo', role: 'operator', summary: 'What Redis says of itself' })
  @Answers(200, RedisServersDto, 'With warnings for whatever endangers queued work.')
  async redis(): Promise<RedisServersDto> {
    const servers = await this.connections.servers();
    const described = await Promise.all(servers.map(describeRedis));
    const [tasks, ...others] = described.map(toDescription);
    return { ...tasks, others };
  }
}

function toDescription(redis: RedisDescription): RedisDescriptionDto {
  const { version, mode, memory, clients, keyspace, persistence, warnings } = redis;
  return {
    ...{ version, mode, memory, clients, keyspace, warnings },
    uptime_seconds: redis.uptimeSeconds,
    ops_per_second: redis.opsPerSecond,
    persistence: {
      append_only: persistence.appendOnly,
      last_append_ok: persistence.lastAppendOk,
      last_saved_at: toIso(persistence.lastSavedAt),
      last_save_ok: persistence.lastSaveOk,
      changes_since_save: persistence.changesSinceSave,
    },
  };
}
