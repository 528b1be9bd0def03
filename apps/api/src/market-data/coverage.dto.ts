import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { isDate, SYMBOL_PATTERN, TIMEFRAMES, type Fault, type Timeframe } from '#domain';
import { OptionalChoice, OptionalText } from '../validation/rules.js';
import { textOf } from '../validation/text-of.js';
import { faultsOfSymbols, MOST_SYMBOLS, SYMBOL_RULE } from './symbol-list.js';

const DATASETS = ['historical_prices', 'stock_quotes', 'options_chain'] as const;
type CoveredDataset = (typeof DATASETS)[number];

/** No series is older, and each day from the first on costs a look. */
const EARLIEST_DAY = '1900-01-01';

/** Faults of members that have to be days, and of a last one before the first. */
export function faultsOfDays(days: Readonly<Record<string, unknown>>): Fault[] {
  const given = Object.entries(days).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const wrong = given.filter(([, text]) => !isDate(text));
  if (wrong.length > 0)
    return wrong.map(([name, text]) => {
      return {
        path: `/${name}`,
        code: 'E_SCHEMA',
        message: `'${text}' is not a day`,
        hint: 'write 2026-11-20',
      };
    });
  const early = given.filter(([, text]) => text < EARLIEST_DAY);
  if (early.length > 0)
    return early.map(([name]) => {
      return { path: `/${name}`, code: 'E_RANGE', message: `${name} lies before ${EARLIEST_DAY}` };
    });
  const [first, last] = given;
  if (!last || first[1] <= last[1]) return [];
  return [{ path: `/${last[0]}`, code: 'E_RANGE', message: `${last[0]} lies before ${first[0]}` }];
}

export class CoverageQuery {
  @OptionalText(MOST_SYMBOLS * 33, {
    description: 'With commas between; all when absent.',
    example: 'AAPL,MSFT',
  })
  symbols?: string;

  @OptionalChoice(DATASETS, { description: 'Only this; bars are `historical_prices`.' })
  dataset?: CoveredDataset;

  @OptionalChoice(TIMEFRAMES, {
    description: 'Only bars of this timeframe; where it is not stored, those that it is joined from.',
  })
  timeframe?: Timeframe;

  @OptionalText(10, {
    description: 'First day that counts; where the stored ones begin when absent.',
    example: '2026-01-02',
  })
  from?: string;

  @OptionalText(10, {
    description: 'Last day that counts; that of the newest session when absent.',
    example: '2026-11-20',
  })
  to?: string;

  /** See `FurtherChecks`. */
  static furtherFaults({
    symbols,
    from,
    to,
  }: { readonly [Member in keyof CoverageQuery]?: unknown }): Fault[] {
    return [...faultsOfSymbols(textOf(symbols)), ...faultsOfDays({ from, to })];
  }
}

@ApiSchema({ name: 'Gap', description: 'Sessions in a row.' })
export class GapDto {
  @ApiProperty({ format: 'date', example: '2026-07-01' })
  from!: string;

  @ApiProperty({ format: 'date', example: '2026-07-02' })
  to!: string;

  @ApiProperty({ type: 'integer', example: 2 })
  sessions!: number;
}

@ApiSchema({ name: 'CoverageRow' })
export class CoverageRowDto {
  @ApiProperty({ example: 'AAPL' })
  symbol!: string;

  @ApiProperty({ enum: DATASETS, description: 'Bars are `historical_prices`.' })
  dataset!: string;

  @ApiProperty({ type: String, enum: TIMEFRAMES, nullable: true, description: 'Of bars.' })
  timeframe!: Timeframe | null;

