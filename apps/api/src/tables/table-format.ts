import { BarkeepError } from '#domain';

export const TABLE_FORMATS = ['json', 'csv'] as const;

export type TableFormat = (typeof TABLE_FORMATS)[number];

const FORMAT_OF_MEDIA: Readonly<Record<string, TableFormat>> = {
  'application/json': 'json',
  'application/*': 'json',
  '*/*': 'json',
  'text/csv': 'csv',
  'text/*': 'csv',
};

/**
 * How a table is asked for: `?format=` before the Accept header, whose order counts; without either, JSON.
 * @throws BarkeepError PARAMETER_INVALID for a format, MEDIA_NOT_ACCEPTABLE for a header that we can't answer.
 */
export function tableFormatOf(format: string | undefined, accept: string | undefined): TableFormat {
  if (format !== undefined) return requireFormat(format);
  const wanted = (accept || '*/*').split(',').map((media) => media.split(';', 1)[0].trim().toLowerCase());
  const found = wanted.map((media) => FORMAT_OF_MEDIA[media]).find(Boolean);
  if (found) return found;
  throw new BarkeepError('MEDIA_NOT_ACCEPTABLE', `This address answers ${TABLE_FORMATS.join(' or ')}.`);
}

function requireFormat(format: string): TableFormat {
  const found = TABLE_FORMATS.find((name) => name === format);
  if (found) return found;
  const message = `format has to be ${TABLE_FORMATS.join(' or ')}`;
  throw new BarkeepError('PARAMETER_INVALID', `${message}.`, {
    faults: [{ path: '/format', code: 'E_SCHEMA', message }],
  });
}
