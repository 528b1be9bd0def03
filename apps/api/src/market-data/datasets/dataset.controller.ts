import {
  Controller,
  Get,
  Headers,
  Inject,
  Query,
  Res,
  type StreamableFile,
  type Type as ClassOf,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { datasetDefinition } from '#domain';
import { Operation } from '../../openapi/operation.decorator.js';
import { AnswersTable } from '../../tables/table-answer.decorator.js';
import type { DatasetEndpoint } from './dataset-endpoints.js';
import { createPageDto, type DatasetPageDto } from './dataset-page.dto.js';
import { createDatasetQuery, type DatasetQuery } from './dataset-query.dto.js';
import { DatasetReader } from './dataset-reader.service.js';

/** The controller of a dataset: query, rows and description follow from its columns. */
export function createDatasetController(endpoint: DatasetEndpoint): ClassOf<object> {
  @ApiTags('Market data')
  @Controller('api/v1/market-data')
  class DatasetController {
    constructor(@Inject(DatasetReader) private readonly reader: DatasetReader) {}

    @Get(endpoint.path)
    @Operation({
      id: endpoint.id,
      summary: datasetDefinition(endpoint.dataset).summary,
      description: 'JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header.',
      errors: ['PARAMETER_INVALID', 'MEDIA_NOT_ACCEPTABLE'],
    })
    @AnswersTable(createPageDto(endpoint), 'A page of rows.')
    list(
      @Query() query: DatasetQuery,
      @Headers('accept') accept: string | undefined,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<DatasetPageDto | StreamableFile> {
      return this.reader.answer(endpoint, query, accept, reply);
    }
  }
  // The class of the query is made at run time, so the compiler can't name it to the pipe that checks queries.
  const types = [createDatasetQuery(endpoint), String, Object];
  Reflect.defineMetadata('design:paramtypes', types, DatasetController.prototype, 'list');
  return DatasetController;
}
