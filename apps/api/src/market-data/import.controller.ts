import { pipeline } from 'node:stream';
import { Controller, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { APP_CONFIG, type AppConfig } from '#config';
import { BarkeepError } from '#domain';
import { BarImport, CSV_FIELDS, type ColumnMapping, type CsvImportResult } from '#market-data';
import { Answers, Operation } from '../openapi/operation.decorator.js';
import { toIso } from '../tasks/instants.js';
import { validateDocument } from '../validation/validate-document.js';
import { ImportQuery, ImportReportDto } from './bars.dto.js';
import { ByteLimit } from './byte-limit.js';
import { openUpload } from './upload.js';

const PROVIDER = 'import';

function toMapping(query: ImportQuery): ColumnMapping {
  const stated = CSV_FIELDS.map((field) => [field, query[`mapping.${field}`]] as const);
  return Object.fromEntries(stated.filter(([, name]) => name !== undefined));
}

export function toImportReport(result: CsvImportResult): ImportReportDto {
  const { rejectedCount, first, last, ...members } = result;
  return { ...members, rejected_count: rejectedCount, first: toIso(first), last: toIso(last) };
}

@ApiTags('Market data')
@Controller('api/v1/market-data/bars')
export class ImportController {
  constructor(
    @Inject(BarImport) private readonly importer: BarImport,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
  ) {}

  @Post('import')
  @HttpCode(200)
  @Operation({
    id: 'importBars',
    role: 'operator',
    summary: 'Store the bars of a CSV file',
    description:
      'The same file again changes nothing; with `dry_run` nothing is stored at all. Column names are found by themselves; `mapping.*` names others.',
    errors: ['PARAMETER_INVALID', 'IMPORT_REFUSED', 'BODY_TOO_LARGE', 'MEDIA_UNSUPPORTED'],
  })
  @ApiConsumes('text/csv', 'multipart/form-data')
  @ApiBody({
    schema: { type: 'string' },
    examples: {
      'daily bars': { value: 'Date,Open,High,Low,Close,Volume\n2026-11-19,10,11,9.5,10.5,1200\n' },
    },
  })
  @Answers(200, ImportReportDto, 'What was or would be stored, and which lines are left out and why.')
  async import(@Req() request: FastifyRequest, @Query() _checked: ImportQuery): Promise<ImportReportDto> {
    const upload = await openUpload(request, this.config.IMPORT_LIMIT_BYTES);
    const query = requireQuery({ ...upload.fields, ...(request.query as object) });
    const limited = new ByteLimit(this.config.IMPORT_LIMIT_BYTES);
    // What fails above fails the reader below, which says so; after it nobody needs to hear.
    pipeline(upload.bytes, limited, () => undefined);
    const result = await this.importer.importCsv(limited, {
      symbol: query.symbol,
      timeframe: query.timeframe,
      fileName: upload.fileName,
      mapping: toMapping(query),
      zone: query.zone,
      calendar: query.calendar,
      onError: query.on_error ?? 'keep',
      isDry: query.dry_run,
      provider: PROVIDER,
      runId: request.id,
    });
    return toImportReport(result);
  }
}

/**
 * The query together with the fields of the form.
 * @throws BarkeepError PARAMETER_INVALID with every fault.
 */
function requireQuery(given: Record<string, unknown>): ImportQuery {
  const { document, faults } = validateDocument(ImportQuery, given);
  if (document) return document;
  throw new BarkeepError('PARAMETER_INVALID', 'The parameters of the import have faults.', { faults });
}
