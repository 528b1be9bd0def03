import { Controller, Get, Inject } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { WorkerList } from './worker-list.service.js';
import { WorkersDto } from './workers.dto.js';

@ApiTags('Administration')
@Controller('api/v1/admin')
export class WorkersController {
  constructor(@Inject(WorkerList) private readonly list: WorkerList) {}

  @Get('workers')
  @Operation({ id: 'listWorkers', summary: 'The workers that were heard lately' })
  @Answers(200, WorkersDto, 'By the instant at which they were heard.')
  workers(): Promise<WorkersDto> {
    return this.list.read();
  }

  @Get('celery/workers')
  @Operation({ id: 'listCeleryWorkers', summary: 'The same under the name that old clients know' })
  @Answers(200, WorkersDto, 'By the instant at which they were heard.')
  celeryWorkers(): Promise<WorkersDto> {
    return this.list.read();
  }
}
