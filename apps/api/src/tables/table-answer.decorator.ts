import { applyDecorators, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { FILE_FORMATS } from './table-format.js';

const FILES = Object.fromEntries(
  Object.entries(FILE_FORMATS).map(([name, { media }]) => [
    media,
    { schema: { type: 'string' as const, ...(name === 'csv' ? {} : { format: 'binary' }) } },
  ]),
);

/** A successful answer with a table: a page in JSON of that shape, or a file. */
export function AnswersTable(page: Type<unknown>, description: string): MethodDecorator {
  const content = { 'application/json': { schema: { $ref: getSchemaPath(page) } }, ...FILES };
  return applyDecorators(ApiExtraModels(page), ApiResponse({ status: 200, description, content }));
}
