import { Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { TaskCancellation } from '#queue';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { ActiveTasks } from '../tasks/active-tasks.js';
import { CancelledTaskDto, CancelQuery } from '../tasks/cancel.dto.js';
import { ActiveTasksDto } from '../tasks/task-status.dto.js';
import { toCancelled } from '../tasks/task-views.js';
import { answerHealth } from './answer-health.js';
import { SystemHealthDto } from './health.dto.js';
import { SystemHealth } from './system-health.service.js';

@ApiTags('Administration')
@Controller('api/v1/admin')
export class AdminController {
  constructor(
    @Inject(SystemHealth) private readonly systemHealth: SystemHealth,
    @Inject(ActiveTasks) private readonly activeTasks: ActiveTasks,
    @Inject(TaskCancellation) private readonly cancellation: TaskCancellation,
  ) {}

  @Get('health')
  @Operation({ id: 'getSystemHealth', summary: 'How every component stands', outlivesStores: true })
  @Answers(200, SystemHealthDto, 'Healthy or degraded.')
  @Answers(503, SystemHealthDto, 'A component is away without which nothing works.')
  health(@Res({ passthrough: true }) reply: FastifyReply): Promise<SystemHealthDto> {
    return answerHealth(this.systemHealth, reply);
  }

  @Get('tasks/active')
  @Operation({ id: 'listActiveTasks', role: 'operator', summary: 'Tasks of any kind that wait or run' })
  @Answers(200, ActiveTasksDto, 'Newest first.')
  active(): Promise<ActiveTasksDto> {
    return this.activeTasks.list();
  }

  @Post('tasks/:task_id/cancel')
  @HttpCode(200)
  @Operation({
    id: 'cancelTask',
    role: 'operator',
    summary: 'Stop a task of any kind',
    errors: ['TASK_NOT_FOUND', 'TASK_FINISHED', 'PARAMETER_INVALID'],
  })
  @Answers(200, CancelledTaskDto, 'It was cancelled, or the worker that runs it was told.')
  async cancel(@Param('task_id') taskId: string, @Query() query: CancelQuery): Promise<CancelledTaskDto> {
    const keepPartial = query.keep_partial === 'true';
    return toCancelled(await this.cancellation.cancel(taskId, { keepPartial }));
  }
}
