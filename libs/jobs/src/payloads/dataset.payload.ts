import { IsISO8601, IsOptional, Matches } from 'class-validator';
import { SubjectsPayload } from './historical-prices.payload.js';

/** Which rows of a dataset are brought: of which symbols or series, and about which days, both inclusive. */
export class DatasetPayload extends SubjectsPayload {
  /** Up to this date; as far as the job usually looks when absent. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'end has to be a date such as 2015-01-31' })
  @IsISO8601({ strict: true }, { message: 'end has to be a day that exists' })
  end?: string;
}
