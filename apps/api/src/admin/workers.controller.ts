import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { WorkerList } from './worker-list.service.js';
import { AnsweredPingDto, ConcurrencyDto, ToldWorkerDto } from './worker-steering.dto.js';
import { WorkerSteering } from './worker-steering.service.js';
import { WorkersDto } from './workers.dto.js';

const ERRORS = ['WORKER_NOT_FOUND', 'WORKER_REFUSED', 'WORKER_SILENT'] as const;

@ApiTags('Administration')
@Controller('api/v1/admin')
export class WorkersController {
  constructor(
    @Inject(WorkerList) private readonly list: WorkerList,
    @Inject(WorkerSteering) private readonly steering: WorkerSteering,
  ) {}

  @Get('workers')
  @Operation({ id: 'listWorkers', role: 'operator', summary: 'The workers that were heard lately' })
  @Answers(200, WorkersDto, 'By the instant at which they were heard.')
  workers(): Promise<WorkersDto> {
    return this.list.read();
  }

  @Get('celery/workers')
  @Operation({
    id: 'listCeleryWorkers',
    role: 'operator',
    summary: 'The same under the name that old clients know',
  })
  @Answers(200, WorkersDto, 'By the instant at which they were heard.')
  celeryWorkers(): Promise<WorkersDto> {
    return this.list.read();
  }

  @Post('workers/ping')
  @HttpCode(200)
  @Operation({
    id: 'pingWorkers',
    role: 'operator',
    summary: 'Ask every living worker to answer',
    errors: ['WORKER_SILENT'],
  })
  @Answers(200, AnsweredPingDto, 'At once when all have answered; otherwise those that have not are named.')
  ping(): Promise<AnsweredPingDto> {
    return this.steering.ping();
  }

  @Post('workers/:name/pause')
  @HttpCode(200)
  @Operation({
    id: 'pauseWorker',
    role: 'operator',
    summary: 'Let a worker take no further job',
    errors: ERRORS,
  })
  @Answers(200, ToldWorkerDto, 'What it runs goes on. It takes jobs again when resumed or started anew.')
  pause(@Param('name') name: string): Promise<ToldWorkerDto> {
    return this.steering.tell(name, { name: 'pause' });
  }

  @Post('workers/:name/resume')
  @HttpCode(200)
  @Operation({
    id: 'resumeWorker',
    role: 'operator',
    summary: 'Let a paused worker take jobs again',
    errors: ERRORS,
  })
  @Answers(200, ToldWorkerDto, 'It takes jobs.')
  resume(@Param('name') name: string): Promise<ToldWorkerDto> {
    return this.steering.tell(name, { name: 'resume' });
  }

  @Post('workers/:name/concurrency')
  @HttpCode(200)
  @Operation({
    id: 'setWorkerConcurrency',
    role: 'operator',
    summary: 'Set how many jobs of each of its queues a worker runs at once',
    errors: [...ERRORS, 'BODY_INVALID', 'BODY_MALFORMED'],
  })
  @Answers(200, ToldWorkerDto, 'Until it starts anew.')
  concurrency(@Param('name') name: string, @Body() body: ConcurrencyDto): Promise<ToldWorkerDto> {
    return this.steering.tell(name, { name: 'concurrency', jobs: body.concurrency });
  }

  @Post('workers/:name/shutdown')
  @HttpCode(202)
  @Operation({
    id: 'shutDownWorker',
    role: 'operator',
    summary: 'End a worker in order',
    description:
      'It takes no further job, finishes what it runs or gives it back after SHUTDOWN_GRACE_SECONDS, and ends.',
    errors: ERRORS,
  })
  @Answers(202, ToldWorkerDto, 'It has begun.')
  shutdown(@Param('name') name: string): Promise<ToldWorkerDto> {
    return this.steering.tell(name, { name: 'shutdown' });
  }
}
