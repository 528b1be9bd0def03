import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsISO8601, IsOptional, Matches } from 'class-validator';
import { INTRADAY_TIMEFRAMES, type IntradayTimeframe } from '#domain';

const SYMBOL = /^[A-Z0-9^][A-Z0-9.^=_-]{0,31}$/;

/** Of whom something is brought, and since when. */
export class SubjectsPayload {
  /** What the job usually brings when absent: the universe, or the series of the settings. */
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(10_000)
  @Matches(SYMBOL, {
    each: true,
    message: 'each of symbols has to be 1 to 32 upper case letters, digits or ^ . = _ -',
  })
  symbols?: string[];

  /** From this date on, stored or not; as far back as the job usually looks when absent. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'start has to be a date such as 2015-01-31' })
  @IsISO8601({ strict: true }, { message: 'start has to be a day that exists' })
  start?: string;
}

const TIMEFRAMES = ['1d', ...INTRADAY_TIMEFRAMES] as const;

/** Which prices are brought. */
export class HistoricalPricesPayload extends SubjectsPayload {
  /** Daily bars when absent. */
  @IsOptional()
  @IsIn(TIMEFRAMES, { message: `timeframe has to be one of ${TIMEFRAMES.join(', ')}` })
  timeframe?: '1d' | IntradayTimeframe;
}
