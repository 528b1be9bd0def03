import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateNested } from 'class-validator';
import { ERROR_CODES, type ErrorCode } from '#domain';
import { FaultDto } from '../openapi/problem.dto.js';
import { OptionalText } from '../validation/rules.js';
import { TriggerJobDto } from './trigger.dto.js';

const MOST_TASKS = 10_000;

@ApiSchema({ name: 'BulkTask' })
export class BulkTaskDto extends TriggerJobDto {
  @OptionalText(255, { description: 'The same key and task within a day give the same task.' })
  idempotency_key?: string;
}

@ApiSchema({ name: 'BulkTasks' })
export class BulkTasksDto {
  @ApiProperty({ type: [BulkTaskDto], minItems: 1, maxItems: MOST_TASKS })
  @IsArray({ message: 'tasks has to be a list' })
  @ArrayMinSize(1, { message: 'tasks has to have an item' })
  @ArrayMaxSize(MOST_TASKS, { message: `tasks may have at most ${MOST_TASKS} items` })
  @ValidateNested({ each: true, message: 'tasks has to be a list of objects' })
  @Type(() => BulkTaskDto)
  tasks!: BulkTaskDto[];
}

@ApiSchema({ name: 'BulkRefusal' })
export class BulkRefusalDto {
  @ApiProperty({ enum: Object.keys(ERROR_CODES), enumName: 'ErrorCode', example: 'JOB_NOT_FOUND' })
  code!: ErrorCode;

  @ApiProperty({ example: "No job 'stock_quote' can be started by hand" })
  detail!: string;

  @ApiPropertyOptional({ type: [FaultDto], description: 'Every fault, with its place in the body.' })
  errors?: FaultDto[];
}

@ApiSchema({ name: 'BulkTaskResult' })
export class BulkTaskResultDto {
  @ApiProperty({ example: 0, description: 'The place of the task in the body.' })
  index!: number;

  @ApiPropertyOptional({
    example: '0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001',
    description: 'Where it was queued.',
  })
  task_id?: string;

  @ApiPropertyOptional({ type: BulkRefusalDto, description: 'Where it was not.' })
  error?: BulkRefusalDto;
}

@ApiSchema({ name: 'BulkTaskResults' })
export class BulkTaskResultsDto {
  @ApiProperty({ example: 998 })
  queued!: number;

  @ApiProperty({ example: 2 })
  refused!: number;

  @ApiProperty({ type: [BulkTaskResultDto], description: 'In the order of the body.' })
  items!: BulkTaskResultDto[];
}