  @ApiProperty({
    type: String,
    enum: TIMEFRAMES,
    nullable: true,
    description: 'The stored timeframe that bars of this one are joined from; null where they are stored.',
  })
  derived_from!: Timeframe | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The first day that counts.' })
  from!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The last day that counts.' })
  to!: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 253,
    description: 'Sessions of the calendar; null for stored bars of weeks and months.',
  })
  expected!: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 251,
    description: 'Those of which something is stored.',
  })
  present!: number | null;

  @ApiProperty({ type: [GapDto], description: 'Sessions of which nothing is stored; oldest first.' })
  gaps!: GapDto[];

  @ApiProperty({
    type: [GapDto],
    description:
      'Sessions of which there are fewer bars than they have room for, of bars shorter than a day: a vendor broke off, or nobody traded.',
  })
  partial!: GapDto[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Open time of the oldest stored bar.',
  })
  first!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Open time of the newest stored bar.',
  })
  last!: string | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 1260, description: 'Stored bars.' })
  count!: number | null;
}

@ApiSchema({ name: 'Coverage' })
export class CoverageDto {
  @ApiProperty({ example: 2 })
  count!: number;

  @ApiProperty({ type: [CoverageRowDto] })
  series!: CoverageRowDto[];
}

/** Longer bars have no sessions of their own. */
const SESSION_TIMEFRAMES = TIMEFRAMES.filter((timeframe) => timeframe !== '1w' && timeframe !== '1mo');
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

export class CoveredDaysQuery {
  @ApiProperty({ example: 'AAPL' })
  @Matches(SYMBOL_PATTERN, { message: `symbol ${SYMBOL_RULE}` })
  symbol!: string;

  @ApiProperty({ enum: SESSION_TIMEFRAMES, example: '1d' })
  @IsIn(SESSION_TIMEFRAMES, {
    context: { words: SESSION_TIMEFRAMES },
    message: `timeframe has to be one of ${SESSION_TIMEFRAMES.join(', ')}`,
  })
  timeframe!: Timeframe;

  @ApiProperty({ format: 'date', example: '2026-01-01', description: 'The first day.' })
  @Matches(/./, { message: 'from has to be a day' })
  from!: string;

  @ApiProperty({ format: 'date', example: '2026-12-31', description: 'The last day; a year later at most.' })
  @Matches(/./, { message: 'to has to be a day' })
  to!: string;

  /** See `FurtherChecks`. */
  static furtherFaults({ from, to }: { readonly [Member in keyof CoveredDaysQuery]?: unknown }): Fault[] {
    const faults = faultsOfDays({ from, to });
    if (faults.length > 0 || Date.parse(textOf(to)!) - Date.parse(textOf(from)!) < MOST_DAYS * DAY_MS)
      return faults;
    return [{ path: '/to', code: 'E_RANGE', message: `at most ${MOST_DAYS} days are told at once` }];
  }
}

const DAY_STANDINGS = ['present', 'partial', 'missing', 'closed'] as const;

@ApiSchema({ name: 'CoveredDay' })
export class CoveredDayDto {
  @ApiProperty({ format: 'date', example: '2026-11-27' })
  date!: string;

  @ApiProperty({
    enum: DAY_STANDINGS,
    description: '`partial`: fewer bars than the session has room for. `closed`: the exchange was.',
  })
  standing!: (typeof DAY_STANDINGS)[number];

  @ApiProperty({ type: 'integer', example: 120, description: 'Stored bars of the session.' })
  bars!: number;

  @ApiProperty({ type: 'integer', example: 210, description: 'Bars for which the session has room.' })
  expected!: number;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Day after Thanksgiving',
    description: 'Why there is no session, or a short one.',
  })
  exception!: string | null;
}

@ApiSchema({ name: 'CoveredDays' })
export class CoveredDaysDto {
  @ApiProperty({ example: 'AAPL' })
  symbol!: string;

  @ApiProperty({ enum: SESSION_TIMEFRAMES })
  timeframe!: Timeframe;

  @ApiProperty({
    type: [CoveredDayDto],
    description: 'Sessions that are over, and weekdays on which the exchange was closed; oldest first.',
  })
  days!: CoveredDayDto[];
}
