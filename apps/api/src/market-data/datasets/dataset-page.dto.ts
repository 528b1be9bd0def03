import type { Type as ClassOf } from '@nestjs/common';
import { ApiProperty, ApiSchema, type ApiPropertyOptions } from '@nestjs/swagger';
import { datasetDefinition, ROW_DATASETS, type ColumnKind, type RowDataset } from '#domain';
import { toIso } from '../../tasks/instants.js';
import { datasetColumns } from './dataset-columns.js';
import type { DatasetEndpoint } from './dataset-endpoints.js';
import { ROW_SHAPES } from './row-shapes.js';

export abstract class DatasetPageDto {
  @ApiProperty({ enum: ROW_DATASETS })
  dataset!: RowDataset;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  as_of!: string | null;

  items!: object[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Hand it in as `cursor`; null on the last page.',
  })
  next_cursor!: string | null;
}

const SCHEMAS: Readonly<Record<ColumnKind, ApiPropertyOptions>> = {
  text: { type: String },
  number: { type: Number },
  integer: { type: 'integer' },
  boolean: { type: Boolean },
  date: { type: String, format: 'date' },
  instant: { type: String, format: 'date-time' },
  texts: { type: [String] },
  json: { type: 'object', additionalProperties: true },
};

const ORIGIN_EXAMPLE = { symbol: 'AAPL', series: 'CPIAUCSL', provider: 'sim' };

const rowDtos = new Map<RowDataset, ClassOf<object>>();

/** The class that describes a row: its members follow from the columns of the dataset. */
export function rowDtoOf(dataset: RowDataset): ClassOf<object> {
  let dto = rowDtos.get(dataset);
  if (!dto) rowDtos.set(dataset, (dto = createRowDto(dataset)));
  return dto;
}

function createRowDto(dataset: RowDataset): ClassOf<object> {
  const { shape, example } = ROW_SHAPES[dataset];
  const examples: Readonly<Record<string, unknown>> = { ...ORIGIN_EXAMPLE, ...example };
  class Row {}
  for (const { name, member, kind, nullable } of datasetColumns(dataset)) {
    const given = examples[member];
    const shown = kind === 'instant' && given !== undefined ? toIso(given as number) : given;
    const options = { ...SCHEMAS[kind], nullable, ...(shown === undefined ? {} : { example: shown }) };
    ApiProperty(options)(Row.prototype, name);
  }
  ApiSchema({ name: shape, description: datasetDefinition(dataset).summary })(Row);
  return Row;
}

export function createPageDto({ dataset }: DatasetEndpoint): ClassOf<DatasetPageDto> {
  class Page extends DatasetPageDto {}
  ApiProperty({ type: [rowDtoOf(dataset)] })(Page.prototype, 'items');
  ApiSchema({ name: `${ROW_SHAPES[dataset].shape}Page` })(Page);
  return Page;
}
