/**
 * The eleven datasets that are kept in rows. Prices and money are doubles, the engine's type. What grows with every
 * minute or article has a partition for each month of `event_time`, and that in its primary key.
 */
export const datasets = {
  name: '0013-datasets',
  sql: `
create table stock_quotes (
  instrument_id integer not null references instruments on delete cascade,
  last_timestamp timestamptz not null, last_price double precision not null, open double precision,
  high double precision, low double precision, prev_close double precision, volume double precision,
  bid double precision, bid_size double precision, ask double precision, ask_size double precision,
  change double precision, change_fraction double precision, year_high double precision,
  year_low double precision, market_cap double precision, market_state text, asset_type text,
  name text, exchange text, currency text,
  event_time timestamptz not null, known_at timestamptz not null, batch bigint not null,
  provider text not null, run_id text not null,
  primary key (instrument_id, event_time)
) partition by range (event_time);
select keep_versions_of('stock_quotes', 'instrument_id, last_timestamp');

create table options_chain (
  instrument_id integer not null references instruments on delete cascade,
  snapshot_time timestamptz not null, contract_symbol text not null, expiration date not null,
  days_to_expiration integer, strike double precision not null, option_type text not null,
  underlying_price double precision, last_trade_price double precision, last_trade_time timestamptz,
  bid double precision, bid_size double precision, ask double precision, ask_size double precision,
  mark double precision, volume double precision, open_interest double precision,
  change double precision, change_fraction double precision, implied_volatility double precision,
  delta double precision, gamma double precision, theta double precision, vega double precision,
  rho double precision, in_the_money boolean, contract_size double precision,
  event_time timestamptz not null, known_at timestamptz not null, batch bigint not null,
  provider text not null, run_id text not null,
  primary key (instrument_id, event_time, contract_symbol)
) partition by range (event_time);
select keep_versions_of('options_chain', 'instrument_id, contract_symbol, snapshot_time');

create table fundamentals (
  instrument_id integer not null references instruments on delete cascade,
  statement text not null, period_type text not null, period_ending date not null, fiscal_year integer,
  fiscal_period text, filing_date date, accepted_at timestamptz, published_at timestamptz,
  reported_currency text, revenue double precision, cost_of_revenue double precision,
  gross_profit double precision, research_and_development_expense double precision,
  selling_general_and_admin_expense double precision, total_operating_income double precision,
  ebitda double precision, total_pre_tax_income double precision, income_tax_expense double precision,
  consolidated_net_income double precision, basic_earnings_per_share double precision,
  diluted_earnings_per_share double precision, weighted_average_basic_shares double precision,
  weighted_average_diluted_shares double precision, total_assets double precision,
  total_liabilities double precision, total_debt double precision, net_debt double precision,
  cash_and_cash_equivalents double precision, total_stockholders_equity double precision,
  operating_cash_flow double precision, capital_expenditure double precision,
  free_cash_flow double precision, extra jsonb,
  event_time timestamptz not null, known_at timestamptz not null, batch bigint not null,
  provider text not null, run_id text not null,
  primary key (instrument_id, statement, period_type, period_ending)
);
create index fundamentals_by_time on fundamentals (instrument_id, event_time);
select keep_versions_of('fundamentals', 'instrument_id, statement, period_type, period_ending');

create table dividends (
  instrument_id integer not null references instruments on delete cascade,
  ex_dividend_date date not null, amount double precision not null, declared_amount double precision,
  currency text, record_date date, payment_date date, declaration_date date, published_at timestamptz,
  frequency text, dividend_type text not null,
  event_time timestamptz not null, known_at timestamptz not null, batch bigint not null,
  provider text not null, run_id text not null,
  primary key (instrument_id, ex_dividend_date, dividend_type)
);
create index dividends_by_time on dividends (instrument_id, event_time);
select keep_versions_of('dividends', 'instrument_id, ex_dividend_date, dividend_type');

create table earnings_transcripts (
  instrument_id integer not null references instruments on delete cascade,
  fiscal_year integer not null, fiscal_quarter integer not null, date date not null,
  published_at timestamptz, content text not null, content_hash text not null,
  event_time timestamptz not null, known_at timestamptz not null, batch bigint not null,
  provider text not null, run_id text not null,
  primary key (instrument_id, fiscal_year, fiscal_quarter)
);
create index earnings_transcripts_by_time on earnings_transcripts (instrument_id, event_time);
select keep_versions_of('earnings_transcripts', 'instrument_id, fiscal_year, fiscal_quarter');

create table economic_indicators (
  series text not null,
  period date not null, value double precision, published_at timestamptz, title text, unit text,
  frequency text, country text not null,
  event_time timestamptz not null, known_at timestamptz not null, batch bigint not null,
  provider text not null, run_id text not null,
  primary key (series, period)
);
create index economic_indicators_by_time on economic_indicators (series, event_time);
select keep_versions_of('economic_indicators', 'series, period');

create table earnings (
  instrument_id integer not null references instruments on delete cascade,
  period_ending date not null, report_date date, published_at timestamptz, fiscal_year integer,
  fiscal_period text, eps_actual double precision, eps_estimated double precision,
  surprise_fraction double precision, revenue_actual double precision,
  revenue_estimated double precision,
  event_time timestamptz not null, known_at timestamptz not null, batch bigint not null,
  provider text not null, run_id text not null,
  primary key (instrument_id, period_ending)
);
create index earnings_by_time on earnings (instrument_id, event_time);
select keep_versions_of('earnings', 'instrument_id, period_ending');

create table earnings_calendar (
  instrument_id integer not null references instruments on delete cascade,
  period_ending date, report_date date not null, report_time text, confirmed boolean,
  published_at timestamptz, name text, eps_previous double precision, eps_consensus double precision,
  eps_actual double precision, revenue_consensus double precision, revenue_actual double precision,
  fiscal_year integer, fiscal_period text,
  event_time timestamptz not null, known_at timestamptz not null, batch bigint not null,
  provider text not null, run_id text not null,
  primary key (instrument_id, report_date)
);
create index earnings_calendar_by_time on earnings_calendar (instrument_id, event_time);
select keep_versions_of('earnings_calendar', 'instrument_id, report_date');

create table news (
  external_id text not null, published_at timestamptz not null, title text not null, url text not null,
  source_name text, author text, excerpt text, body text, symbols text[] not null,
  event_time timestamptz not null, known_at timestamptz not null, batch bigint not null,
  provider text not null, run_id text not null,
  primary key (provider, external_id, event_time)
) partition by range (event_time);
create index news_by_time on news (event_time);
create index news_by_symbol on news using gin (symbols);
select keep_versions_of('news', 'provider, external_id');

create table economic_events (
  country text not null, event text not null, date date not null, scheduled_at timestamptz,
  category text, importance text, currency text, unit text, consensus double precision,
  previous double precision, revised double precision, actual double precision, reference_period text,
  published_at timestamptz,
  event_time timestamptz not null, known_at timestamptz not null, batch bigint not null,
  provider text not null, run_id text not null,
  primary key (country, event, date)
);
create index economic_events_by_time on economic_events (event_time);
select keep_versions_of('economic_events', 'country, event, date');

create table company_info (
  instrument_id integer not null references instruments on delete cascade,
  name text not null, legal_name text, cik text, cusip text, isin text, lei text, stock_exchange text,
  sic text, sector text, industry_category text, long_description text, ceo text, company_url text,
  business_phone_no text, hq_address1 text, hq_address_city text, hq_address_postal_code text,
  hq_state text, hq_country text, inc_state text, employees integer, first_stock_price_date date,
  entity_status text, market_cap double precision, fiscal_year_end text, published_at timestamptz,
  event_time timestamptz not null, known_at timestamptz not null, batch bigint not null,
  provider text not null, run_id text not null,
  primary key (instrument_id)
);
select keep_versions_of('company_info', 'instrument_id');
`,
};
