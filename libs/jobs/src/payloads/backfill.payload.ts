import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsISO8601,
  IsOptional,
  IsString,
  MaxLength,
} from 'class-validator';
import { INTRADAY_TIMEFRAMES, ROW_DATASETS, type IntradayTimeframe, type RowDataset } from '#domain';

const DATASETS = ['historical_prices', ...ROW_DATASETS] as const;

/** What past is brought: of which dataset and symbols (or series), about which days, both inclusive. */
export class BackfillPayload {
  @IsIn(DATASETS, { message: `dataset has to be one of ${DATASETS.join(', ')}` })
  dataset!: 'historical_prices' | RowDataset;

  /** Of prices; daily ones when absent. */
  @IsOptional()
  @IsIn(INTRADAY_TIMEFRAMES, { message: `timeframe has to be one of ${INTRADAY_TIMEFRAMES.join(', ')}` })
  timeframe?: IntradayTimeframe;

  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(1_000)
  @IsString({ each: true, message: 'symbols has to be a list of texts' })
  @MaxLength(64, { each: true, message: 'a symbol may have at most 64 characters' })
  symbols!: string[];

  @IsISO8601({ strict: true }, { message: 'start has to be a day such as 2020-01-02' })
  start!: string;

  @IsISO8601({ strict: true }, { message: 'end has to be a day such as 2026-11-20' })
  end!: string;
}
