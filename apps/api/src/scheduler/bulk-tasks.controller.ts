import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { BarkeepError } from '#domain';
import type { NewTask } from '#jobs';
import { Submitter } from '../access/caller.decorator.js';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { BulkTaskResultsDto, BulkTasksDto, type BulkTaskResultDto } from './bulk-tasks.dto.js';
import { JobTrigger } from './job-trigger.service.js';

@ApiTags('Scheduler')
@Controller('api/v1/tasks')
export class BulkTasksController {
  constructor(@Inject(JobTrigger) private readonly jobs: JobTrigger) {}

  @Post('bulk')
  @HttpCode(202)
  @Operation({
    id: 'queueTasks',
    role: 'operator',
    summary: 'Start many jobs by their names at once',
    description: 'A task with a fault is refused alone; the others are queued.',
    errors: ['BODY_MALFORMED', 'BODY_INVALID', 'BODY_TOO_LARGE'],
  })
  @Answers(202, BulkTaskResultsDto, 'What became of each.')
  async queue(@Body() body: BulkTasksDto, @Submitter() submitter: string): Promise<BulkTaskResultsDto> {
    const items = (await this.jobs.triggerAll(body.tasks, submitter)).map(toResult);
    const refused = items.filter(({ error }) => error).length;
    return { queued: items.length - refused, refused, items };
  }
}

function toResult(one: NewTask | BarkeepError, index: number): BulkTaskResultDto {
  if (!(one instanceof BarkeepError)) return { index, task_id: one.id };
  const errors = one.faults.map((fault) => ({ ...fault, path: `/tasks/${index}${fault.path}` }));
  return { index, error: { code: one.code, detail: one.message, ...(errors.length > 0 ? { errors } : {}) } };
}
