import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Submitter } from '../access/caller.decorator.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import {
  CleanedQueueDto,
  DrainedQueueDto,
  QueueDto,
  QueuesDto,
  RetriedQueueDto,
  RetryQuery,
} from './queues.dto.js';
import { QueueSteering } from './queue-steering.service.js';
import { SystemStatistics } from './system-statistics.service.js';
import { TaskReplay } from './task-replay.service.js';

const HOUR_MS = 3_600_000;
const DEFAULT_HOURS = 24;

@ApiTags('Administration')
@Controller('api/v1/admin/queues')
export class QueuesController {
  constructor(
    @Inject(SystemStatistics) private readonly statistics: SystemStatistics,
    @Inject(QueueSteering) private readonly steering: QueueSteering,
    @Inject(TaskReplay) private readonly replays: TaskReplay,
  ) {}

  @Get()
  @Operation({
    id: 'listQueues',
    role: 'operator',
    summary: 'The queues, what lies in them and how fast they go',
  })
  @Answers(200, QueuesDto, 'In the order of the table of queues.')
  list(): Promise<QueuesDto> {
    return this.statistics.queues();
  }

  @Post(':name/pause')
  @HttpCode(200)
  @Operation({
    id: 'pauseQueue',
    role: 'operator',
    summary: 'Let no worker take a job of a queue',
    errors: ['QUEUE_NOT_FOUND'],
  })
  @Answers(200, QueueDto, 'What runs goes on; it stays paused until it is resumed.')
  async pause(@Param('name') name: string): Promise<QueueDto> {
    await this.steering.pause(this.steering.require(name));
    return this.statistics.queue(name);
  }

  @Post(':name/resume')
  @HttpCode(200)
  @Operation({
    id: 'resumeQueue',
    role: 'operator',
    summary: 'Let workers take jobs again',
    errors: ['QUEUE_NOT_FOUND'],
  })
  @Answers(200, QueueDto, 'The queue as it is now.')
  async resume(@Param('name') name: string): Promise<QueueDto> {
    await this.steering.resume(this.steering.require(name));
    return this.statistics.queue(name);
  }

  @Post(':name/drain')
  @HttpCode(200)
  @Operation({
    id: 'drainQueue',
    role: 'operator',
    summary: 'Cancel everything that waits in a queue',
    description: 'The tasks are on record as cancelled, and can be replayed. What runs goes on.',
    errors: ['QUEUE_NOT_FOUND'],
  })
  @Answers(200, DrainedQueueDto, 'How many tasks were cancelled.')
  async drain(@Param('name') name: string): Promise<DrainedQueueDto> {
    return { cancelled: await this.steering.drain(this.steering.require(name)) };
  }

  @Post(':name/retry-failed')
  @HttpCode(202)
  @Operation({
    id: 'retryFailed',
    role: 'operator',
    summary: 'Run again what failed in a queue',
    description:
      'Failed and timed out tasks that nobody has repeated yet, at most 1,000 of them, as new tasks.',
    errors: ['QUEUE_NOT_FOUND', 'PARAMETER_INVALID'],
  })
  @Answers(202, RetriedQueueDto, 'They are queued.')
  async retryFailed(
    @Param('name') name: string,
    @Query() query: RetryQuery,
    @Submitter() submitter: string,
  ): Promise<RetriedQueueDto> {
    const since = Date.now() - (query.hours ?? DEFAULT_HOURS) * HOUR_MS;
    const items = await this.replays.replayFailed(this.steering.require(name), since, submitter);
    return { count: items.length, items };
  }

  @Post(':name/clean')
  @HttpCode(200)
  @Operation({
    id: 'cleanQueue',
    role: 'operator',
    summary: 'Take the jobs that have ended out of Redis',
    description: 'The history of their tasks stays.',
    errors: ['QUEUE_NOT_FOUND'],
  })
  @Answers(200, CleanedQueueDto, 'How many jobs were removed.')
  async clean(@Param('name') name: string): Promise<CleanedQueueDto> {
    return { removed: await this.steering.clean(this.steering.require(name)) };
  }
}
