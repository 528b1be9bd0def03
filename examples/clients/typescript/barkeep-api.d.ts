/* eslint-disable max-lines -- generated from docs/openapi.json by npm run generate */
export interface paths {
  '/api/v1/keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Every key that was made, without the keys themselves */
    get: operations['listKeys'];
    put?: never;
    /** Make a key */
    post: operations['createKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Let a key open nothing any more
     * @description Within a second in every process; what it holds open is closed.
     */
    delete: operations['revokeKey'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who calls, and whether a key is needed */
    get: operations['getSession'];
    put?: never;
    /**
     * Exchange a key for the cookie of the page
     * @description The cookie can’t be read by scripts and is sent by pages of this address only.
     */
    post: operations['logIn'];
    /** End the login, in every window and for every process */
    delete: operations['logOut'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * A ticket for a plain WebSocket or an event source, which can send no header
     * @description A login needs none: its cookie opens them, and ends what it opened.
     */
    post: operations['issueTicket'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/run': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Check a strategy and queue its backtest
     * @description Every fault of body, strategy, dates and data is answered at once, before anything is queued.
     */
    post: operations['runBacktest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/status/{task_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How a backtest stands */
    get: operations['getBacktestStatus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/cancel/{task_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stop a backtest */
    post: operations['cancelBacktest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/active': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Backtests that wait or run */
    get: operations['listActiveBacktests'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/statistics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Counts, durations and waits of backtests */
    get: operations['getBacktestStatistics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/result/{task_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The result of a backtest */
    get: operations['getBacktestResult'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/result/{task_id}/trades': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Closed trades in the order in which they closed
     * @description JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header.
     */
    get: operations['listBacktestTrades'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/result/{task_id}/orders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Orders in the order in which they were placed
     * @description JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header.
     */
    get: operations['listBacktestOrders'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/result/{task_id}/equity': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The whole equity curve, a row per bar
     * @description JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header.
     */
    get: operations['listBacktestEquity'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/events/{task_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What happens to a backtest, as server-sent events
     * @description The messages of the sockets. The stream ends after `completed`, `failed`, `cancelled` or `timeout`.
     */
    get: operations['streamBacktestEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/runs/{task_id}/explain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Why a run did what it did at a bar, or did nothing
     * @description Worked out by a worker from the data that the run read, so it works for any bar of any kept run. Waits for the answer up to 20 seconds, then 409: ask again.
     */
    get: operations['explainBacktestBar'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/runs/{task_id}/indicators': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The indicators of a run as lines over its bars
     * @description The columns that the strategy read, worked out by a worker from the data that the run read. Waits for the answer up to 20 seconds, then 409: ask again.
     */
    get: operations['getRunIndicators'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/runs/{task_id}/request': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What a run was asked, whatever came of it
     * @description Strategy and run body of a backtest in any state: to change it and run it anew.
     */
    get: operations['getRunRequest'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/runs/{task_id}/reproduce': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Run a kept backtest again, over the data as it was
     * @description The answer leads to a comparison that names every field in which both results differ.
     */
    post: operations['reproduceBacktest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/runs/{task_id}/compare/{other_task_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The fields in which two kept runs differ */
    get: operations['compareBacktests'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/strategies/functions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The functions of the strategy language */
    get: operations['listFunctions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/strategies/examples': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The strategies that come with Barkeep
     * @description Each runs as it is on the demo data, with the `timeframe` that stands beside it.
     */
    get: operations['listExamples'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/strategies/parse': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Both spellings of an expression given in either: text ⇄ tree */
    post: operations['parseExpression'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/strategies/validate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** All errors and warnings of a strategy, its canonical form and its warm-up */
    post: operations['validateStrategy'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/strategies': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Stored strategies */
    get: operations['listStrategies'];
    put?: never;
    /** Store a strategy as version 1 */
    post: operations['createStrategy'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/strategies/{strategy_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A stored strategy with its versions */
    get: operations['getStrategy'];
    /**
     * Store the next version of a strategy
     * @description The same document as before makes no version. Older versions stay as they are.
     */
    put: operations['updateStrategy'];
    post?: never;
    /** Forget a strategy and all its versions */
    delete: operations['deleteStrategy'];
    options?: never;
    head?: never;
    /** Let everybody look at a strategy, or its owner alone */
    patch: operations['shareStrategy'];
    trace?: never;
  };
  '/api/v1/strategies/{strategy_id}/versions/{version}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** One version of a strategy */
    get: operations['getStrategyVersion'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The history of backtests, which outlives Redis */
    get: operations['listRuns'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/backtest/runs/{task_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A run of the history */
    get: operations['getRun'];
    put?: never;
    post?: never;
    /** Forget a run and its result */
    delete: operations['deleteRun'];
    options?: never;
    head?: never;
    /** Name, note, tag, pin or share a run */
    patch: operations['annotateRun'];
    trace?: never;
  };
  '/api/v1/optimise/run': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Search the parameters of a strategy
     * @description Every fault of body, strategy, data, ranges and constraints is answered at once, before anything is queued. The trials are cut into ranges that all workers share.
     */
    post: operations['runOptimisation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/optimise/status/{task_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How an optimisation stands */
    get: operations['getOptimisationStatus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/optimise/cancel/{task_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stop an optimisation and keep what it has */
    post: operations['cancelOptimisation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/optimise/{task_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Let everybody look at an optimisation, or its owner alone */
    patch: operations['shareOptimisation'];
    trace?: never;
  };
  '/api/v1/optimise/active': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Optimisations that wait or run */
    get: operations['listActiveOptimisations'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/optimise/result/{task_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What an optimisation found, and how far it can be trusted */
    get: operations['getOptimisationResult'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/optimise/result/{task_id}/trials': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All trials, in the order of the grid, fold by fold
     * @description JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header.
     */
    get: operations['listOptimisationTrials'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/analytics/ablation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Run a finished backtest again without each clause and stop of its strategy */
    post: operations['runAblation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/analytics/ablation/{task_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What each part of the strategy adds, with how far that may be chance */
    get: operations['getAblationResult'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/analytics/monte-carlo': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Draw other paths that a finished backtest could have taken */
    post: operations['runMonteCarlo'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/analytics/monte-carlo/{task_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Where the paths ended and how deep they fell */
    get: operations['getMonteCarloResult'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/symbols': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The symbols that have a place here, what the jobs do with each, and which bars are stored */
    get: operations['listSymbols'];
    put?: never;
    /**
     * Give a symbol a place, or change what is known of it
     * @description From then on the jobs bring its data, unless `active` is false: also of a symbol that an import brought, or that was switched off. `PATCH` leaves that as it is.
     */
    post: operations['addSymbol'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/symbols/{symbol}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Forget a symbol and everything that is stored of it */
    delete: operations['removeSymbol'];
    options?: never;
    head?: never;
    /**
     * Change what is known of a symbol and what the jobs do with it
     * @description What is stored of it stays, whatever the jobs do.
     */
    patch: operations['changeSymbol'];
    trace?: never;
  };
  '/api/v1/market-data/coverage': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Which sessions are stored, and which are missing */
    get: operations['getCoverage'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/coverage/days': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How much is stored of each day of a series of bars */
    get: operations['listCoveredDays'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/freshness': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Whether the newest data that are due are there
     * @description Of every dataset, and of each symbol where each has a deadline of its own.
     */
    get: operations['getFreshness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/bars': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Bars of a symbol, a page at a time or all as a file
     * @description JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header. A timeframe that is not stored is joined from a finer one by the sessions of the calendar.
     */
    get: operations['listBars'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/bars/agreement': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Whose bars are stored, and how many providers say the same
     * @description Of bars for which several providers were asked (`HISTORICAL_PRICES_QUORUM`); what others say of them is in quarantine.
     */
    get: operations['listBarAgreement'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/bars/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Store the bars of a CSV file
     * @description The same file again changes nothing; with `dry_run` nothing is stored at all. Column names are found by themselves; `mapping.*` names others.
     */
    post: operations['importBars'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/quotes/latest': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The newest quote of each symbol
     * @description JSON, CSV, Arrow or Parquet, by `format` or the Accept header.
     */
    get: operations['getLatestQuotes'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/options/{symbol}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The option chain of a symbol, now or as it stood at a time
     * @description JSON, CSV, Arrow or Parquet, by `format` or the Accept header.
     */
    get: operations['getOptionChain'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/quarantine': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What providers and files said that was not stored, or was and looks strange
     * @description Newest first. JSON, CSV, Arrow or Parquet, by `format` or the Accept header.
     */
    get: operations['listQuarantine'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/quarantine/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Forget a record that was looked at */
    delete: operations['forgetQuarantined'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/backfill': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Bring the past of a dataset, or say what that would take
     * @description What is stored already stays; a backfill that ends early goes on where it was.
     */
    post: operations['startBackfill'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/quotes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Last price, bid and ask of each instrument
     * @description JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header.
     */
    get: operations['listQuotes'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/fundamentals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Income statement, balance sheet and cash flow, one row for each statement of each period
     * @description JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header.
     */
    get: operations['listFundamentals'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/dividends': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Cash dividends with their dates; the amount is per share of the ex-date
     * @description JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header.
     */
    get: operations['listDividends'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/earnings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Reported and expected earnings and revenue of each quarter
     * @description JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header.
     */
    get: operations['listEarnings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/earnings-calendar': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * When companies will report; a date that moves replaces the one before
     * @description JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header.
     */
    get: operations['listEarningsCalendar'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/transcripts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What was said in earnings calls
     * @description JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header.
     */
    get: operations['listTranscripts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/economic-indicators': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Values of economic series, one row for each period
     * @description JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header.
     */
    get: operations['listEconomicIndicators'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/economic-events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Releases and meetings, with what was expected and what came
     * @description JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header.
     */
    get: operations['listEconomicEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/news': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Headlines and excerpts
     * @description JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header.
     */
    get: operations['listNews'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/market-data/companies': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who a company is and where it lists
     * @description JSON by pages; CSV, Arrow or Parquet by `format` or the Accept header.
     */
    get: operations['listCompanies'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/strategies/{strategy_id}/validate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Run a stored strategy dry and look whether it sees later data
     * @description Over all daily bars of its symbols unless the body says otherwise. Tells nothing of how it would have fared, and so counts as no trial.
     */
    post: operations['validateStoredStrategy'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/strategies/{strategy_id}/validation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What the newest dry run of a strategy found */
    get: operations['getStrategyValidation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/bulk': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Start many jobs by their names at once
     * @description A task with a fault is refused alone; the others are queued.
     */
    post: operations['queueTasks'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduler/celery/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How scheduler, market and queues stand */
    get: operations['getSchedulerStatus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduler/celery/workers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The workers that were heard lately */
    get: operations['listSchedulerWorkers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduler/celery/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How every component stands */
    get: operations['getSchedulerHealth'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduler/celery/tasks/scheduled': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What runs by itself, under the name that old clients know */
    get: operations['listScheduledTasks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduler/celery/jobs/available': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The jobs that can be started by hand
     * @description Every call under `/api/scheduler/celery` answers under `/api/scheduler/queue` as well.
     */
    get: operations['listAvailableJobs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduler/celery/tasks/trigger': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Start a job by its name */
    post: operations['triggerJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduler/celery/tasks/{task_id}/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How a task stands, and what came of it */
    get: operations['getJobTaskStatus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/schedules': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What runs by itself, when next and how it went last */
    get: operations['listSchedules'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/schedules/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every slot in a window, and why it is left out where it is
     * @description By the planner of the scheduler itself, as the schedules stand now. Of the past it also says what was planned and not run.
     */
    get: operations['previewSchedules'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/schedules/{job}/runs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What became of the slots of a job
     * @description Runs, started by a slot or by hand, and slots that were left out, each with its reason.
     */
    get: operations['listScheduleRuns'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/schedules/{job}/changes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who did what to a schedule, and when */
    get: operations['listScheduleChanges'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/schedules/{job}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Let a job run at other times from now on
     * @description Survives restarts. With `dry_run` it is only told when the job would run.
     */
    put: operations['changeSchedule'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/schedules/{job}/reset': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let a job run at the times of the registry again */
    post: operations['resetSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/schedules/{job}/trigger': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Start a job now */
    post: operations['triggerSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/schedules/{job}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Leave out the slots of a job */
    post: operations['pauseSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/schedules/{job}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Run a paused job by its slots again */
    post: operations['resumeSchedule'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduler/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How scheduler, market and queues stand
     * @deprecated
     * @description Answered here while `SCHEDULER_MODE` is simple or both; otherwise the caller is sent to the successor (308, or 307 for POST).
     */
    get: operations['getLegacyStatus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduler/jobs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What runs by itself
     * @deprecated
     * @description Answered here while `SCHEDULER_MODE` is simple or both; otherwise the caller is sent to the successor (308, or 307 for POST).
     */
    get: operations['listLegacyJobs'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduler/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How every component stands
     * @deprecated
     * @description Answered here while `SCHEDULER_MODE` is simple or both; otherwise the caller is sent to the successor (308, or 307 for POST).
     */
    get: operations['getLegacyHealth'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduler/jobs/{name}/trigger': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Start a job now
     * @deprecated
     * @description Answered here while `SCHEDULER_MODE` is simple or both; otherwise the caller is sent to the successor (308, or 307 for POST).
     */
    post: operations['triggerLegacyJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduler/jobs/{name}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Leave out the slots of a job
     * @deprecated
     * @description Answered here while `SCHEDULER_MODE` is simple or both; otherwise the caller is sent to the successor (308, or 307 for POST).
     */
    post: operations['pauseLegacyJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/scheduler/jobs/{name}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Run a paused job by its slots again
     * @deprecated
     * @description Answered here while `SCHEDULER_MODE` is simple or both; otherwise the caller is sent to the successor (308, or 307 for POST).
     */
    post: operations['resumeLegacyJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** How every component stands */
    get: operations['getSystemHealth'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/tasks/active': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Tasks of any kind that wait or run */
    get: operations['listActiveTasks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/tasks/{task_id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Stop a task of any kind */
    post: operations['cancelTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who changed what, and how it went
     * @description Every call that may change something; never what was sent. Kept for HISTORY_DAYS.
     */
    get: operations['listAudit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/statistics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Figures of all tasks, queues and workers */
    get: operations['getSystemStatistics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/tasks/{task_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A task with all that it was given, and every run of it */
    get: operations['getTask'];
    put?: never;
    post?: never;
    /** Forget a task that has ended, and its result */
    delete: operations['deleteTask'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/cleanup': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Remove what is older than HISTORY_DAYS, at once */
    post: operations['cleanUp'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/redis/info': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What Redis says of itself */
    get: operations['getRedisInfo'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/queues': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The queues, what lies in them and how fast they go */
    get: operations['listQueues'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/queues/{name}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let no worker take a job of a queue */
    post: operations['pauseQueue'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/queues/{name}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let workers take jobs again */
    post: operations['resumeQueue'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/queues/{name}/drain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel everything that waits in a queue
     * @description The tasks are on record as cancelled, and can be replayed. What runs goes on.
     */
    post: operations['drainQueue'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/queues/{name}/retry-failed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Run again what failed in a queue
     * @description Failed and timed out tasks that nobody has repeated yet, at most 1,000 of them, as new tasks.
     */
    post: operations['retryFailed'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/queues/{name}/clean': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Take the jobs that have ended out of Redis
     * @description The history of their tasks stays.
     */
    post: operations['cleanQueue'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/tasks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The history of all tasks, which outlives Redis */
    get: operations['searchTasks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/tasks/failures': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Failed tasks by what went wrong */
    get: operations['groupFailures'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/tasks/{task_id}/replay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Run a task again that has ended
     * @description As a new task that names the old one, with the same payload or with another one; with the same one once at a time.
     */
    post: operations['replayTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/tasks/replay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Run all tasks of a filter again that have ended
     * @description As new tasks that name the old ones. What was repeated before is left out, so that the same call again goes on.
     */
    post: operations['replayTasks'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/workers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The workers that were heard lately */
    get: operations['listWorkers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/celery/workers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The same under the name that old clients know */
    get: operations['listCeleryWorkers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/workers/ping': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Ask every living worker to answer */
    post: operations['pingWorkers'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/workers/{name}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let a worker take no further job */
    post: operations['pauseWorker'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/workers/{name}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let a paused worker take jobs again */
    post: operations['resumeWorker'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/workers/{name}/concurrency': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Set how many jobs of each of its queues a worker runs at once */
    post: operations['setWorkerConcurrency'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/workers/{name}/shutdown': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End a worker in order
     * @description It takes no further job, finishes what it runs or gives it back after SHUTDOWN_GRACE_SECONDS, and ends.
     */
    post: operations['shutDownWorker'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the process runs */
    get: operations['isLive'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether the process can be sent requests: what it needs answers */
    get: operations['isReady'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Figures of the process for Prometheus */
    get: operations['readMetrics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** @description What is left out is without limit. */
    Quotas: {
      /**
       * @description Over all processes.
       * @example 600
       */
      requests_per_minute?: number;
      /**
       * @description Backtests and searches of the owner that may wait.
       * @example 50
       */
      queued_backtests?: number;
      /**
       * @description Backtests and searches of the owner that may run; more are refused until one has ended.
       * @example 4
       */
      running_backtests?: number;
      /**
       * @description Bars of the owner’s backtests since midnight UTC, after which no more are taken.
       * @example 100000000
       */
      bars_per_day?: number;
    };
    CreateKey: {
      /**
       * @description What it is for.
       * @example notebook
       */
      name: string;
      /**
       * @description Whose things are made with it. Default: its name.
       * @example ann
       */
      owner?: string;
      /**
       * @example trader
       * @enum {string}
       */
      role: 'viewer' | 'trader' | 'operator' | 'admin';
      quotas?: components['schemas']['Quotas'];
    };
    CreatedKey: {
      /** @example 3f9c1e2ab047 */
      id: string;
      /** @example notebook */
      name: string;
      /** @example ann */
      owner: string;
      /**
       * @example trader
       * @enum {string}
       */
      role: 'viewer' | 'trader' | 'operator' | 'admin';
      quotas: components['schemas']['Quotas'];
      /** Format: date-time */
      created_at: string;
      /**
       * Format: date-time
       * @description To the minute.
       */
      last_used_at: string | null;
      /** Format: date-time */
      revoked_at: string | null;
      /**
       * @description The key itself, which is never shown again.
       * @example bk_3f9c1e2ab047_…
       */
      key: string;
    };
    /** @enum {string} */
    ErrorCode:
      | 'BODY_MALFORMED'
      | 'PARAMETER_INVALID'
      | 'BODY_INVALID'
      | 'STRATEGY_INVALID'
      | 'IMPORT_REFUSED'
      | 'UNAUTHENTICATED'
      | 'SITE_REFUSED'
      | 'FORBIDDEN'
      | 'RATE_LIMITED'
      | 'QUOTA_EXCEEDED'
      | 'KEY_NOT_FOUND'
      | 'ROUTE_NOT_FOUND'
      | 'TASK_NOT_FOUND'
      | 'SYMBOL_NOT_FOUND'
      | 'STRATEGY_NOT_FOUND'
      | 'RECORD_NOT_FOUND'
      | 'JOB_NOT_FOUND'
      | 'QUEUE_NOT_FOUND'
      | 'WORKER_NOT_FOUND'
      | 'WORKER_REFUSED'
      | 'STRATEGY_CHANGED'
      | 'SYMBOL_IN_USE'
      | 'TASK_NOT_FINISHED'
      | 'TASK_FAILED'
      | 'TASK_FINISHED'
      | 'TASK_REPLAYED'
      | 'IDEMPOTENCY_CONFLICT'
      | 'BODY_TOO_LARGE'
      | 'MEDIA_NOT_ACCEPTABLE'
      | 'MEDIA_UNSUPPORTED'
      | 'WORKER_SILENT'
      | 'STORE_UNAVAILABLE'
      | 'NOTIFICATION_UNDELIVERED'
      | 'NOTIFICATION_REFUSED'
      | 'PAYLOAD_INVALID'
      | 'STRATEGY_FAILED'
      | 'DATA_MISSING'
      | 'ENGINE_CRASHED'
      | 'WORKER_LOST'
      | 'RUN_FENCED'
      | 'TASK_CANCELLED'
      | 'TASK_TIMEOUT'
      | 'INTERNAL';
    /** @description One fault of a document. */
    Fault: {
      /**
       * @description JSON pointer into the body.
       * @example /strategy/rules/long/enter
       */
      path: string;
      /**
       * @description Half-open range of characters in the text at the path.
       * @example [
       *       9,
       *       13
       *     ]
       */
      span?: number[];
      /** @example E_UNKNOWN_FN */
      code: string;
      /** @example unknown function 'smaa' */
      message: string;
      /** @example did you mean 'sma'? */
      hint?: string;
    };
    /** @description An error document of RFC 9457; some codes add members of their own. */
    Problem: {
      /** @example /docs/errors#task_not_found */
      type: string;
      /** @example No such task */
      title: string;
      /** @example 404 */
      status: number;
      /** @example There is no task 42. */
      detail: string;
      /** @example /api/v1/backtest/status/42 */
      instance: string;
      /** @example TASK_NOT_FOUND */
      code: components['schemas']['ErrorCode'];
      /** @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      request_id: string;
      /** @description Every fault of the body or query. */
      errors?: components['schemas']['Fault'][];
    };
    ApiKey: {
      /** @example 3f9c1e2ab047 */
      id: string;
      /** @example notebook */
      name: string;
      /** @example ann */
      owner: string;
      /**
       * @example trader
       * @enum {string}
       */
      role: 'viewer' | 'trader' | 'operator' | 'admin';
      quotas: components['schemas']['Quotas'];
      /** Format: date-time */
      created_at: string;
      /**
       * Format: date-time
       * @description To the minute.
       */
      last_used_at: string | null;
      /** Format: date-time */
      revoked_at: string | null;
    };
    ApiKeyList: {
      items: components['schemas']['ApiKey'][];
    };
    WhoAmI: {
      /** @description Whether callers need a key at all. */
      access: boolean;
      /** @description Whether the call came with something that lets in. */
      authenticated: boolean;
      /** @example ann */
      owner: string | null;
      /**
       * @example trader
       * @enum {string|null}
       */
      role: 'viewer' | 'trader' | 'operator' | 'admin' | null;
      /** @example 3f9c1e2ab047 */
      key_id: string | null;
      quotas: components['schemas']['Quotas'];
      /** @description Of a login: calls that change something send it as X-CSRF-Token. */
      csrf_token: string | null;
      /**
       * Format: date-time
       * @description When a login ends in any case.
       */
      expires_at: string | null;
    };
    LogIn: {
      /** @example bk_3f9c1e2ab047_… */
      key: string;
    };
    Ticket: {
      /**
       * @description Lets in once, as `?ticket=`.
       * @example q1dJ…
       */
      ticket: string;
      /** Format: date-time */
      expires_at: string;
    };
    CommissionTier: {
      /**
       * @description What was traded in the calendar month (UTC) before the fill, from which the tier holds: money with `rate`, units with `per_share`. The first tier begins at 0.
       * @example 0
       */
      from?: number;
      /**
       * @description Fraction of the traded value.
       * @example 0.001
       */
      rate?: number;
      /** @description Money per unit. */
      per_share?: number;
    };
    /** @description What the broker takes for a fill. `rate`, `per_share` and `fixed` add up; `tiers`, or `maker` and `taker`, stand in their place. */
    Commission: {
      /**
       * @description Fraction of the traded value: 0.002 is 0.2 %; a rebate when negative.
       * @example 0.002
       */
      rate?: number;
      /** @description Money per order. */
      fixed?: number;
      /** @description Money per unit. */
      per_share?: number;
      /** @description Least money per order. */
      minimum?: number;
      /** @description Most money per order. */
      maximum?: number;
      /** @description Rates by what was traded in the month; instead of `rate` and `per_share`. */
      tiers?: components['schemas']['CommissionTier'][];
      /** @description Fraction of the value of limits that rested when they filled; a rebate when negative. With `taker`, instead of `rate`. */
      maker?: number;
      /** @description Fraction of the value of all other fills. With `maker`. */
      taker?: number;
    };
    Slippage: {
      /**
       * @description Of market orders and stops, per unit: `bps` of the price, `ticks` in money, a share of the `range` of the bar, or by the square root of the share of its `volume`.
       * @enum {string}
       */
      kind?: 'none' | 'bps' | 'ticks' | 'range' | 'volume';
      value?: number;
    };
    Costs: {
      commission?: components['schemas']['Commission'];
      /** @description Fraction of the price. */
      spread?: number;
      slippage?: components['schemas']['Slippage'];
      /** @description Per year, on the value of short positions. */
      borrow_rate?: number;
      /** @description Per year, on cash. */
      cash_rate?: number;
    };
    Execution: {
      /**
       * @description Where the members that are left out come from.
       * @enum {string}
       */
      preset?: 'default' | 'backtesting_py';
      /** @enum {string} */
      fill?: 'next_open' | 'close';
      /** @description Share of a position that must be covered; 1 is no leverage. */
      margin?: number;
      /** @description Share of what is open that equity must cover at each close; trades are closed, the largest loss first, until it does. Absent: no margin call. */
      maintenance_margin?: number;
      /** @description A new entry closes what is open first; wins over limits.exclusive of the strategy. */
      exclusive_orders?: boolean;
      hedging?: boolean;
      whole_units?: boolean;
      /** @description Close open trades at the end of the data. */
      finalize_trades?: boolean;
      /** @description Resolve stop-or-target inside a bar from the finest stored timeframe; where none tells, the stop counts. */
      drill_down?: boolean;
      /**
       * @description Index of the first defined bar; the first decision is one bar later. Derived when absent.
       * @example 19
       */
      warmup_bars?: number;
    };
    RunBacktest: {
      /** @description A strategy.v1 document. */
      strategy?: {
        [key: string]: unknown;
      };
      /** @description Id of a stored strategy, instead of one in the body. */
      strategy_id?: string;
      /** @description A version of the stored strategy, else its newest. */
      strategy_version?: number;
      /**
       * @example 1d
       * @enum {string}
       */
      timeframe: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo';
      /**
       * @description First day or instant, inclusive. A bare date is that whole day in the instrument’s zone.
       * @example 2014-01-01
       */
      start_date?: string | null;
      /**
       * @description Last day or instant, inclusive.
       * @example 2017-12-31
       */
      end_date?: string | null;
      /** @description Default: 100000. */
      initial_capital?: number;
      /**
       * @description Replaces the symbols of the strategy.
       * @example [
       *       "AAPL"
       *     ]
       */
      symbols?: string[];
      /** @description Values for the parameters of the strategy. */
      params?: {
        [key: string]: number;
      };
      costs?: components['schemas']['Costs'];
      execution?: components['schemas']['Execution'];
      /**
       * @description Symbol to compare with.
       * @example ^GSPC
       */
      benchmark?: string | null;
      /**
       * @description `split` and `total` (with dividends) adjust bars when they are read; with `raw` splits and dividends act on positions. Default: "split".
       * @enum {string}
       */
      adjust?: 'raw' | 'split' | 'total';
      /**
       * @description Read the data as it was stored at this instant.
       * @example 2026-11-20T00:00:00Z
       */
      as_of?: string | null;
      /** @description Default: 0. */
      seed?: number;
      /**
       * @example [
       *       "first try"
       *     ]
       */
      tags?: string[];
    };
    BacktestLinks: {
      /** @example /api/v1/backtest/status/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      status: string;
      /** @example /api/v1/backtest/result/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      result: string;
      /** @example /api/v1/backtest/cancel/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      cancel: string;
      /** @example /api/v1/backtest/events/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      events: string;
    };
    BacktestStarted: {
      /** @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      task_id: string;
      /** @enum {string} */
      status: 'started';
      /** @example Backtest queued */
      message: string;
      /** @example /ws/backtest/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      websocket_url: string;
      /** @description Equals task_id. */
      celery_task_id: string;
      links: components['schemas']['BacktestLinks'];
      /** @description What looks odd but does not stop the run. */
      warnings?: components['schemas']['Fault'][];
    };
    BestSoFar: {
      /**
       * @example {
       *       "fast": 10,
       *       "slow": 40
       *     }
       */
      params: {
        [key: string]: number;
      };
      /** @example 1.2 */
      objective: number;
    };
    TaskError: {
      /** @example TASK_TIMEOUT */
      code: string;
      /** @example The task took longer than 3600 s */
      message: string;
    };
    TaskStatus: {
      /** @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      task_id: string;
      /**
       * @example running
       * @enum {string}
       */
      status: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'timeout';
      /**
       * @example null
       * @enum {string|null}
       */
      outcome: 'ok' | 'partial' | 'empty' | 'failed' | 'skipped' | null;
      /** @example 45 */
      progress: number;
      /** @example Processing bar 450/1000 */
      message: string;
      /**
       * @description Which store answered.
       * @enum {string}
       */
      source: 'redis' | 'database';
      /** @example backtest_run */
      job: string;
      /** @example simulating */
      stage: string;
      /** @example 450 */
      bars_done: number;
      /** @example 1000 */
      bars_total: number;
      /** @example 1250000 */
      bars_per_second: number | null;
      /** @example 0.4 */
      eta_seconds: number | null;
      /** @description Of an optimisation: the best of its trials so far. */
      best?: components['schemas']['BestSoFar'];
      /**
       * @description 0 before the first run.
       * @example 1
       */
      attempt: number;
      /** @description Somebody asked to cancel it. */
      cancel_requested: boolean;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      started_at: string | null;
      /** Format: date-time */
      finished_at: string | null;
      /** @description Why it did not complete. */
      error?: components['schemas']['TaskError'];
    };
    CancelledTask: {
      /** @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      task_id: string;
      /**
       * @description The status of the task at this moment.
       * @example cancelled
       * @enum {string}
       */
      status: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'timeout';
      /** @example Cancellation requested */
      message: string;
    };
    ActiveTasks: {
      /** @example 1 */
      count: number;
      tasks: components['schemas']['TaskStatus'][];
    };
    Durations: {
      /** @example 240.5 */
      mean: number | null;
      /** @example 180 */
      p50: number | null;
      /** @example 900 */
      p95: number | null;
    };
    BacktestStatistics: {
      /**
       * @description Tasks by status.
       * @example {
       *       "pending": 0,
       *       "running": 1,
       *       "completed": 40,
       *       "failed": 1,
       *       "cancelled": 2,
       *       "timeout": 0
       *     }
       */
      counts: {
        [key: string]: number;
      };
      /** @example 44 */
      total: number;
      /**
       * @description Completed ones among those that completed, failed or timed out.
       * @example 0.975
       */
      success_rate: number | null;
      /** @description Milliseconds from start to end. */
      duration_ms: components['schemas']['Durations'];
      /**
       * @description Ended within the last hour.
       * @example 12
       */
      throughput_per_hour: number;
      /**
       * @description What waits in the queue; null where no queue is meant.
       * @example 3
       */
      queue_depth: number | null;
      /**
       * @description How long the oldest pending task has waited.
       * @example 1.2
       */
      oldest_wait_seconds: number | null;
    };
    /** @description At most 2000 points, extremes kept; the whole one is at /equity. */
    EquityCurve: {
      time: string[];
      equity: number[];
      /** @description Fraction of the peak, zero or more. */
      drawdown: number[];
    };
    Trade: {
      /** @example 0 */
      index: number;
      /** @example AAPL */
      symbol: string;
      /**
       * @description Negative for a short trade.
       * @example 120
       */
      size: number;
      /** @example 21 */
      entry_bar: number;
      /** @example 40 */
      exit_bar: number;
      /** Format: date-time */
      entry_time: string;
      /** Format: date-time */
      exit_time: string;
      /** @example 101.5 */
      entry_price: number;
      /** @example 104.25 */
      exit_price: number;
      /** @example 330 */
      pnl: number;
      /** @example 12.1 */
      commission: number;
      /**
       * @description Percent, net of commission.
       * @example 2.7
       */
      return_pct: number;
      stop: number | null;
      target: number | null;
      /** @example 1641600 */
      duration_seconds: number;
      /** @example rule */
      entry_reason: string;
      /** @example reversal */
      exit_reason: string;
      /** @example  */
      tag: string;
    };
    /** @description What was tried of the same shape of strategy on overlapping bars, by anybody and on any way. */
    TrialEvidence: {
      /**
       * @description Different trials, this one among them. It never falls.
       * @example 14
       */
      count: number;
      /**
       * @description Probability that the true Sharpe ratio is above what luck alone gives in so many trials.
       * @example 0.81
       */
      deflated_sharpe_ratio: number | null;
      /**
       * @description Of the newest search over the shape; null where there is none.
       * @example 0.22
       */
      probability_of_overfitting: number | null;
    };
    BacktestResult: {
      task_id: string;
      /**
       * @example completed
       * @enum {string}
       */
      status: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'timeout';
      /** @description The strategy in canonical form. */
      strategy: {
        [key: string]: unknown;
      };
      /** @description The run body with every default filled in. */
      request: {
        [key: string]: unknown;
      };
      /** @example 0.1.0 */
      engine_version: string;
      strategy_hash: string;
      data_digest: string;
      result_digest: string;
      /** Format: date-time */
      started_at: string;
      /** Format: date-time */
      finished_at: string;
      /** @example 182 */
      duration_ms: number;
      /** @example 1250000 */
      bars_per_second: number | null;
      /** @example 19 */
      warmup_bars: number;
      /** @example 1259 */
      bars_total: number;
      /**
       * @description Numbers as computed, unrounded; null where a metric is not defined. `costs` is an object.
       * @example {
       *       "return_pct": 12.5,
       *       "sharpe_ratio": 0.8,
       *       "trades": 42,
       *       "costs": {
       *         "commission": 120.5,
       *         "spread": 0
       *       }
       *     }
       */
      metrics: {
        [key: string]: unknown;
      };
      equity_curve: components['schemas']['EquityCurve'];
      /** @example 42 */
      trades_count: number;
      /** @description The first 200; all of them are at /trades. */
      trades: components['schemas']['Trade'][];
      open_trades: {
        [key: string]: unknown;
      }[];
      /** @example 84 */
      orders_count: number;
      /**
       * @description Trades whose last bar reached both stop and target, and the account under either order. Null where the run was stored without it.
       * @example {
       *       "trades": 3,
       *       "resolved": 0,
       *       "worst": {
       *         "equity_final": 104250,
       *         "return_pct": 4.25
       *       },
       *       "default": {
       *         "equity_final": 104250,
       *         "return_pct": 4.25
       *       },
       *       "best": {
       *         "equity_final": 105900,
       *         "return_pct": 5.9
       *       }
       *     }
       */
      ambiguity: {
        [key: string]: unknown;
      } | null;
      /** @description Sampled decisions, evaluated again with all later bars poisoned. Null where the run was stored without it. */
      canary: {
        [key: string]: unknown;
      } | null;
      /**
       * @description Extra cost per side at which the run equals its benchmark, and the capital at which a fill would first exceed 5 % of the volume of its bar. Null where the run was stored without it.
       * @example {
       *       "bps_per_side": 12.5,
       *       "reason": null,
       *       "benchmark": "AAPL",
       *       "non_monotone": false,
       *       "excess_cagr": 0.00001,
       *       "capacity": {
       *         "volume_share": 0.05,
       *         "largest_share": 0.0001,
       *         "symbol": "AAPL",
       *         "bar": 120,
       *         "size_factor": 500,
       *         "capital": 5000000,
       *         "fills_without_volume": 0
       *       }
       *     }
       */
      break_even: {
        [key: string]: unknown;
      } | null;
      trials: components['schemas']['TrialEvidence'] | null;
      /**
       * @description How prices were adjusted, and what splits and dividends did to positions where they were raw. Null where the run was stored without it.
       * @example {
       *       "adjust": "raw",
       *       "splits": 1,
       *       "dividends": 12,
       *       "dividend_cash": 84.5,
       *       "cash_in_lieu": 0
       *     }
       */
      corporate_actions: {
        [key: string]: unknown;
      } | null;
      /** @description The run was cancelled and this is what it had computed. */
      partial: boolean;
      warnings: components['schemas']['Fault'][];
    };
    TablePage: {
      task_id: string;
      /**
       * @description Rows in all.
       * @example 42
       */
      total: number;
      items: {
        [key: string]: unknown;
      }[];
      /** @description Hand it in as `cursor`; null on the last page. */
      next_cursor: string | null;
    };
    /** @description A part of an expression with its value; missing is null. */
    ExplainedPart: {
      /** @example close > sma(close, 20) */
      text: string;
      value: (number | boolean) | null;
      args: components['schemas']['ExplainedPart'][];
    };
    BlockingClause: {
      /** @example close > sma(close, 20) */
      text: string;
      value: (number | boolean) | null;
      /** @description What the clause had to be. */
      wanted: boolean;
      left?: number | null;
      right?: number | null;
      /** @description left - right */
      distance?: number | null;
    };
    ExplainedRule: {
      /**
       * @description JSON pointer into the strategy.
       * @example /rules/long/enter
       */
      path: string;
      value: (number | boolean) | null;
      tree: components['schemas']['ExplainedPart'];
      /** @description The fewest clauses whose flip would have made the rule true. */
      blocking: components['schemas']['BlockingClause'][];
      /** @description One clause only stood in the way. */
      near_miss: boolean;
    };
    /** @description Where a symbol stands in an allocation. */
    AllocationStanding: {
      /**
       * @description Why it is held or not: `where`, `rank` and `weights` are the members that keep it out.
       * @enum {string}
       */
      reason: 'picked' | 'below_top' | 'where' | 'rank' | 'weights' | 'warm_up' | 'no_bar' | 'not_due';
      /** @example ranked 5 of 12, below the top 3 that are held */
      message: string;
      /**
       * @description Null for no candidate.
       * @example 5
       */
      place: number | null;
      /** @example 12 */
      candidates: number;
      /**
       * @description How many of them are held.
       * @example 3
       */
      places: number;
    };
    /** @description What a strategy saw and did at the close of one bar. */
    Explanation: {
      task_id: string;
      /** @example AAPL */
      symbol: string;
      /**
       * @description On the timeline of the run.
       * @example 412
       */
      bar: number;
      /** Format: date-time */
      time: string;
      /** @example 19 */
      warmup_bars: number;
      /**
       * @description Units held at the close, negative when short.
       * @example 120
       */
      position: number;
      /** @example 101250 */
      equity: number;
      rules: components['schemas']['ExplainedRule'][];
      /**
       * @description Why an `enter` that is true placed no order, by its path.
       * @example {
       *       "/rules/long/enter": "in_position"
       *     }
       */
      hindrances: {
        [key: string]: string;
      };
      /** @description Null for rules. */
      allocation: components['schemas']['AllocationStanding'] | null;
      /** @description Orders that were placed at the close of the bar. */
      orders: {
        [key: string]: unknown;
      }[];
    };
    /** @description A column that the strategy read. */
    IndicatorLine: {
      /**
       * @description As the strategy writes it; `mean = sma(close, 20)` where the strategy names it.
       * @example sma(close, 20)
       */
      name: string;
      /** @description It moves with the prices of the symbol, as an average does, and is drawn over them; anything else has a scale of its own. */
      overlay: boolean;
      /**
       * @description When the bars opened.
       * @example [
       *       "2020-03-16T00:00:00.000Z"
       *     ]
       */
      time: string[];
      /**
       * @description To eight digits; null where it has no value.
       * @example [
       *       251.4
       *     ]
       */
      value: (number | null)[];
    };
    /** @description What a strategy read, bar by bar, to be drawn. */
    RunIndicators: {
      task_id: string;
      /** @example AAPL */
      symbol: string;
      lines: components['schemas']['IndicatorLine'][];
    };
    RunRequest: {
      task_id: string;
      /** @description The strategy in canonical form. */
      strategy: {
        [key: string]: unknown;
      };
      /** @description The run body with every default filled in. */
      request: {
        [key: string]: unknown;
      };
    };
    ReproductionLinks: {
      /** @example /api/v1/backtest/status/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      status: string;
      /** @example /api/v1/backtest/result/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      result: string;
      /** @example /api/v1/backtest/cancel/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      cancel: string;
      /** @example /api/v1/backtest/events/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      events: string;
      /** @description What differs, once the new run is done. */
      comparison: string;
    };
    ReproductionStarted: {
      /** @description Of the new run. */
      task_id: string;
      /** @description The run that is done again. */
      reproduces: string;
      /** @enum {string} */
      status: 'started';
      links: components['schemas']['ReproductionLinks'];
    };
    RunDifference: {
      /** @example request/costs/spread */
      field: string;
      /** @description In the first run. */
      was: (number | string | boolean) | null;
      /** @description In the other. */
      is: (number | string | boolean) | null;
    };
    RunComparison: {
      task_id: string;
      other_task_id: string;
      /** @description Both have the same result digest, and the same of everything that goes into it. */
      equal: boolean;
      /** @description In the order in which one thing leads to another; of each table the first difference. */
      differences: components['schemas']['RunDifference'][];
    };
    FunctionParameter: {
      /** @example n */
      name: string;
      /**
       * @description num, series, bool, value, const or text
       * @example const
       */
      type: string;
      /** @description Makes the argument optional. */
      default?: number;
      min?: number;
      max?: number;
      whole?: boolean;
      /** @description What a text may be, where that can be listed. */
      words?: string[];
    };
    Function: {
      /** @example sma */
      name: string;
      /** @example series */
      family: string;
      /** @example sma(x, n) */
      signature: string;
      parameters: components['schemas']['FunctionParameter'][];
      /**
       * @description num, bool, or value: what its value arguments are
       * @example num
       */
      result: string;
      /** @description Names of several outputs; the first is that of the bare call. */
      outputs: string[];
      summary: string;
      formula: string;
      source: string;
    };
    Functions: {
      count: number;
      functions: components['schemas']['Function'][];
    };
    StrategyExample: {
      /** @example 02-sma-cross */
      id: string;
      /** @example SMA cross */
      name: string;
      description: string | null;
      /**
       * @description To run it with on the demo data.
       * @example 1d
       * @enum {string}
       */
      timeframe: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo';
      /**
       * @example {
       *       "version": 1,
       *       "name": "SMA cross",
       *       "symbols": [
       *         "AAPL"
       *       ],
       *       "rules": {
       *         "long": {
       *           "enter": "cross_up(sma(close, 10), sma(close, 20))",
       *           "exit": "cross_down(sma(close, 10), sma(close, 20))"
       *         }
       *       }
       *     }
       */
      strategy: {
        [key: string]: unknown;
      };
    };
    StrategyExamples: {
      count: number;
      examples: components['schemas']['StrategyExample'][];
    };
    /** @description Give `text` or `tree`. */
    ParseExpression: {
      /** @example cross_up(sma(close, 10), sma(close, 20)) */
      text?: string;
      /**
       * @example {
       *       "fn": "cross_up",
       *       "args": [
       *         {
       *           "fn": "sma",
       *           "args": [
       *             {
       *               "ref": "close"
       *             },
       *             {
       *               "num": 10
       *             }
       *           ]
       *         },
       *         {
       *           "fn": "sma",
       *           "args": [
       *             {
       *               "ref": "close"
       *             },
       *             {
       *               "num": 20
       *             }
       *           ]
       *         }
       *       ]
       *     }
       */
      tree?: {
        [key: string]: unknown;
      };
      /** @description Names that are parameters: they become `param` in the tree. */
      params?: string[];
    };
    ParsedExpression: {
      /**
       * @description In canonical form.
       * @example cross_up(sma(close, 10), sma(close, 20))
       */
      text: string;
      /**
       * @example {
       *       "fn": "cross_up",
       *       "args": [
       *         {
       *           "fn": "sma",
       *           "args": [
       *             {
       *               "ref": "close"
       *             },
       *             {
       *               "num": 10
       *             }
       *           ]
       *         },
       *         {
       *           "fn": "sma",
       *           "args": [
       *             {
       *               "ref": "close"
       *             },
       *             {
       *               "num": 20
       *             }
       *           ]
       *         }
       *       ]
       *     }
       */
      tree: {
        [key: string]: unknown;
      };
    };
    ValidateStrategy: {
      /**
       * @description A strategy.v1 document.
       * @example {
       *       "version": 1,
       *       "name": "SMA cross",
       *       "symbols": [
       *         "AAPL"
       *       ],
       *       "rules": {
       *         "long": {
       *           "enter": "cross_up(sma(close, 10), sma(close, 20))",
       *           "exit": "cross_down(sma(close, 10), sma(close, 20))"
       *         }
       *       }
       *     }
       */
      strategy?: {
        [key: string]: unknown;
      };
      /** @description Values for its parameters. */
      params?: {
        [key: string]: number;
      };
      /** @description Replaces its symbols. */
      symbols?: string[];
      /**
       * @description The preset decides how long the warm-up is.
       * @enum {string}
       */
      preset?: 'default' | 'backtesting_py';
      /** @description Bars per symbol of the planned run, to estimate its cost. */
      bars?: number;
    };
    ValidatedStrategy: {
      valid: boolean;
      errors: components['schemas']['Fault'][];
      warnings: components['schemas']['Fault'][];
      /** @description Defaults filled in, keys sorted. */
      canonical?: {
        [key: string]: unknown;
      };
      strategy_hash?: string;
      /** @description The same for all values of its parameters. */
      shape_hash?: string;
      symbols?: string[];
      params?: {
        [key: string]: number;
      };
      /** @example 19 */
      warmup_bars?: number;
      /**
       * @description Size of the computation per bar and symbol.
       * @example 6
       */
      nodes?: number;
      /** @description bars × symbols × nodes, when bars were stated. */
      cost_estimate?: number;
    };
    StrategyEntry: {
      /** @example 7b7a3a55-2b06-4f44-9a5c-0c8f3de6c002 */
      strategy_id: string;
      /** @example SMA cross */
      name: string;
      /**
       * @description Whose it is.
       * @example ann
       */
      owner: string | null;
      /** @description Everybody may look at it. */
      shared: boolean;
      /**
       * @description The newest version.
       * @example 1
       */
      version: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    StrategyList: {
      items: components['schemas']['StrategyEntry'][];
      /** @description Hand it in as `cursor`; null on the last page. */
      next_cursor: string | null;
    };
    SaveStrategy: {
      /**
       * @description A strategy.v1 document.
       * @example {
       *       "version": 1,
       *       "name": "SMA cross",
       *       "symbols": [
       *         "AAPL"
       *       ],
       *       "rules": {
       *         "long": {
       *           "enter": "cross_up(sma(close, 10), sma(close, 20))",
       *           "exit": "cross_down(sma(close, 10), sma(close, 20))"
       *         }
       *       }
       *     }
       */
      strategy: {
        [key: string]: unknown;
      };
      /** @description What this version is about. */
      note?: string | null;
    };
    SavedStrategy: {
      /** @example 7b7a3a55-2b06-4f44-9a5c-0c8f3de6c002 */
      strategy_id: string;
      /** @example SMA cross */
      name: string;
      /**
       * @description Whose it is.
       * @example ann
       */
      owner: string | null;
      /** @description Everybody may look at it. */
      shared: boolean;
      /**
       * @description The newest version.
       * @example 1
       */
      version: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      strategy_hash: string;
      /** @description What looks odd but does not stop a run. */
      warnings: components['schemas']['Fault'][];
    };
    StrategyVersionEntry: {
      /** @example 1 */
      version: number;
      strategy_hash: string;
      note: string | null;
      /** Format: date-time */
      created_at: string;
    };
    StrategyWithVersions: {
      /** @example 7b7a3a55-2b06-4f44-9a5c-0c8f3de6c002 */
      strategy_id: string;
      /** @example SMA cross */
      name: string;
      /**
       * @description Whose it is.
       * @example ann
       */
      owner: string | null;
      /** @description Everybody may look at it. */
      shared: boolean;
      /**
       * @description The newest version.
       * @example 1
       */
      version: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      strategy_hash: string;
      /** @description The newest version as given. */
      strategy: {
        [key: string]: unknown;
      };
      /** @description The newest first. */
      versions: components['schemas']['StrategyVersionEntry'][];
    };
    UpdateStrategy: {
      /**
       * @description A strategy.v1 document.
       * @example {
       *       "version": 1,
       *       "name": "SMA cross",
       *       "symbols": [
       *         "AAPL"
       *       ],
       *       "rules": {
       *         "long": {
       *           "enter": "cross_up(sma(close, 10), sma(close, 20))",
       *           "exit": "cross_down(sma(close, 10), sma(close, 20))"
       *         }
       *       }
       *     }
       */
      strategy: {
        [key: string]: unknown;
      };
      /** @description What this version is about. */
      note?: string | null;
      /** @description The version that the change starts from; refused when there is a newer one. */
      base_version?: number;
    };
    Share: {
      /**
       * @description Everybody may look at it; only its owner changes it.
       * @example true
       */
      shared: boolean;
    };
    StrategyVersion: {
      /** @example 1 */
      version: number;
      strategy_hash: string;
      note: string | null;
      /** Format: date-time */
      created_at: string;
      /** @example 7b7a3a55-2b06-4f44-9a5c-0c8f3de6c002 */
      strategy_id: string;
      /** @description The document as it was given. */
      strategy: {
        [key: string]: unknown;
      };
    };
    RunLinks: {
      /** @example /api/v1/backtest/status/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      status: string;
      /** @example /api/v1/backtest/result/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      result: string;
    };
    Run: {
      /** @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      task_id: string;
      /** @example the one to beat */
      name: string | null;
      notes: string | null;
      /**
       * @example [
       *       "momentum"
       *     ]
       */
      tags: string[];
      pinned: boolean;
      /**
       * @description Whose it is: the owner of a key, or an address.
       * @example ann
       */
      owner: string;
      /** @description Everybody may look at it. */
      shared: boolean;
      /**
       * @example completed
       * @enum {string}
       */
      status: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'timeout';
      /** @example SMA cross */
      strategy_name: string;
      /** @description Null while there is no result, as with all that follows from one. */
      strategy_hash: string | null;
      /**
       * @example [
       *       "AAPL"
       *     ]
       */
      symbols: string[];
      /** @example 1d */
      timeframe: string;
      /** @description As the run body stated it. */
      start_date: string | null;
      /** @description As the run body stated it. */
      end_date: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      started_at: string | null;
      /** Format: date-time */
      finished_at: string | null;
      duration_ms: number | null;
      bars_total: number | null;
      result_digest: string | null;
      /** @description The run was cancelled and its result is what it had computed. */
      partial: boolean;
      /**
       * @description Those of the result.
       * @example {
       *       "return_pct": 12.5,
       *       "sharpe_ratio": 0.8,
       *       "trades": 42
       *     }
       */
      metrics: {
        [key: string]: unknown;
      } | null;
      /** @description Why it did not complete. */
      error?: components['schemas']['TaskError'];
      links: components['schemas']['RunLinks'];
    };
    RunList: {
      items: components['schemas']['Run'][];
      /** @description Hand it in as `cursor`; null on the last page. */
      next_cursor: string | null;
    };
    /** @description What is left out stays; null takes it away. */
    AnnotateRun: {
      /** @example the one to beat */
      name?: string | null;
      notes?: string | null;
      /**
       * @description In place of those that it has.
       * @example [
       *       "momentum"
       *     ]
       */
      tags?: string[];
      /** @description Cleanup never removes it. */
      pinned?: boolean;
      /** @description Everybody may look at it; only its owner changes it. */
      shared?: boolean;
    };
    WalkForward: {
      /** @description Test segments, one after the other up to the last bar. Default: 5. */
      folds?: number;
      /**
       * @description Training windows of one length, or all from the first bar on. Default: "rolling".
       * @enum {string}
       */
      mode?: 'rolling' | 'anchored';
      /** @description The (first) training window as a share of it and one test segment. Default: 0.75. */
      train_share?: number;
      /** @description Bars left out between training and test. Default: 0. */
      purge_bars?: number;
    };
    RunOptimisation: {
      /** @description A strategy.v1 document. */
      strategy?: {
        [key: string]: unknown;
      };
      /** @description Id of a stored strategy, instead of one in the body. */
      strategy_id?: string;
      /** @description A version of the stored strategy, else its newest. */
      strategy_version?: number;
      /**
       * @example 1d
       * @enum {string}
       */
      timeframe: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo';
      /**
       * @description First day or instant, inclusive. A bare date is that whole day in the instrument’s zone.
       * @example 2014-01-01
       */
      start_date?: string | null;
      /**
       * @description Last day or instant, inclusive.
       * @example 2017-12-31
       */
      end_date?: string | null;
      /** @description Default: 100000. */
      initial_capital?: number;
      /**
       * @description Replaces the symbols of the strategy.
       * @example [
       *       "AAPL"
       *     ]
       */
      symbols?: string[];
      /**
       * @description By name of the parameter: `{min, max, step}`, a list of values, or a single value.
       * @example {
       *       "fast": {
       *         "min": 5,
       *         "max": 30,
       *         "step": 5
       *       },
       *       "slow": [
       *         20,
       *         50,
       *         100
       *       ]
       *     }
       */
      params: {
        [key: string]:
          | {
              min: number;
              max: number;
              step: number;
            }
          | number[]
          | number;
      };
      costs?: components['schemas']['Costs'];
      execution?: components['schemas']['Execution'];
      /**
       * @description Symbol to compare with.
       * @example ^GSPC
       */
      benchmark?: string | null;
      /**
       * @description `split` and `total` (with dividends) adjust bars when they are read; with `raw` splits and dividends act on positions. Default: "split".
       * @enum {string}
       */
      adjust?: 'raw' | 'split' | 'total';
      /**
       * @description Read the data as it was stored at this instant.
       * @example 2026-11-20T00:00:00Z
       */
      as_of?: string | null;
      /** @description Default: 0. */
      seed?: number;
      /**
       * @example [
       *       "first try"
       *     ]
       */
      tags?: string[];
      /**
       * @description `random` draws `max_trials` from the grid, none twice, by `seed`. Default: "grid".
       * @enum {string}
       */
      method?: 'grid' | 'random' | 'walk_forward';
      /**
       * @description The metric to be best at. Of volatility, durations, turnover and costs less is better. Default: "sharpe_ratio".
       * @enum {string}
       */
      objective?:
        | 'exposure_time_pct'
        | 'equity_final'
        | 'equity_peak'
        | 'commissions'
        | 'return_pct'
        | 'return_ann_pct'
        | 'volatility_ann_pct'
        | 'cagr_pct'
        | 'sharpe_ratio'
        | 'sharpe_ratio_geometric'
        | 'sortino_ratio'
        | 'calmar_ratio'
        | 'alpha_pct'
        | 'beta'
        | 'max_drawdown_pct'
        | 'avg_drawdown_pct'
        | 'max_drawdown_duration_seconds'
        | 'avg_drawdown_duration_seconds'
        | 'trades'
        | 'win_rate_pct'
        | 'best_trade_pct'
        | 'worst_trade_pct'
        | 'avg_trade_pct'
        | 'max_trade_duration_seconds'
        | 'avg_trade_duration_seconds'
        | 'profit_factor'
        | 'profit_factor_returns'
        | 'expectancy_pct'
        | 'sqn'
        | 'kelly'
        | 'turnover'
        | 'cost_commission'
        | 'cost_spread'
        | 'cost_slippage'
        | 'cost_borrow';
      /**
       * @description Conditions over the parameters that a trial has to fulfil.
       * @example [
       *       "fast < slow"
       *     ]
       */
      constraints?: string[];
      /** @description Default: 2000. */
      max_trials?: number;
      /** @description With method `walk_forward`. */
      walk_forward?: components['schemas']['WalkForward'];
    };
    OptimisationLinks: {
      /** @example /api/v1/optimise/status/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      status: string;
      /** @example /api/v1/optimise/result/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      result: string;
      /** @example /api/v1/optimise/cancel/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      cancel: string;
      /** @example /api/v1/backtest/events/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      events: string;
    };
    OptimisationStarted: {
      /** @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      task_id: string;
      /** @enum {string} */
      status: 'started';
      /** @example Optimisation queued */
      message: string;
      /**
       * @description With a walk-forward analysis those of all folds.
       * @example 174
       */
      trials: number;
      /** @example /ws/backtest/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      websocket_url: string;
      links: components['schemas']['OptimisationLinks'];
      /** @description What looks odd but does not stop it. */
      warnings?: components['schemas']['Fault'][];
    };
    BestTrial: {
      /**
       * @example {
       *       "fast": 10,
       *       "slow": 40
       *     }
       */
      params: {
        [key: string]: number;
      };
      /** @example 1.2 */
      objective: number;
      /** @description All metrics on the bars on which it was found. */
      metrics: {
        [key: string]: unknown;
      };
    };
    WalkForwardResult: {
      /** @description Of the test segments joined, percent. */
      return_pct: number | null;
      /** @description Probability that their true Sharpe ratio is above 0. */
      probabilistic_sharpe: number | null;
      /** @description Per fold: `train` and `test` (`from_bar`, `to_bar` exclusive, `start`, `end`), `params` that training chose, `train_objective`, `test_objective`, `test_return_pct`, `test_trades`, `deflated_sharpe`, `overfitting`. */
      folds: {
        [key: string]: unknown;
      }[];
      /** @description `time` and `equity` of the test segments joined. */
      equity_curve: {
        [key: string]: unknown;
      };
    };
    OptimisationResult: {
      task_id: string;
      /**
       * @example completed
       * @enum {string}
       */
      status: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'timeout';
      /**
       * @example grid
       * @enum {string}
       */
      method: 'grid' | 'random' | 'walk_forward';
      /** @example sharpe_ratio */
      objective: string;
      /** @description The strategy in canonical form. */
      strategy: {
        [key: string]: unknown;
      };
      /** @description The world of every trial, with every default filled in. */
      request: {
        [key: string]: unknown;
      };
      /** @description `params` (values by name), `fixed_params`, `constraints`, `max_trials`, `seed`, `walk_forward`. */
      search: {
        [key: string]: unknown;
      };
      engine_version: string;
      /** @description Of the strategy without the values of its parameters. */
      shape_hash: string;
      data_digest: string;
      /** Format: date-time */
      started_at: string;
      /** Format: date-time */
      finished_at: string;
      /** @example 182 */
      duration_ms: number;
      /** @example 174 */
      trials_planned: number;
      /** @example 174 */
      trials_done: number;
      /**
       * @description Sets of parameters that the strategy does not take.
       * @example 0
       */
      trials_refused: number;
      /** @description With a walk-forward analysis that of the newest fold. */
      best: components['schemas']['BestTrial'] | null;
      /**
       * @description Whether the best stands on a plateau or a spike: its neighbours’ `count`, `mean` and `worst`, and `kept`, the share of the way from the median of all trials to the best that they keep; `verdict` is plateau from 0.5 on.
       * @example {
       *       "count": 8,
       *       "mean": 1.05,
       *       "worst": 0.8,
       *       "kept": 0.81,
       *       "verdict": "plateau"
       *     }
       */
      stability: {
        [key: string]: unknown;
      } | null;
      /**
       * @description Sharpe ratio of the best per period of its returns, the probability that the true one is above 0 (`probabilistic`) and above what luck would give in all trials of the shape so far (`trials_of_shape`; `deflated`), and the returns needed for 95 % (`minimum_track_record`). Bailey and López de Prado 2012, 2014.
       * @example {
       *       "trials": 174,
       *       "trials_of_shape": 180,
       *       "sharpe": 0.08,
       *       "probabilistic": 0.99,
       *       "expected_maximum": 0.05,
       *       "deflated": 0.91,
       *       "minimum_track_record": 420,
       *       "returns": 2147
       *     }
       */
      evidence: {
        [key: string]: unknown;
      } | null;
      /**
       * @description `probability` that the best of one half of time is below the median in the other, over all `combinations` of `blocks` of time; `loss_probability` that it loses there. Bailey, Borwein, López de Prado and Zhu 2017.
       * @example {
       *       "probability": 0.2,
       *       "loss_probability": 0.1,
       *       "combinations": 12870,
       *       "blocks": 16
       *     }
       */
      overfitting: {
        [key: string]: unknown;
      } | null;
      /** @description For pairs of parameters: `x`, `x_values`, `y`, `y_values`, and rows by `y` of the `best` and the `mean` objective. */
      heat_maps: {
        [key: string]: unknown;
      }[];
      walk_forward: components['schemas']['WalkForwardResult'] | null;
      /** @description The best 50, best first; all of them are at /trials. */
      top_trials: {
        [key: string]: unknown;
      }[];
      /** @description It was cancelled and this is what it had. */
      partial: boolean;
    };
    RunAblation: {
      /**
       * @description Task of a finished backtest.
       * @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001
       */
      run_id: string;
      /**
       * @description Of the returns of periods (days, or longer bars): `sharpe`: mean / standard deviation, not annualised. `return`: their mean. `edge`: the mean of those in which something was held, which does not reward being in the market for longer. Default: "sharpe".
       * @enum {string}
       */
      measure?: 'sharpe' | 'return' | 'edge';
      /** @description Resamples behind each interval. Default: 1000. */
      resamples?: number;
      /** @description Mean length of a block of the bootstrap, in periods. Default: 10. */
      mean_block?: number;
      /** @description Default: 0. */
      seed?: number;
    };
    AnalysisLinks: {
      /** @example /api/v1/analytics/monte-carlo/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      result: string;
    };
    AnalysisStarted: {
      /** @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      task_id: string;
      /** @enum {string} */
      status: 'started';
      /** @example Monte Carlo queued */
      message: string;
      links: components['schemas']['AnalysisLinks'];
    };
    AblatedRun: {
      /** @example 12.5 */
      return_pct: number | null;
      /** @example 42 */
      trades: number;
    };
    AblatedPart: {
      /**
       * @description JSON pointer into the strategy.
       * @example /rules/long/enter
       */
      path: string;
      /**
       * @description What was taken away.
       * @example rsi(close, 2) < 10
       */
      without: string;
      /**
       * @description The measure with the part less the measure without it.
       * @example 0.031
       */
      contribution: number;
      /**
       * @description 95 % of the resamples lie between `low` and `high`.
       * @example -0.012
       */
      low: number;
      /** @example 0.074 */
      high: number;
      /** @description The run without the part. */
      left: components['schemas']['AblatedRun'];
    };
    AblationResult: {
      task_id: string;
      /**
       * @example completed
       * @enum {string}
       */
      status: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'timeout';
      /** @description The backtest. */
      run_id: string;
      /** @enum {string} */
      measure: 'sharpe' | 'return' | 'edge';
      /** @example 1000 */
      resamples: number;
      /** @example 10 */
      mean_block: number;
      /** @example 0 */
      seed: number;
      /**
       * @description Returns that are compared.
       * @example 2147
       */
      periods: number;
      /** @description The run with all parts, on the data of now. */
      whole: components['schemas']['AblatedRun'];
      /** @description Those that add most first. */
      parts: components['schemas']['AblatedPart'][];
    };
    RunMonteCarlo: {
      /**
       * @description Task of a finished backtest.
       * @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001
       */
      run_id: string;
      /**
       * @description `shuffle_trades`: the closed trades in other orders, which shows other drawdowns on the way to the same end. `bootstrap`: daily returns drawn again in blocks (Politis and Romano 1994), which shows other ends, too. Default: "shuffle_trades".
       * @enum {string}
       */
      method?: 'shuffle_trades' | 'bootstrap';
      /** @description Default: 1000. */
      paths?: number;
      /** @description Mean length of a block of the bootstrap, in periods. Default: 10. */
      mean_block?: number;
      /** @description Default: 0. */
      seed?: number;
    };
    PathEnd: {
      /** @example 12.5 */
      return_pct: number;
      /** @example -9.1 */
      max_drawdown_pct: number;
    };
    MonteCarloResult: {
      task_id: string;
      /**
       * @example completed
       * @enum {string}
       */
      status: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'timeout';
      /** @description The backtest. */
      run_id: string;
      /** @enum {string} */
      method: 'shuffle_trades' | 'bootstrap';
      /** @example 1000 */
      paths: number;
      /**
       * @description Trades or periods that were drawn from.
       * @example 42
       */
      returns: number;
      /** @example 10 */
      mean_block: number;
      /** @example 0 */
      seed: number;
      /** @description The run itself, from the same returns. */
      actual: components['schemas']['PathEnd'];
      /**
       * @description Quantiles over the paths, percent.
       * @example {
       *       "p1": -31,
       *       "p5": -24,
       *       "p25": -15,
       *       "p50": -11,
       *       "p75": -8,
       *       "p95": -6,
       *       "p99": -5
       *     }
       */
      return_pct: {
        [key: string]: number;
      };
      /**
       * @description Quantiles over the paths, percent, zero or less: `p1` is among the worst.
       * @example {
       *       "p1": -31,
       *       "p5": -24,
       *       "p25": -15,
       *       "p50": -11,
       *       "p75": -8,
       *       "p95": -6,
       *       "p99": -5
       *     }
       */
      max_drawdown_pct: {
        [key: string]: number;
      };
      /**
       * @description Share of the paths that end below where they began.
       * @example 0.02
       */
      loss_probability: number;
      /**
       * @description Share of the paths that fall at least as deep as the run itself did.
       * @example 0.6
       */
      deeper_drawdown_probability: number;
    };
    StoredSeries: {
      /** @example AAPL */
      symbol: string;
      /** @enum {string} */
      timeframe: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo';
      /**
       * Format: date-time
       * @description Open time of the oldest bar.
       */
      first: string;
      /**
       * Format: date-time
       * @description Open time of the newest bar.
       */
      last: string;
      /** @example 1260 */
      count: number;
    };
    Instrument: {
      /** @example AAPL */
      symbol: string;
      /** @example Apple Inc. */
      name: string | null;
      /** @example XNYS */
      calendar: string;
      /** @example America/New_York */
      time_zone: string;
      /** @example USD */
      currency: string;
      /** @description Whether the jobs bring its market data. */
      active: boolean;
      /**
       * Format: date
       * @description The last day on which it was listed; nothing is asked for after it.
       */
      delisted_on: string | null;
      /**
       * @description Jobs that leave it out.
       * @example []
       */
      excluded_datasets: (
        | 'historical_prices'
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'company_info'
      )[];
      series: components['schemas']['StoredSeries'][];
    };
    Symbols: {
      /** @example 2 */
      count: number;
      symbols: components['schemas']['Instrument'][];
    };
    AddSymbol: {
      name?: string | null;
      /**
       * @description When its exchange trades. A new symbol: `XNYS`, a pair such as BTC-USD `always`.
       * @enum {string}
       */
      calendar?: 'always' | 'XNYS';
      /**
       * @description IANA zone: a bare date is a day of this zone. A new symbol: that of the calendar.
       * @example America/New_York
       */
      time_zone?: string;
      /**
       * @description A new symbol: `USD`.
       * @example USD
       */
      currency?: string;
      /** @description Whether the jobs bring its market data. A new symbol: yes. */
      active?: boolean;
      /**
       * @description The last day on which it was listed.
       * @example 2026-11-20
       */
      delisted_on?: string | null;
      /**
       * @description Jobs that leave it out.
       * @example [
       *       "fundamentals"
       *     ]
       */
      excluded_datasets?: (
        | 'historical_prices'
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'company_info'
      )[];
      /**
       * @description Upper case letters, digits and ^ . = _ -
       * @example MSFT
       */
      symbol: string;
    };
    ChangeSymbol: {
      name?: string | null;
      /**
       * @description When its exchange trades. A new symbol: `XNYS`, a pair such as BTC-USD `always`.
       * @enum {string}
       */
      calendar?: 'always' | 'XNYS';
      /**
       * @description IANA zone: a bare date is a day of this zone. A new symbol: that of the calendar.
       * @example America/New_York
       */
      time_zone?: string;
      /**
       * @description A new symbol: `USD`.
       * @example USD
       */
      currency?: string;
      /** @description Whether the jobs bring its market data. A new symbol: yes. */
      active?: boolean;
      /**
       * @description The last day on which it was listed.
       * @example 2026-11-20
       */
      delisted_on?: string | null;
      /**
       * @description Jobs that leave it out.
       * @example [
       *       "fundamentals"
       *     ]
       */
      excluded_datasets?: (
        | 'historical_prices'
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'company_info'
      )[];
    };
    /** @description Sessions in a row. */
    Gap: {
      /**
       * Format: date
       * @example 2026-07-01
       */
      from: string;
      /**
       * Format: date
       * @example 2026-07-02
       */
      to: string;
      /** @example 2 */
      sessions: number;
    };
    CoverageRow: {
      /** @example AAPL */
      symbol: string;
      /**
       * @description Bars are `historical_prices`.
       * @enum {string}
       */
      dataset: 'historical_prices' | 'stock_quotes' | 'options_chain';
      /**
       * @description Of bars.
       * @enum {string|null}
       */
      timeframe: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo' | null;
      /**
       * @description The stored timeframe that bars of this one are joined from; null where they are stored.
       * @enum {string|null}
       */
      derived_from: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo' | null;
      /**
       * Format: date
       * @description The first day that counts.
       */
      from: string | null;
      /**
       * Format: date
       * @description The last day that counts.
       */
      to: string | null;
      /**
       * @description Sessions of the calendar; null for stored bars of weeks and months.
       * @example 253
       */
      expected: number | null;
      /**
       * @description Those of which something is stored.
       * @example 251
       */
      present: number | null;
      /** @description Sessions of which nothing is stored; oldest first. */
      gaps: components['schemas']['Gap'][];
      /** @description Sessions of which there are fewer bars than they have room for, of bars shorter than a day: a vendor broke off, or nobody traded. */
      partial: components['schemas']['Gap'][];
      /**
       * Format: date-time
       * @description Open time of the oldest stored bar.
       */
      first: string | null;
      /**
       * Format: date-time
       * @description Open time of the newest stored bar.
       */
      last: string | null;
      /**
       * @description Stored bars.
       * @example 1260
       */
      count: number | null;
    };
    Coverage: {
      /** @example 2 */
      count: number;
      series: components['schemas']['CoverageRow'][];
    };
    CoveredDay: {
      /**
       * Format: date
       * @example 2026-11-27
       */
      date: string;
      /**
       * @description `partial`: fewer bars than the session has room for. `closed`: the exchange was.
       * @enum {string}
       */
      standing: 'present' | 'partial' | 'missing' | 'closed';
      /**
       * @description Stored bars of the session.
       * @example 120
       */
      bars: number;
      /**
       * @description Bars for which the session has room.
       * @example 210
       */
      expected: number;
      /**
       * @description Why there is no session, or a short one.
       * @example Day after Thanksgiving
       */
      exception: string | null;
    };
    CoveredDays: {
      /** @example AAPL */
      symbol: string;
      /** @enum {string} */
      timeframe: '1m' | '5m' | '15m' | '30m' | '1h' | '1d';
      /** @description Sessions that are over, and weekdays on which the exchange was closed; oldest first. */
      days: components['schemas']['CoveredDay'][];
    };
    FreshnessRow: {
      /** @enum {string} */
      dataset:
        | 'historical_prices'
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'economic_indicators'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'economic_events'
        | 'company_info';
      /**
       * @description Null where a dataset has one deadline for all.
       * @example AAPL
       */
      symbol: string | null;
      /** @description Whether the newest that is due is there. */
      fresh: boolean;
      /**
       * Format: date-time
       * @description The newest has to be of this instant or later; null where nothing is due yet.
       */
      expected: string | null;
      /**
       * Format: date-time
       * @description What the newest is about, or when the job last succeeded; null where there is none.
       */
      newest: string | null;
    };
    Freshness: {
      /** @description Whether all of the list is. */
      fresh: boolean;
      /** @example 24 */
      count: number;
      /**
       * @description Those of the list that are late.
       * @example 1
       */
      late: number;
      items: components['schemas']['FreshnessRow'][];
    };
    Bar: {
      /**
       * Format: date-time
       * @description Open time; a bar of a day and longer has its date at 00:00Z.
       */
      time: string;
      /** @example 79.38 */
      open: number;
      /** @example 79.58 */
      high: number;
      /** @example 78.86 */
      low: number;
      /** @example 79.02 */
      close: number;
      /** @example 58671200 */
      volume: number;
    };
    BarPage: {
      symbol: string;
      /** @enum {string} */
      timeframe: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo';
      /**
       * @description The stored timeframe that the bars were joined from; null where they are stored.
       * @enum {string|null}
       */
      derived_from: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo' | null;
      /** @enum {string} */
      adjust: 'raw' | 'split' | 'total';
      /** Format: date-time */
      as_of: string | null;
      /** @description Oldest first. */
      items: components['schemas']['Bar'][];
      /** @description Hand it in as `cursor`; null on the last page. */
      next_cursor: string | null;
    };
    BarAgreement: {
      /**
       * Format: date-time
       * @description Open time.
       */
      time: string;
      /**
       * @description Whose bar is stored.
       * @example yahoo
       */
      provider: string;
      /**
       * @description The part of those asked that say the same.
       * @example 1
       */
      confidence: number;
      /** @example 3 */
      agreed: number;
      /** @example 3 */
      asked: number;
    };
    BarAgreements: {
      symbol: string;
      /** @enum {string} */
      timeframe: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo';
      /** @description Oldest first. */
      items: components['schemas']['BarAgreement'][];
      /**
       * Format: date-time
       * @description The `start` of the next page; null on the last one.
       */
      next_start: string | null;
    };
    RejectedLine: {
      /**
       * @description Number of the line in the file, the header is 1.
       * @example 17
       */
      line: number;
      /** @example high 10 is below low 11 */
      reason: string;
    };
    ImportReport: {
      /** @example GOOG */
      symbol: string;
      /** @enum {string} */
      timeframe: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo';
      /** @example 2148 */
      inserted: number;
      /** @example 0 */
      changed: number;
      /** @example 0 */
      unchanged: number;
      /**
       * @description Lines that were left out.
       * @example 0
       */
      rejected_count: number;
      /** @description The first of them. */
      rejected: components['schemas']['RejectedLine'][];
      /**
       * Format: date-time
       * @description Open time of the oldest bar of the file.
       */
      first: string;
      /** Format: date-time */
      last: string;
    };
    /** @description Last price, bid and ask of each instrument */
    Quote: {
      /** @example AAPL */
      symbol: string;
      /**
       * Format: date-time
       * @example 2026-11-20T14:30:00.000Z
       */
      last_timestamp: string;
      /** @example 189.3 */
      last_price: number;
      open: number | null;
      high: number | null;
      low: number | null;
      prev_close: number | null;
      volume: number | null;
      /** @example 189.29 */
      bid: number | null;
      bid_size: number | null;
      /** @example 189.31 */
      ask: number | null;
      ask_size: number | null;
      change: number | null;
      change_fraction: number | null;
      year_high: number | null;
      year_low: number | null;
      market_cap: number | null;
      /** @example regular */
      market_state: string | null;
      asset_type: string | null;
      name: string | null;
      exchange: string | null;
      currency: string | null;
      /** Format: date-time */
      event_time: string;
      /** Format: date-time */
      known_at: string;
      /** @example sim */
      provider: string;
      run_id: string;
    };
    LatestQuotes: {
      /** Format: date-time */
      as_of: string | null;
      /** @description By symbol. */
      items: components['schemas']['Quote'][];
      /**
       * @description Symbols that were asked for and have no quote.
       * @example [
       *       "NONE"
       *     ]
       */
      missing: string[];
    };
    /** @description Each contract of the nearest expiries, as it stood at a slot */
    OptionContract: {
      /** @example AAPL */
      symbol: string;
      /**
       * Format: date-time
       * @example 2026-11-20T14:30:00.000Z
       */
      snapshot_time: string;
      /** @example AAPL261218C00190000 */
      contract_symbol: string;
      /** Format: date */
      expiration: string;
      days_to_expiration: number | null;
      /** @example 190 */
      strike: number;
      /** @example call */
      option_type: string;
      underlying_price: number | null;
      last_trade_price: number | null;
      /** Format: date-time */
      last_trade_time: string | null;
      bid: number | null;
      bid_size: number | null;
      ask: number | null;
      ask_size: number | null;
      mark: number | null;
      volume: number | null;
      open_interest: number | null;
      change: number | null;
      change_fraction: number | null;
      implied_volatility: number | null;
      delta: number | null;
      gamma: number | null;
      theta: number | null;
      vega: number | null;
      rho: number | null;
      in_the_money: boolean | null;
      contract_size: number | null;
      /** Format: date-time */
      event_time: string;
      /** Format: date-time */
      known_at: string;
      /** @example sim */
      provider: string;
      run_id: string;
    };
    OptionChain: {
      /** @example AAPL */
      symbol: string;
      /**
       * Format: date-time
       * @description When the chain stood like this; null where none is stored.
       */
      snapshot_time: string | null;
      /** Format: date-time */
      as_of: string | null;
      /**
       * @description Of the whole chain.
       * @example [
       *       "2026-12-18"
       *     ]
       */
      expirations: string[];
      /** @description By contract. */
      items: components['schemas']['OptionContract'][];
    };
    /** @description What came and could not be used, or looks strange. */
    QuarantineRecord: {
      /** @example 42 */
      id: number;
      /** @enum {string} */
      dataset:
        | 'historical_prices'
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'economic_indicators'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'economic_events'
        | 'company_info';
      /** @example AAPL */
      symbol: string;
      /**
       * @description Of bars.
       * @enum {string|null}
       */
      timeframe: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo' | null;
      /** @enum {string} */
      severity: 'error' | 'warning';
      /** @example high 10 is below low 11 */
      reason: string;
      /**
       * @description What it said, as far as it is kept.
       * @example 2026-11-20,11,10,11,10.5,1200
       */
      content: string;
      /**
       * @description Of a file; 0 for what came from elsewhere.
       * @example 17
       */
      line: number;
      /** @example yahoo */
      provider: string;
      run_id: string;
      /** Format: date-time */
      found_at: string;
    };
    QuarantinePage: {
      /** @description Newest first. */
      items: components['schemas']['QuarantineRecord'][];
      /** @description Hand it in as `cursor`; null on the last page. */
      next_cursor: string | null;
    };
    BackfillRequest: {
      /**
       * @example historical_prices
       * @enum {string}
       */
      dataset:
        | 'historical_prices'
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'economic_indicators'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'economic_events'
        | 'company_info';
      /**
       * @description Of `historical_prices`; daily ones when absent.
       * @enum {string}
       */
      timeframe?: '1m' | '5m' | '15m' | '30m' | '1h';
      /**
       * @description Symbols; of economic events a word for all, such as `US`. Ids of series are taken here as well.
       * @example [
       *       "AAPL",
       *       "MSFT"
       *     ]
       */
      symbols?: string[];
      /**
       * @description Ids of series, for a dataset that is about series, in place of `symbols`.
       * @example [
       *       "CPIAUCSL",
       *       "UNRATE"
       *     ]
       */
      series?: string[];
      /**
       * Format: date
       * @description The first day.
       * @example 2020-01-02
       */
      start: string;
      /**
       * Format: date
       * @description The last day.
       * @example 2026-11-20
       */
      end: string;
      /** @description Only say what would be asked. Default: false. */
      dry_run?: boolean;
    };
    BackfillChunk: {
      /**
       * @description Symbols or ids of series.
       * @example [
       *       "AAPL",
       *       "MSFT"
       *     ]
       */
      symbols: string[];
      /**
       * Format: date
       * @example 2020-01-02
       */
      from: string;
      /**
       * Format: date
       * @example 2026-11-20
       */
      to: string;
    };
    BackfillPlan: {
      /** @enum {string} */
      dataset:
        | 'historical_prices'
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'economic_indicators'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'economic_events'
        | 'company_info';
      /**
       * @description Questions to providers, at least.
       * @example 2
       */
      requests: number;
      /**
       * @description Parts that are done one after the other.
       * @example 1
       */
      chunks_count: number;
      /** @description The first hundred of them, in their order. */
      chunks: components['schemas']['BackfillChunk'][];
    };
    BackfillLinks: {
      /** @example /api/scheduler/queue/tasks/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001/status */
      status: string;
      /** @example /api/v1/admin/tasks/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001/cancel */
      cancel: string;
    };
    StartedBackfill: {
      /** @enum {string} */
      dataset:
        | 'historical_prices'
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'economic_indicators'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'economic_events'
        | 'company_info';
      /**
       * @description Questions to providers, at least.
       * @example 2
       */
      requests: number;
      /**
       * @description Parts that are done one after the other.
       * @example 1
       */
      chunks_count: number;
      /** @description The first hundred of them, in their order. */
      chunks: components['schemas']['BackfillChunk'][];
      /** @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      task_id: string;
      /** @example pending */
      status: string;
      links: components['schemas']['BackfillLinks'];
    };
    QuotePage: {
      /** @enum {string} */
      dataset:
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'economic_indicators'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'economic_events'
        | 'company_info';
      /** Format: date-time */
      as_of: string | null;
      /** @description Hand it in as `cursor`; null on the last page. */
      next_cursor: string | null;
      items: components['schemas']['Quote'][];
    };
    /** @description Income statement, balance sheet and cash flow, one row for each statement of each period */
    Fundamentals: {
      /** @example AAPL */
      symbol: string;
      /** @example income */
      statement: string;
      /** @example quarter */
      period_type: string;
      /**
       * Format: date
       * @example 2026-09-26
       */
      period_ending: string;
      fiscal_year: number | null;
      fiscal_period: string | null;
      /** Format: date */
      filing_date: string | null;
      /** Format: date-time */
      accepted_at: string | null;
      /** Format: date-time */
      published_at: string | null;
      reported_currency: string | null;
      /** @example 94930000000 */
      revenue: number | null;
      cost_of_revenue: number | null;
      gross_profit: number | null;
      research_and_development_expense: number | null;
      selling_general_and_admin_expense: number | null;
      total_operating_income: number | null;
      ebitda: number | null;
      total_pre_tax_income: number | null;
      income_tax_expense: number | null;
      consolidated_net_income: number | null;
      basic_earnings_per_share: number | null;
      diluted_earnings_per_share: number | null;
      weighted_average_basic_shares: number | null;
      weighted_average_diluted_shares: number | null;
      total_assets: number | null;
      total_liabilities: number | null;
      total_debt: number | null;
      net_debt: number | null;
      cash_and_cash_equivalents: number | null;
      total_stockholders_equity: number | null;
      operating_cash_flow: number | null;
      capital_expenditure: number | null;
      free_cash_flow: number | null;
      extra: {
        [key: string]: unknown;
      } | null;
      /** Format: date-time */
      event_time: string;
      /** Format: date-time */
      known_at: string;
      /** @example sim */
      provider: string;
      run_id: string;
    };
    FundamentalsPage: {
      /** @enum {string} */
      dataset:
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'economic_indicators'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'economic_events'
        | 'company_info';
      /** Format: date-time */
      as_of: string | null;
      /** @description Hand it in as `cursor`; null on the last page. */
      next_cursor: string | null;
      items: components['schemas']['Fundamentals'][];
    };
    /** @description Cash dividends with their dates; the amount is per share of the ex-date */
    Dividend: {
      /** @example AAPL */
      symbol: string;
      /**
       * Format: date
       * @example 2026-11-10
       */
      ex_dividend_date: string;
      /** @example 0.26 */
      amount: number;
      declared_amount: number | null;
      /** @example USD */
      currency: string | null;
      /** Format: date */
      record_date: string | null;
      /** Format: date */
      payment_date: string | null;
      /** Format: date */
      declaration_date: string | null;
      /** Format: date-time */
      published_at: string | null;
      frequency: string | null;
      /** @example cash */
      dividend_type: string;
      /** Format: date-time */
      event_time: string;
      /** Format: date-time */
      known_at: string;
      /** @example sim */
      provider: string;
      run_id: string;
    };
    DividendPage: {
      /** @enum {string} */
      dataset:
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'economic_indicators'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'economic_events'
        | 'company_info';
      /** Format: date-time */
      as_of: string | null;
      /** @description Hand it in as `cursor`; null on the last page. */
      next_cursor: string | null;
      items: components['schemas']['Dividend'][];
    };
    /** @description Reported and expected earnings and revenue of each quarter */
    Earnings: {
      /** @example AAPL */
      symbol: string;
      /**
       * Format: date
       * @example 2026-09-26
       */
      period_ending: string;
      /** Format: date */
      report_date: string | null;
      /** Format: date-time */
      published_at: string | null;
      fiscal_year: number | null;
      fiscal_period: string | null;
      /** @example 1.64 */
      eps_actual: number | null;
      /** @example 1.6 */
      eps_estimated: number | null;
      /** @example 0.025 */
      surprise_fraction: number | null;
      revenue_actual: number | null;
      revenue_estimated: number | null;
      /** Format: date-time */
      event_time: string;
      /** Format: date-time */
      known_at: string;
      /** @example sim */
      provider: string;
      run_id: string;
    };
    EarningsPage: {
      /** @enum {string} */
      dataset:
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'economic_indicators'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'economic_events'
        | 'company_info';
      /** Format: date-time */
      as_of: string | null;
      /** @description Hand it in as `cursor`; null on the last page. */
      next_cursor: string | null;
      items: components['schemas']['Earnings'][];
    };
    /** @description When companies will report; a date that moves replaces the one before */
    EarningsDate: {
      /** @example AAPL */
      symbol: string;
      /** Format: date */
      period_ending: string | null;
      /**
       * Format: date
       * @example 2027-01-28
       */
      report_date: string;
      /** @example amc */
      report_time: string | null;
      /** @example true */
      confirmed: boolean | null;
      /** Format: date-time */
      published_at: string | null;
      name: string | null;
      eps_previous: number | null;
      /** @example 2.35 */
      eps_consensus: number | null;
      eps_actual: number | null;
      revenue_consensus: number | null;
      revenue_actual: number | null;
      fiscal_year: number | null;
      fiscal_period: string | null;
      /** Format: date-time */
      event_time: string;
      /** Format: date-time */
      known_at: string;
      /** @example sim */
      provider: string;
      run_id: string;
    };
    EarningsDatePage: {
      /** @enum {string} */
      dataset:
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'economic_indicators'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'economic_events'
        | 'company_info';
      /** Format: date-time */
      as_of: string | null;
      /** @description Hand it in as `cursor`; null on the last page. */
      next_cursor: string | null;
      items: components['schemas']['EarningsDate'][];
    };
    /** @description What was said in earnings calls */
    Transcript: {
      /** @example AAPL */
      symbol: string;
      /** @example 2026 */
      fiscal_year: number;
      /** @example 4 */
      fiscal_quarter: number;
      /**
       * Format: date
       * @example 2026-10-30
       */
      date: string;
      /** Format: date-time */
      published_at: string | null;
      /** @example Good afternoon … */
      content: string;
      content_hash: string;
      /** Format: date-time */
      event_time: string;
      /** Format: date-time */
      known_at: string;
      /** @example sim */
      provider: string;
      run_id: string;
    };
    TranscriptPage: {
      /** @enum {string} */
      dataset:
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'economic_indicators'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'economic_events'
        | 'company_info';
      /** Format: date-time */
      as_of: string | null;
      /** @description Hand it in as `cursor`; null on the last page. */
      next_cursor: string | null;
      items: components['schemas']['Transcript'][];
    };
    /** @description Values of economic series, one row for each period */
    EconomicIndicator: {
      /** @example CPIAUCSL */
      series: string;
      /**
       * Format: date
       * @example 2026-10-01
       */
      period: string;
      /** @example 319.8 */
      value: number | null;
      /** Format: date-time */
      published_at: string | null;
      /** @example Consumer Price Index */
      title: string | null;
      unit: string | null;
      /** @example monthly */
      frequency: string | null;
      country: string;
      /** Format: date-time */
      event_time: string;
      /** Format: date-time */
      known_at: string;
      /** @example sim */
      provider: string;
      run_id: string;
    };
    EconomicIndicatorPage: {
      /** @enum {string} */
      dataset:
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'economic_indicators'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'economic_events'
        | 'company_info';
      /** Format: date-time */
      as_of: string | null;
      /** @description Hand it in as `cursor`; null on the last page. */
      next_cursor: string | null;
      items: components['schemas']['EconomicIndicator'][];
    };
    /** @description Releases and meetings, with what was expected and what came */
    EconomicEvent: {
      /** @example US */
      country: string;
      /** @example CPI */
      event: string;
      /**
       * Format: date
       * @example 2026-11-12
       */
      date: string;
      /** Format: date-time */
      scheduled_at: string | null;
      category: string | null;
      /** @example high */
      importance: string | null;
      currency: string | null;
      unit: string | null;
      /** @example 0.002 */
      consensus: number | null;
      previous: number | null;
      revised: number | null;
      actual: number | null;
      reference_period: string | null;
      /** Format: date-time */
      published_at: string | null;
      /** Format: date-time */
      event_time: string;
      /** Format: date-time */
      known_at: string;
      /** @example sim */
      provider: string;
      run_id: string;
    };
    EconomicEventPage: {
      /** @enum {string} */
      dataset:
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'economic_indicators'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'economic_events'
        | 'company_info';
      /** Format: date-time */
      as_of: string | null;
      /** @description Hand it in as `cursor`; null on the last page. */
      next_cursor: string | null;
      items: components['schemas']['EconomicEvent'][];
    };
    /** @description Headlines and excerpts */
    NewsItem: {
      /** @example 8b1f */
      external_id: string;
      /**
       * Format: date-time
       * @example 2026-11-20T14:30:00.000Z
       */
      published_at: string;
      /** @example Markets open higher */
      title: string;
      url: string;
      source_name: string | null;
      author: string | null;
      excerpt: string | null;
      body: string | null;
      /**
       * @example [
       *       "AAPL"
       *     ]
       */
      symbols: string[];
      /** Format: date-time */
      event_time: string;
      /** Format: date-time */
      known_at: string;
      /** @example sim */
      provider: string;
      run_id: string;
    };
    NewsItemPage: {
      /** @enum {string} */
      dataset:
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'economic_indicators'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'economic_events'
        | 'company_info';
      /** Format: date-time */
      as_of: string | null;
      /** @description Hand it in as `cursor`; null on the last page. */
      next_cursor: string | null;
      items: components['schemas']['NewsItem'][];
    };
    /** @description Who a company is and where it lists */
    Company: {
      /** @example AAPL */
      symbol: string;
      /** @example Apple Inc. */
      name: string;
      legal_name: string | null;
      cik: string | null;
      cusip: string | null;
      isin: string | null;
      lei: string | null;
      /** @example NASDAQ */
      stock_exchange: string | null;
      sic: string | null;
      /** @example Technology */
      sector: string | null;
      industry_category: string | null;
      long_description: string | null;
      ceo: string | null;
      company_url: string | null;
      business_phone_no: string | null;
      hq_address1: string | null;
      hq_address_city: string | null;
      hq_address_postal_code: string | null;
      hq_state: string | null;
      /** @example US */
      hq_country: string | null;
      inc_state: string | null;
      employees: number | null;
      /** Format: date */
      first_stock_price_date: string | null;
      entity_status: string | null;
      market_cap: number | null;
      fiscal_year_end: string | null;
      /** Format: date-time */
      published_at: string | null;
      /** Format: date-time */
      event_time: string;
      /** Format: date-time */
      known_at: string;
      /** @example sim */
      provider: string;
      run_id: string;
    };
    CompanyPage: {
      /** @enum {string} */
      dataset:
        | 'stock_quotes'
        | 'options_chain'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'economic_indicators'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'economic_events'
        | 'company_info';
      /** Format: date-time */
      as_of: string | null;
      /** @description Hand it in as `cursor`; null on the last page. */
      next_cursor: string | null;
      items: components['schemas']['Company'][];
    };
    /** @description The world of the dry run: a run body without its strategy. */
    DryRun: {
      /** @description A version of the stored strategy, else its newest. */
      strategy_version?: number;
      /**
       * @example 1d
       * @enum {string}
       */
      timeframe?: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo';
      /**
       * @description First day or instant, inclusive. A bare date is that whole day in the instrument’s zone.
       * @example 2014-01-01
       */
      start_date?: string | null;
      /**
       * @description Last day or instant, inclusive.
       * @example 2017-12-31
       */
      end_date?: string | null;
      /** @description Default: 100000. */
      initial_capital?: number;
      /**
       * @description Replaces the symbols of the strategy.
       * @example [
       *       "AAPL"
       *     ]
       */
      symbols?: string[];
      /** @description Values for the parameters of the strategy. */
      params?: {
        [key: string]: number;
      };
      costs?: components['schemas']['Costs'];
      execution?: components['schemas']['Execution'];
      /**
       * @description Symbol to compare with.
       * @example ^GSPC
       */
      benchmark?: string | null;
      /**
       * @description `split` and `total` (with dividends) adjust bars when they are read; with `raw` splits and dividends act on positions. Default: "split".
       * @enum {string}
       */
      adjust?: 'raw' | 'split' | 'total';
      /**
       * @description Read the data as it was stored at this instant.
       * @example 2026-11-20T00:00:00Z
       */
      as_of?: string | null;
      /** @description Default: 0. */
      seed?: number;
      /**
       * @example [
       *       "first try"
       *     ]
       */
      tags?: string[];
    };
    StrategyValidationLinks: {
      /** @example /api/v1/strategies/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001/validation */
      result: string;
      /** @example /api/v1/backtest/events/7c1d6b8a-2b1f-4d0e-8a35-9f3b2c1d0e4f */
      events: string;
    };
    StrategyValidationStarted: {
      task_id: string;
      strategy_id: string;
      /**
       * @description The version that is looked at.
       * @example 3
       */
      version: number;
      /** @enum {string} */
      status: 'started';
      /** @example Validation queued */
      message: string;
      /** @example /ws/strategy/0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      websocket_url: string;
      links: components['schemas']['StrategyValidationLinks'];
      /** @description What looks odd but does not stop it. */
      warnings: components['schemas']['Fault'][];
    };
    StrategyValidation: {
      task_id: string;
      /** @enum {string} */
      status: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'timeout';
      strategy_id: string;
      /** @example 3 */
      version: number;
      /** @description The strategy ran, and no decision and no fill saw later data. */
      valid: boolean;
      strategy_hash: string;
      engine_version: string;
      data_digest: string;
      /** @example 1260 */
      bars: number;
      /** @example 200 */
      warmup_bars: number;
      /** @example 24 */
      orders: number;
      /** @example 12 */
      trades: number;
      /** @example 0 */
      open_trades: number;
      /**
       * @description `clean`; `decisions_checked` again with all later data poisoned, `fills_checked` against their bars; `alarms`.
       * @example {
       *       "clean": true,
       *       "decisions_checked": 16,
       *       "fills_checked": 24,
       *       "alarms": []
       *     }
       */
      look_ahead: {
        [key: string]: unknown;
      };
      warnings: components['schemas']['Fault'][];
    };
    BulkTask: {
      /**
       * @description What the job is told; see `docs/jobs.md`.
       * @example {
       *       "symbols": [
       *         "AAPL"
       *       ],
       *       "start": "2020-01-02"
       *     }
       */
      params?: {
        [key: string]: unknown;
      };
      /** @example historical_prices */
      job_name: string;
      /** @description The same key and task within a day give the same task. */
      idempotency_key?: string;
    };
    BulkTasks: {
      tasks: components['schemas']['BulkTask'][];
    };
    BulkRefusal: {
      /** @example JOB_NOT_FOUND */
      code: components['schemas']['ErrorCode'];
      /** @example No job 'stock_quote' can be started by hand */
      detail: string;
      /** @description Every fault, with its place in the body. */
      errors?: components['schemas']['Fault'][];
    };
    BulkTaskResult: {
      /**
       * @description The place of the task in the body.
       * @example 0
       */
      index: number;
      /**
       * @description Where it was queued.
       * @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001
       */
      task_id?: string;
      /** @description Where it was not. */
      error?: components['schemas']['BulkRefusal'];
    };
    BulkTaskResults: {
      /** @example 998 */
      queued: number;
      /** @example 2 */
      refused: number;
      /** @description In the order of the body. */
      items: components['schemas']['BulkTaskResult'][];
    };
    MarketSession: {
      /**
       * Format: date
       * @example 2026-11-20
       */
      date: string;
      /** Format: date-time */
      open: string;
      /** Format: date-time */
      close: string;
      early_close: boolean;
    };
    MarketHours: {
      /** @example extended */
      name: string;
      is_open: boolean;
      /** Format: date-time */
      next_open: string | null;
      /** Format: date-time */
      next_close: string | null;
    };
    MarketState: {
      /** @description By the regular hours, as with the members that follow. */
      is_open: boolean;
      /** @description The session of today, if there is one. */
      session: components['schemas']['MarketSession'] | null;
      /** Format: date-time */
      next_open: string | null;
      /** Format: date-time */
      next_close: string | null;
      /** @enum {string} */
      phase: 'pre' | 'regular' | 'post' | 'closed';
      /** @description Of shares around the session, and of options. */
      hours: components['schemas']['MarketHours'][];
    };
    SchedulerStatus: {
      /**
       * @description Whether a scheduler was heard lately.
       * @enum {string}
       */
      status: 'running' | 'stopped';
      /**
       * @description By the settings of the API.
       * @enum {string}
       */
      mode: 'distributed' | 'simple' | 'both';
      /** @example America/New_York */
      timezone: string;
      market: components['schemas']['MarketState'];
      /**
       * @description By name: waiting, active, delayed, failed, completed, paused.
       * @example {
       *       "daily": {
       *         "waiting": 0,
       *         "active": 1,
       *         "delayed": 0,
       *         "failed": 0,
       *         "completed": 12,
       *         "paused": false
       *       }
       *     }
       */
      queues: {
        [key: string]: unknown;
      };
      /**
       * @description Workers that were heard lately.
       * @example 1
       */
      workers: number;
      /**
       * @description Jobs that run by themselves.
       * @example 2
       */
      scheduled_jobs: number;
      /** @example healthy */
      redis: string;
    };
    WorkerTask: {
      /** @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      task_id: string;
      /** @example backtest_run */
      job: string;
      /** @example backtest */
      queue: string;
      /** Format: date-time */
      started_at: string | null;
    };
    Worker: {
      /** @example w1 */
      name: string;
      /**
       * @description A paused worker takes no further job.
       * @enum {string}
       */
      state: 'busy' | 'idle' | 'paused';
      /** @example host-1 */
      hostname: string | null;
      /** @example 4711 */
      pid: number | null;
      /** @example 0.1.0 */
      version: string | null;
      /**
       * @example [
       *       "backtest",
       *       "default"
       *     ]
       */
      queues: string[];
      /**
       * @description Jobs at once over all its queues.
       * @example 10
       */
      concurrency: number | null;
      /** @description What it runs at this moment. */
      active: components['schemas']['WorkerTask'][];
      /** @description Tasks that it ended since it started. */
      processed: number;
      /** @description Those of them that did not complete. */
      failed: number;
      /** Format: date-time */
      started_at: string | null;
      /** Format: date-time */
      heartbeat_at: string;
      /** @example 180.5 */
      memory_mb: number | null;
      /**
       * @description Of one core.
       * @example 97.5
       */
      cpu_percent: number | null;
      /**
       * @description The longest of a hundred, lately.
       * @example 11.5
       */
      event_loop_delay_ms: number | null;
    };
    Workers: {
      /** @example 1 */
      count: number;
      workers: components['schemas']['Worker'][];
    };
    ComponentHealth: {
      /** @enum {string} */
      status: 'healthy' | 'degraded' | 'unhealthy';
      /** @example does not answer */
      message?: string;
      /**
       * @example {
       *       "latency_ms": 1
       *     }
       */
      details?: {
        [key: string]: unknown;
      };
    };
    ComponentsHealth: {
      api: components['schemas']['ComponentHealth'];
      redis: components['schemas']['ComponentHealth'];
      /** @description Queues and workers. */
      celery: components['schemas']['ComponentHealth'];
      database: components['schemas']['ComponentHealth'];
      scheduler: components['schemas']['ComponentHealth'];
      /** @description Whether the newest data that are due are there. */
      market_data: components['schemas']['ComponentHealth'];
    };
    SystemHealth: {
      /** Format: date-time */
      timestamp: string;
      /** @enum {string} */
      overall_status: 'healthy' | 'degraded' | 'unhealthy';
      components: components['schemas']['ComponentsHealth'];
    };
    ScheduledJob: {
      /** @example historical_prices */
      job: string;
      /** @example 30 17 * * * */
      cron: string;
      /** @example America/New_York */
      time_zone: string;
      /** @description Whether these are the times of the registry. */
      is_default: boolean;
      /** @example At 17:30 */
      description: string;
      /** @example daily */
      queue: string;
      /** @description Whether its slots outside of market hours are left out. */
      market_hours_only: boolean;
      /**
       * Format: date-time
       * @description Null while it is paused.
       */
      next_run: string | null;
      /**
       * Format: date-time
       * @description The newest slot that was run.
       */
      last_run: string | null;
      /** @enum {string|null} */
      last_status: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'timeout' | null;
      /** @enum {string|null} */
      last_outcome: 'ok' | 'partial' | 'empty' | 'failed' | 'skipped' | null;
      /** @example historical_prices@20261120T223000Z */
      last_task_id: string | null;
      paused: boolean;
    };
    ScheduledJobs: {
      /** @example 2 */
      count: number;
      jobs: components['schemas']['ScheduledJob'][];
    };
    /** @description A member of `params`. */
    JobParam: {
      /** @example timeframe */
      name: string;
      /**
       * @description How it is written; `texts` is a list.
       * @enum {string}
       */
      kind: 'choice' | 'day' | 'texts' | 'text';
      /**
       * @description Of a choice; else empty.
       * @example [
       *       "1d",
       *       "1h"
       *     ]
       */
      choices: string[];
      /** @description Whether it has to be given. */
      required: boolean;
    };
    AvailableJob: {
      /** @example historical_prices */
      name: string;
      /** @example Brings daily prices, splits and dividends of the universe */
      summary: string;
      /** @example daily */
      queue: string;
      /**
       * @description Null when it runs on demand only.
       * @example 30 17 * * *
       */
      cron: string | null;
      /** @example America/New_York */
      time_zone: string | null;
      /** @description Whether its slots outside of market hours are left out. */
      market_hours_only: boolean;
      /** @description What the job can be told. */
      params: components['schemas']['JobParam'][];
    };
    AvailableJobs: {
      /** @example 3 */
      count: number;
      jobs: components['schemas']['AvailableJob'][];
    };
    TriggerJob: {
      /**
       * @description What the job is told; see `docs/jobs.md`.
       * @example {
       *       "symbols": [
       *         "AAPL"
       *       ],
       *       "start": "2020-01-02"
       *     }
       */
      params?: {
        [key: string]: unknown;
      };
      /** @example historical_prices */
      job_name: string;
    };
    TriggeredJob: {
      /** @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      task_id: string;
      /** @example historical_prices */
      job_name: string;
      /** @example daily */
      queue: string;
      /** @example pending */
      status: string;
    };
    JobTaskStatus: {
      /** @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      task_id: string;
      /**
       * @example running
       * @enum {string}
       */
      status: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'timeout';
      /**
       * @example null
       * @enum {string|null}
       */
      outcome: 'ok' | 'partial' | 'empty' | 'failed' | 'skipped' | null;
      /** @example 45 */
      progress: number;
      /** @example Processing bar 450/1000 */
      message: string;
      /**
       * @description Which store answered.
       * @enum {string}
       */
      source: 'redis' | 'database';
      /** @example backtest_run */
      job: string;
      /** @example simulating */
      stage: string;
      /** @example 450 */
      bars_done: number;
      /** @example 1000 */
      bars_total: number;
      /** @example 1250000 */
      bars_per_second: number | null;
      /** @example 0.4 */
      eta_seconds: number | null;
      /** @description Of an optimisation: the best of its trials so far. */
      best?: components['schemas']['BestSoFar'];
      /**
       * @description 0 before the first run.
       * @example 1
       */
      attempt: number;
      /** @description Somebody asked to cancel it. */
      cancel_requested: boolean;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      started_at: string | null;
      /** Format: date-time */
      finished_at: string | null;
      /** @description Why it did not complete. */
      error?: components['schemas']['TaskError'];
      /**
       * @example SUCCESS
       * @enum {string}
       */
      celery_state: 'PENDING' | 'STARTED' | 'RETRY' | 'SUCCESS' | 'FAILURE' | 'REVOKED';
      /**
       * @description What came of it: counts, and those of each symbol. Null until it has ended.
       * @example {
       *       "symbols": {
       *         "total": 1,
       *         "ok": 1,
       *         "empty": 0,
       *         "failed": 0
       *       },
       *       "inserted": 250,
       *       "changed": 0,
       *       "unchanged": 0
       *     }
       */
      result: {
        [key: string]: unknown;
      } | null;
    };
    PreviewedSlot: {
      /** @example historical_prices */
      job: string;
      /** Format: date-time */
      slot: string;
      /** @description Whether the job runs then. */
      fires: boolean;
      /**
       * @description Why it does not.
       * @enum {string|null}
       */
      reason:
        | 'holiday'
        | 'early_close'
        | 'late_open'
        | 'market_closed'
        | 'clock_change'
        | 'paused'
        | 'overlap'
        | 'misfire'
        | 'rescheduled'
        | null;
      /** @example Thanksgiving Day */
      detail: string | null;
    };
    SchedulePreview: {
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      to: string;
      /** @example 7 */
      count: number;
      slots: components['schemas']['PreviewedSlot'][];
    };
    ScheduleRun: {
      /**
       * Format: date-time
       * @description Null where somebody asked for the run.
       */
      slot: string | null;
      /**
       * Format: date-time
       * @description The slot; without one the instant at which it was asked for.
       */
      at: string;
      /**
       * @description Null where there was no run.
       * @example news@20261120T143000Z
       */
      task_id: string | null;
      /**
       * @description `skipped` where the slot was left out.
       * @enum {string}
       */
      status: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'timeout' | 'skipped';
      /** @enum {string|null} */
      outcome: 'ok' | 'partial' | 'empty' | 'failed' | 'skipped' | null;
      /**
       * @description Why it was left out.
       * @enum {string|null}
       */
      reason:
        | 'holiday'
        | 'early_close'
        | 'late_open'
        | 'market_closed'
        | 'clock_change'
        | 'paused'
        | 'overlap'
        | 'misfire'
        | 'rescheduled'
        | null;
      /** @example Thanksgiving Day */
      detail: string | null;
      /** @example 1 */
      attempt: number;
      worker: string | null;
      /** Format: date-time */
      started_at: string | null;
      /** Format: date-time */
      finished_at: string | null;
      error: components['schemas']['TaskError'] | null;
      /** @description What came of it. */
      result: {
        [key: string]: unknown;
      } | null;
    };
    ScheduleRuns: {
      /** @example news */
      job: string;
      runs: components['schemas']['ScheduleRun'][];
      /** @description Asks for what came before; null at the end. */
      next_cursor: string | null;
    };
    ScheduleChange: {
      /** Format: date-time */
      changed_at: string;
      /** @example 127.0.0.1 */
      changed_by: string;
      /** @description As it stood from then on. */
      paused: boolean;
      /**
       * @description Null: that of the registry.
       * @example 45 17 * * 1-5
       */
      cron: string | null;
      /** @example America/New_York */
      time_zone: string | null;
    };
    ScheduleChanges: {
      /** @example historical_prices */
      job: string;
      changes: components['schemas']['ScheduleChange'][];
    };
    ChangeSchedule: {
      /**
       * @description Minute, hour, day, month, weekday.
       * @example 45 17 * * 1-5
       */
      cron: string;
      /**
       * @description As it was when left out.
       * @example America/New_York
       */
      time_zone?: string;
      /** @description Only tell when it would run. */
      dry_run?: boolean;
    };
    ScheduleTimes: {
      /** @example historical_prices */
      job: string;
      /** @example 45 17 * * 1-5 */
      cron: string;
      /** @example America/New_York */
      time_zone: string;
      /** @description Whether these are the times of the registry. */
      is_default: boolean;
      /** @example At 17:45, Monday through Friday */
      description: string;
      paused: boolean;
      /** @description False where only asked for. */
      applied: boolean;
      /** @description When it runs next by these times, paused or not. */
      next_runs: string[];
    };
    TriggerSchedule: {
      /**
       * @description What the job is told; see `docs/jobs.md`.
       * @example {
       *       "symbols": [
       *         "AAPL"
       *       ],
       *       "start": "2020-01-02"
       *     }
       */
      params?: {
        [key: string]: unknown;
      };
    };
    PauseState: {
      /** @example historical_prices */
      job: string;
      paused: boolean;
    };
    AuditEntry: {
      /** Format: date-time */
      at: string;
      /**
       * @description Who called: the owner of a key, or an address.
       * @example ann
       */
      actor: string;
      /**
       * @description The key that was shown.
       * @example 3f9c1e2ab047
       */
      key_id: string | null;
      /** @example POST */
      method: string;
      /** @example /api/v1/admin/workers/:name/pause */
      route: string;
      /** @example /api/v1/admin/workers/w1/pause */
      path: string;
      /**
       * @description What the address names.
       * @example w1
       */
      target: string | null;
      /**
       * @description Of the answer.
       * @example 200
       */
      status: number;
      /**
       * @description What the status says.
       * @enum {string}
       */
      outcome: 'done' | 'refused' | 'failed';
      /**
       * @description Log lines carry it too.
       * @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001
       */
      request_id: string;
    };
    AuditLog: {
      items: components['schemas']['AuditEntry'][];
      /** @description For the next page; null on the last. */
      next_cursor: string | null;
    };
    QueueCounts: {
      /** @example 3 */
      waiting: number;
      /** @example 1 */
      active: number;
      /** @example 0 */
      delayed: number;
      /** @example 0 */
      failed: number;
      /** @example 120 */
      completed: number;
      paused: boolean;
    };
    SystemStatistics: {
      /** Format: date-time */
      timestamp: string;
      /** @description Of all jobs together. */
      tasks: components['schemas']['BacktestStatistics'];
      /** @description Of each job. */
      jobs: {
        [key: string]: components['schemas']['BacktestStatistics'];
      };
      /** @description By name; null while Redis is away. */
      queues: {
        [key: string]: components['schemas']['QueueCounts'];
      } | null;
      /** @description Workers that were heard lately. */
      workers: number | null;
    };
    RemovedCounts: {
      /** @description Finished tasks older than HISTORY_DAYS, with their results; pinned ones stay. */
      tasks: number;
      /** @description Entries of the index of active tasks that are active no more. */
      index_entries: number;
    };
    Cleanup: {
      removed: components['schemas']['RemovedCounts'];
    };
    /** @description In bytes. */
    RedisMemory: {
      used: number;
      peak: number;
      /** @description 0: none. */
      limit: number;
      /** @example noeviction */
      policy: string;
      /** @example 1.2 */
      fragmentation: number;
    };
    RedisPersistence: {
      append_only: boolean;
      last_append_ok: boolean;
      /**
       * Format: date-time
       * @description Of the last snapshot.
       */
      last_saved_at: string;
      last_save_ok: boolean;
      changes_since_save: number;
    };
    RedisClients: {
      connected: number;
      blocked: number;
      rejected: number;
    };
    RedisKeyspace: {
      keys: number;
      expiring: number;
      hits: number;
      misses: number;
      evicted: number;
    };
    RedisDescription: {
      /** @example 7.0.15 */
      version: string;
      /** @example standalone */
      mode: string;
      uptime_seconds: number;
      memory: components['schemas']['RedisMemory'];
      persistence: components['schemas']['RedisPersistence'];
      clients: components['schemas']['RedisClients'];
      ops_per_second: number;
      keyspace: components['schemas']['RedisKeyspace'];
      /** @description What an operator should know. */
      warnings: string[];
    };
    /** @description The one of live tasks; others follow in `others`. */
    RedisServers: {
      /** @example 7.0.15 */
      version: string;
      /** @example standalone */
      mode: string;
      uptime_seconds: number;
      memory: components['schemas']['RedisMemory'];
      persistence: components['schemas']['RedisPersistence'];
      clients: components['schemas']['RedisClients'];
      ops_per_second: number;
      keyspace: components['schemas']['RedisKeyspace'];
      /** @description What an operator should know. */
      warnings: string[];
      /** @description The Redis of the queues where it is another one. */
      others: components['schemas']['RedisDescription'][];
    };
    Queue: {
      /** @example 3 */
      waiting: number;
      /** @example 1 */
      active: number;
      /** @example 0 */
      delayed: number;
      /** @example 0 */
      failed: number;
      /** @example 120 */
      completed: number;
      paused: boolean;
      /** @example backtest */
      name: string;
      /** @example Backtests; each occupies an engine thread */
      summary: string;
      /**
       * @description Living workers that take its jobs; a paused one takes none.
       * @example 1
       */
      workers: number;
      /**
       * @description Since the oldest waiting task was due.
       * @example 1200
       */
      oldest_wait_ms: number | null;
      /**
       * @description Tasks that ended in the last hour.
       * @example 120
       */
      finished_last_hour: number;
      /**
       * @description Until all that waits or is due is done, at the speed of the last hour while there was something to do; null where nothing was run in it, where the queue is paused, and where no worker takes its jobs.
       * @example 90
       */
      eta_seconds: number | null;
    };
    Queues: {
      /** @example 3 */
      count: number;
      queues: components['schemas']['Queue'][];
    };
    DrainedQueue: {
      /** @example 12 */
      cancelled: number;
    };
    Replay: {
      /**
       * @description Of the new task.
       * @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a002
       */
      task_id: string;
      /** @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      replay_of: string;
      /** @example historical_prices */
      job: string;
      /** @example daily */
      queue: string;
    };
    RetriedQueue: {
      /** @example 1 */
      count: number;
      items: components['schemas']['Replay'][];
    };
    CleanedQueue: {
      /** @example 120 */
      removed: number;
    };
    RecordedTask: {
      /** @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      task_id: string;
      /** @example historical_prices */
      job: string;
      /** @example daily */
      queue: string;
      /** @enum {string} */
      status: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'timeout';
      /** @enum {string|null} */
      outcome: 'ok' | 'partial' | 'empty' | 'failed' | 'skipped' | null;
      /** @example 1 */
      attempt: number;
      /** @example 127.0.0.1 */
      submitter: string;
      /**
       * @description The one that ran it last.
       * @example w1
       */
      worker: string | null;
      /**
       * Format: date-time
       * @description The planned instant of a scheduled task.
       */
      slot: string | null;
      /** @description The task that this one repeats. */
      replay_of: string | null;
      /** @description What it was given. Of a backtest, a search and a dry run the body that asks for it, with what was left out. */
      payload: {
        [key: string]: unknown;
      };
      /** @description What came of it. */
      summary: {
        [key: string]: unknown;
      } | null;
      error: components['schemas']['TaskError'] | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      started_at: string | null;
      /** Format: date-time */
      finished_at: string | null;
      /**
       * @description From submission to the first start.
       * @example 12
       */
      waited_ms: number | null;
      /**
       * @description From the first start to the end.
       * @example 230
       */
      took_ms: number | null;
    };
    TaskHistory: {
      items: components['schemas']['RecordedTask'][];
      /** @description For the next page; null on the last. */
      next_cursor: string | null;
    };
    FailureGroup: {
      /** @example historical_prices */
      job: string;
      /** @example INTERNAL */
      error_code: string;
      /**
       * @description With numbers and ids left out.
       * @example yahoo failed too often lately
       */
      message: string;
      /** @example 3 */
      count: number;
      /**
       * Format: date-time
       * @description When the first of them failed.
       */
      first_failed_at: string;
      /**
       * Format: date-time
       * @description When the last of them failed.
       */
      last_failed_at: string;
      /** @description The one that failed last. */
      task_id: string;
    };
    FailureGroups: {
      items: components['schemas']['FailureGroup'][];
    };
    TimeLimits: {
      /**
       * @description A run that takes longer is slow, and goes on.
       * @example 2880000
       */
      soft_ms: number;
      /**
       * @description A task that takes longer over all its attempts is ended.
       * @example 3600000
       */
      hard_ms: number;
      /** @description Whether the newest run took longer than the soft limit, or does so far. */
      is_slow: boolean;
    };
    TaskRun: {
      /** @example 1 */
      attempt: number;
      /**
       * @description Rises with every run; what an older one still writes is refused.
       * @example 1
       */
      fence: number;
      /** @example w1 */
      worker: string;
      /** Format: date-time */
      started_at: string;
      /**
       * Format: date-time
       * @description Of a lost run: when another worker took the task over.
       */
      ended_at: string | null;
      /**
       * @description Null while it is on. A run is lost with its worker, and given back by one that shuts down.
       * @enum {string|null}
       */
      outcome: 'completed' | 'failed' | 'cancelled' | 'timeout' | 'lost' | 'given_back' | null;
      error: components['schemas']['TaskError'] | null;
    };
    TaskDetail: {
      /** @example 0b6f4f5e-6f0a-4c55-9a6c-2f1de3f5a001 */
      task_id: string;
      /** @example historical_prices */
      job: string;
      /** @example daily */
      queue: string;
      /** @enum {string} */
      status: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'timeout';
      /** @enum {string|null} */
      outcome: 'ok' | 'partial' | 'empty' | 'failed' | 'skipped' | null;
      /** @example 1 */
      attempt: number;
      /** @example 127.0.0.1 */
      submitter: string;
      /**
       * @description The one that ran it last.
       * @example w1
       */
      worker: string | null;
      /**
       * Format: date-time
       * @description The planned instant of a scheduled task.
       */
      slot: string | null;
      /** @description The task that this one repeats. */
      replay_of: string | null;
      /** @description What it was given. Of a backtest, a search and a dry run the body that asks for it, with what was left out. */
      payload: {
        [key: string]: unknown;
      };
      /** @description What came of it. */
      summary: {
        [key: string]: unknown;
      } | null;
      error: components['schemas']['TaskError'] | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      started_at: string | null;
      /** Format: date-time */
      finished_at: string | null;
      /**
       * @description From submission to the first start.
       * @example 12
       */
      waited_ms: number | null;
      /**
       * @description From the first start to the end.
       * @example 230
       */
      took_ms: number | null;
      time_limits: components['schemas']['TimeLimits'];
      /** @description Every run of it, the oldest first. */
      timeline: components['schemas']['TaskRun'][];
    };
    ReplayBody: {
      /** @description In place of what the task was given, in the form in which `getTask` shows it; of a run or a search it is checked as a new one. */
      payload?: {
        [key: string]: unknown;
      };
    };
    ReplayTasks: {
      /** @enum {string} */
      job?:
        | 'backtest_run'
        | 'optimise_run'
        | 'optimise_trials'
        | 'strategy_validation'
        | 'explain_bar'
        | 'run_indicators'
        | 'monte_carlo'
        | 'ablation'
        | 'stock_quotes'
        | 'options_chain'
        | 'historical_prices'
        | 'fundamentals'
        | 'dividends'
        | 'earnings_transcripts'
        | 'economic_indicators'
        | 'earnings'
        | 'earnings_calendar'
        | 'news'
        | 'economic_events'
        | 'company_info'
        | 'backfill'
        | 'cleanup'
        | 'compaction'
        | 'notification'
        | 'health_check';
      /** @enum {string} */
      queue?: 'backtest' | 'strategy' | 'market_hours' | 'daily' | 'periodic' | 'analytics' | 'default';
      worker?: string;
      /** @example TASK_TIMEOUT */
      error_code?: string;
      /** @description Backtests that carry this tag. */
      tag?: string;
      /** @description Submitted on this day (UTC) or at this instant, or later. */
      since?: string;
      /** @description Submitted on this day (UTC) or at this instant, or earlier. */
      until?: string;
      /**
       * @description Words of what the task was given, its submitter, worker or error; each may be only begun. All must be there.
       * @example aapl sma
       */
      q?: string;
      /**
       * @description How they ended. Without it those that failed or took too long.
       * @enum {string}
       */
      status?: 'completed' | 'failed' | 'cancelled' | 'timeout';
      /** @description So many at most, the newest ones. Default: 1000. */
      limit?: number;
      /** @description Count them, and queue none. Default: false. */
      dry_run?: boolean;
    };
    Replays: {
      /** @example false */
      dry_run: boolean;
      /**
       * @description Tasks of the filter that have ended and that nobody has repeated.
       * @example 12
       */
      matched: number;
      /** @example 12 */
      queued: number;
      /** @description The new tasks, in the order of the old ones. */
      items: components['schemas']['Replay'][];
    };
    ToldWorker: {
      /** @example w1 */
      name: string;
      /**
       * @example [
       *       "backtest",
       *       "default"
       *     ]
       */
      queues: string[];
      /**
       * @description Jobs at once over all its queues.
       * @example 10
       */
      concurrency: number;
      /** @description It takes no further job. */
      paused: boolean;
    };
    AnsweredPing: {
      answered: components['schemas']['ToldWorker'][];
      /**
       * @description Heard lately, but without an answer now.
       * @example []
       */
      silent: string[];
      /**
       * @description Until the last answer, or until the patience ended.
       * @example 3.2
       */
      took_ms: number;
    };
    ConcurrencyDto: {
      /** @example 2 */
      concurrency: number;
    };
  };
  responses: {
    /** @description `BODY_INVALID`: The body has faults */
    BodyInvalid: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `BODY_INVALID`: The body has faults; `STRATEGY_INVALID`: The strategy or its run has faults */
    BodyInvalidOrStrategyInvalid: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `BODY_MALFORMED`: The body can’t be read; `PARAMETER_INVALID`: A parameter is missing or wrong */
    BodyMalformedOrParameterInvalid: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `BODY_TOO_LARGE`: The body is too large */
    BodyTooLarge: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `DATA_MISSING`: The bars of the run are no longer stored */
    DataMissing: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `FORBIDDEN`: The key does not allow it; `SITE_REFUSED`: A page of another site may not do that */
    ForbiddenOrSiteRefused: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `IDEMPOTENCY_CONFLICT`: The idempotency key was used with another body */
    IdempotencyConflict: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `INTERNAL`: Something went wrong on our side */
    Internal: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `JOB_NOT_FOUND`: No such job */
    JobNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `MEDIA_NOT_ACCEPTABLE`: The answer can’t be given in that form */
    MediaNotAcceptable: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `MEDIA_UNSUPPORTED`: The content type is not supported */
    MediaUnsupported: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `PARAMETER_INVALID`: A parameter is missing or wrong */
    ParameterInvalid: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `QUEUE_NOT_FOUND`: No such queue */
    QueueNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `QUOTA_EXCEEDED`: A quota is used up; `RATE_LIMITED`: Too many requests */
    QuotaExceededOrRateLimited: {
      headers: {
        /** @description Seconds to wait. */
        'Retry-After'?: number;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `RATE_LIMITED`: Too many requests */
    RateLimited: {
      headers: {
        /** @description Seconds to wait. */
        'Retry-After'?: number;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `SITE_REFUSED`: A page of another site may not do that */
    SiteRefused: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `STORE_UNAVAILABLE`: A store is away */
    StoreUnavailable: {
      headers: {
        /** @description Seconds to wait. */
        'Retry-After'?: number;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `STRATEGY_INVALID`: The strategy or its run has faults */
    StrategyInvalid: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `STRATEGY_NOT_FOUND`: No such strategy */
    StrategyNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `SYMBOL_NOT_FOUND`: No such symbol */
    SymbolNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `TASK_FINISHED`: The task has already finished */
    TaskFinished: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `TASK_NOT_FINISHED`: The task has not finished yet */
    TaskNotFinished: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `TASK_NOT_FINISHED`: The task has not finished yet; `TASK_FAILED`: The task did not complete */
    TaskNotFinishedOrTaskFailed: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `TASK_NOT_FINISHED`: The task has not finished yet; `TASK_FAILED`: The task did not complete; `IDEMPOTENCY_CONFLICT`: The idempotency key was used with another body */
    TaskNotFinishedOrTaskFailedOrIdempotencyConflict: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `TASK_NOT_FOUND`: No such task */
    TaskNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `UNAUTHENTICATED`: No valid key came with the request */
    Unauthenticated: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `WORKER_NOT_FOUND`: No such worker is alive */
    WorkerNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `WORKER_REFUSED`: The worker does not do that */
    WorkerRefused: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `WORKER_SILENT`: The worker did not answer; `STORE_UNAVAILABLE`: A store is away */
    WorkerSilentOrStoreUnavailable: {
      headers: {
        /** @description Seconds to wait. */
        'Retry-After'?: number;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listKeys: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description In the order in which they were made. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApiKeyList'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  createKey: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateKey'];
      };
    };
    responses: {
      /** @description The only time that the key is shown. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatedKey'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  revokeKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is revoked. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      /** @description `KEY_NOT_FOUND`: No such key */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getSession: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Also without a key. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WhoAmI'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      403: components['responses']['SiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  logIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LogIn'];
      };
    };
    responses: {
      /** @description Who is logged in now. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WhoAmI'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['SiteRefused'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  logOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description There is none any more. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['ParameterInvalid'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  issueTicket: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It lets in once, within half a minute, as whoever asked for it. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  runBacktest: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within a day give the same task. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RunBacktest'];
      };
    };
    responses: {
      /** @description The backtest is queued. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BacktestStarted'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['StrategyNotFound'];
      409: components['responses']['IdempotencyConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['StrategyInvalid'];
      429: components['responses']['QuotaExceededOrRateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getBacktestStatus: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description From Redis while it is fresh, later from the database. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskStatus'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  cancelBacktest: {
    parameters: {
      query?: {
        /** @description Store what was computed so far. A run that is cancelled before its first bar is done has nothing to store. */
        keep_partial?: 'true' | 'false';
      };
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It was cancelled, or the worker that runs it was told. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CancelledTask'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      409: components['responses']['TaskFinished'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listActiveBacktests: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ActiveTasks'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getBacktestStatistics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Over all tasks that are still kept. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BacktestStatistics'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getBacktestResult: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Metrics as computed, a curve of at most 2000 points, the first 200 trades. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BacktestResult'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      409: components['responses']['TaskNotFinishedOrTaskFailed'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listBacktestTrades: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description `next_cursor` of the page before. */
        cursor?: string;
        /** @description Rows of a page. A file without it has all rows. */
        limit?: number;
      };
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TablePage'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      406: components['responses']['MediaNotAcceptable'];
      409: components['responses']['TaskNotFinishedOrTaskFailed'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listBacktestOrders: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description `next_cursor` of the page before. */
        cursor?: string;
        /** @description Rows of a page. A file without it has all rows. */
        limit?: number;
      };
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TablePage'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      406: components['responses']['MediaNotAcceptable'];
      409: components['responses']['TaskNotFinishedOrTaskFailed'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listBacktestEquity: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description `next_cursor` of the page before. */
        cursor?: string;
        /** @description Rows of a page. A file without it has all rows. */
        limit?: number;
      };
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TablePage'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      406: components['responses']['MediaNotAcceptable'];
      409: components['responses']['TaskNotFinishedOrTaskFailed'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  streamBacktestEvents: {
    parameters: {
      query?: {
        /** @description Number of the last event that was received; as Last-Event-ID. */
        last_seq?: string;
      };
      header?: {
        'Last-Event-ID'?: string;
      };
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description `id` is the number of the event. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  explainBacktestBar: {
    parameters: {
      query: {
        /** @description Default: the first symbol of the strategy. */
        symbol?: string;
        /** @description A day (its last bar) or an instant (the bar that was open then). */
        at: string;
      };
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Every rule as a tree with the value of each part. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Explanation'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      409: components['responses']['TaskNotFinishedOrTaskFailed'];
      422: components['responses']['DataMissing'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getRunIndicators: {
    parameters: {
      query?: {
        /** @description Default: the first symbol of the strategy. */
        symbol?: string;
        /** @description A day or an instant; from the first bar when left out. */
        from?: string;
        /** @description A day or an instant, included; to the last bar when left out. */
        to?: string;
        /** @description The most points of a line. Of more bars the extremes of equal stretches are kept. */
        points?: number;
      };
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A line for each indicator; none where the strategy reads prices alone. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RunIndicators'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      409: components['responses']['TaskNotFinishedOrTaskFailed'];
      422: components['responses']['DataMissing'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getRunRequest: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As they stand in the result, too, where there is one. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RunRequest'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  reproduceBacktest: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The new run is queued. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReproductionStarted'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      409: components['responses']['TaskNotFinishedOrTaskFailed'];
      429: components['responses']['QuotaExceededOrRateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  compareBacktests: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
        other_task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description No differences: the second run is the first one again. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RunComparison'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      409: components['responses']['TaskNotFinishedOrTaskFailed'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listFunctions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Each with its formula and where that is defined. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Functions'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  listExamples: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description In the order of their numbers. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StrategyExamples'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  parseExpression: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ParseExpression'];
      };
    };
    responses: {
      /** @description Names are not looked up: `validate` does that. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ParsedExpression'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  validateStrategy: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ValidateStrategy'];
      };
    };
    responses: {
      /** @description Also for a strategy with faults: `valid` says which. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ValidatedStrategy'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
    };
  };
  listStrategies: {
    parameters: {
      query?: {
        /** @description A part of the name, in whichever case. */
        name?: string;
        /** @description `next_cursor` of the page before. */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was changed last comes first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StrategyList'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  createStrategy: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SaveStrategy'];
      };
    };
    responses: {
      /** @description It is stored. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SavedStrategy'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalidOrStrategyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getStrategy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        strategy_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The document is that of the newest version. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StrategyWithVersions'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['StrategyNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  updateStrategy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        strategy_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UpdateStrategy'];
      };
    };
    responses: {
      /** @description The version that is the newest now. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SavedStrategy'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['StrategyNotFound'];
      /** @description `STRATEGY_CHANGED`: The strategy has a newer version */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalidOrStrategyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  deleteStrategy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        strategy_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Results of its backtests stay. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['StrategyNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  shareStrategy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        strategy_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Share'];
      };
    };
    responses: {
      /** @description The strategy as it is now. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StrategyWithVersions'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['StrategyNotFound'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getStrategyVersion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        strategy_id: string;
        version: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A version never changes. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StrategyVersion'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['StrategyNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listRuns: {
    parameters: {
      query?: {
        /** @description A part of the strategy’s name, in whichever case. */
        strategy?: string;
        strategy_hash?: string;
        symbol?: string;
        timeframe?: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo';
        tag?: string;
        status?: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'timeout';
        pinned?: 'true' | 'false';
        /** @description Submitted on this day (UTC) or at this instant, or later. */
        since?: string;
        /** @description Submitted on this day (UTC) or at this instant, or earlier. */
        until?: string;
        /** @description Tested on bars from this day on. */
        start?: string;
        /** @description Tested on bars up to this day. */
        end?: string;
        /** @description A time or any metric; runs without it come last. */
        sort?:
          | 'created_at'
          | 'finished_at'
          | 'duration_ms'
          | 'start'
          | 'end'
          | 'duration_seconds'
          | 'exposure_time_pct'
          | 'equity_final'
          | 'equity_peak'
          | 'commissions'
          | 'return_pct'
          | 'buy_and_hold_return_pct'
          | 'return_ann_pct'
          | 'volatility_ann_pct'
          | 'cagr_pct'
          | 'sharpe_ratio'
          | 'sharpe_ratio_geometric'
          | 'sortino_ratio'
          | 'calmar_ratio'
          | 'alpha_pct'
          | 'beta'
          | 'max_drawdown_pct'
          | 'avg_drawdown_pct'
          | 'max_drawdown_duration_seconds'
          | 'avg_drawdown_duration_seconds'
          | 'trades'
          | 'win_rate_pct'
          | 'best_trade_pct'
          | 'worst_trade_pct'
          | 'avg_trade_pct'
          | 'max_trade_duration_seconds'
          | 'avg_trade_duration_seconds'
          | 'profit_factor'
          | 'profit_factor_returns'
          | 'expectancy_pct'
          | 'sqn'
          | 'kelly'
          | 'turnover'
          | 'costs.commission'
          | 'costs.spread'
          | 'costs.slippage'
          | 'costs.borrow';
        order?: 'asc' | 'desc';
        /** @description `next_cursor` of the page before; sort and order stay the same. */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of runs. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RunList'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Its headline; the result itself is at `links.result`. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Run'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  deleteRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      409: components['responses']['TaskNotFinished'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  annotateRun: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AnnotateRun'];
      };
    };
    responses: {
      /** @description The run as it is now. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Run'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  runOptimisation: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within a day give the same task. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RunOptimisation'];
      };
    };
    responses: {
      /** @description The optimisation is queued. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OptimisationStarted'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['StrategyNotFound'];
      409: components['responses']['IdempotencyConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['StrategyInvalid'];
      429: components['responses']['QuotaExceededOrRateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getOptimisationStatus: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Bars are those of all trials; `best` is the best so far. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskStatus'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  cancelOptimisation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It was cancelled, or the workers that run it were told. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CancelledTask'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      409: components['responses']['TaskFinished'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  shareOptimisation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Share'];
      };
    };
    responses: {
      /** @description How it stands. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskStatus'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listActiveOptimisations: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ActiveTasks'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getOptimisationResult: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The best trial, its surroundings, and the odds that it was luck. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OptimisationResult'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      409: components['responses']['TaskNotFinishedOrTaskFailed'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listOptimisationTrials: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description `next_cursor` of the page before. */
        cursor?: string;
        /** @description Rows of a page. A file without it has all rows. */
        limit?: number;
      };
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TablePage'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      406: components['responses']['MediaNotAcceptable'];
      409: components['responses']['TaskNotFinishedOrTaskFailed'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  runAblation: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within a day give the same task. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RunAblation'];
      };
    };
    responses: {
      /** @description It is queued. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AnalysisStarted'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      409: components['responses']['TaskNotFinishedOrTaskFailedOrIdempotencyConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['QuotaExceededOrRateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getAblationResult: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Until it is there, 409 with the state of the task. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AblationResult'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      409: components['responses']['TaskNotFinishedOrTaskFailed'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  runMonteCarlo: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within a day give the same task. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RunMonteCarlo'];
      };
    };
    responses: {
      /** @description It is queued. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AnalysisStarted'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      409: components['responses']['TaskNotFinishedOrTaskFailedOrIdempotencyConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getMonteCarloResult: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Until it is there, 409 with the state of the task. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MonteCarloResult'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      409: components['responses']['TaskNotFinishedOrTaskFailed'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listSymbols: {
    parameters: {
      query?: {
        /** @description Only those of which the jobs bring data, or only the others. */
        active?: boolean;
        /** @description Only those of which this job brings data today. */
        dataset?:
          | 'historical_prices'
          | 'stock_quotes'
          | 'options_chain'
          | 'fundamentals'
          | 'dividends'
          | 'earnings_transcripts'
          | 'earnings'
          | 'earnings_calendar'
          | 'news'
          | 'company_info';
        /** @description A part of the symbol or the name. */
        q?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description By symbol. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Symbols'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  addSymbol: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AddSymbol'];
      };
    };
    responses: {
      /** @description It was known; what the body states has changed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Instrument'];
        };
      };
      /** @description It is new. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Instrument'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  removeSymbol: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        symbol: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Results of backtests on it stay. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['SymbolNotFound'];
      /** @description `SYMBOL_IN_USE`: Unfinished tasks use the symbol */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  changeSymbol: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        symbol: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeSymbol'];
      };
    };
    responses: {
      /** @description The symbol as it is now. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Instrument'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['SymbolNotFound'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getCoverage: {
    parameters: {
      query?: {
        /** @description With commas between; all when absent. */
        symbols?: string;
        /** @description Only this; bars are `historical_prices`. */
        dataset?: 'historical_prices' | 'stock_quotes' | 'options_chain';
        /** @description Only bars of this timeframe; where it is not stored, those that it is joined from. */
        timeframe?: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo';
        /** @description First day that counts; where the stored ones begin when absent. */
        from?: string;
        /** @description Last day that counts; that of the newest session when absent. */
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A row per symbol and timeframe or dataset, by symbol. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Coverage'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['SymbolNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listCoveredDays: {
    parameters: {
      query: {
        symbol: string;
        timeframe: '1m' | '5m' | '15m' | '30m' | '1h' | '1d';
        /** @description The first day. */
        from: string;
        /** @description The last day; a year later at most. */
        to: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A day whose session is not over is not among them. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CoveredDays'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['SymbolNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getFreshness: {
    parameters: {
      query?: {
        /** @description Only this. */
        dataset?:
          | 'historical_prices'
          | 'stock_quotes'
          | 'options_chain'
          | 'fundamentals'
          | 'dividends'
          | 'earnings_transcripts'
          | 'economic_indicators'
          | 'earnings'
          | 'earnings_calendar'
          | 'news'
          | 'economic_events'
          | 'company_info';
        /** @description Only these, with commas between. */
        symbols?: string;
        /** @description Only what is fresh, or only what is late. */
        fresh?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Held against what the schedules promise. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Freshness'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listBars: {
    parameters: {
      query: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description `next_cursor` of the page before. */
        cursor?: string;
        /** @description Rows of a page. A file without it has all rows. */
        limit?: number;
        symbol: string;
        timeframe: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo';
        /** @description First day or instant, inclusive. */
        start?: string;
        /** @description Last day or instant, inclusive. */
        end?: string;
        adjust?: 'raw' | 'split' | 'total';
        /** @description As the data was stored at this instant. */
        as_of?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Oldest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BarPage'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['SymbolNotFound'];
      406: components['responses']['MediaNotAcceptable'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listBarAgreement: {
    parameters: {
      query: {
        symbol: string;
        timeframe: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo';
        /** @description First day or instant, inclusive. */
        start?: string;
        /** @description Last day or instant, inclusive. */
        end?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A row for each bar. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BarAgreements'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['SymbolNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  importBars: {
    parameters: {
      query?: {
        /** @description Taken from the name of the file when absent. */
        symbol?: string;
        /** @description Taken from the name or the times of the file when absent. */
        timeframe?: '1m' | '5m' | '15m' | '30m' | '1h' | '1d' | '1w' | '1mo';
        /** @description IANA zone of times that state none; the instrument’s when absent. */
        zone?: string;
        /** @description Calendar of a symbol that is not known yet. */
        calendar?: 'always' | 'XNYS';
        /** @description With a broken line: keep the others, or refuse the whole file. */
        on_error?: 'keep' | 'refuse';
        /** @description Only say what would be stored and left out. */
        dry_run?: boolean;
        /** @description Name of the column of the time, where it is an unusual one. */
        'mapping.time'?: string;
        'mapping.open'?: string;
        'mapping.high'?: string;
        'mapping.low'?: string;
        'mapping.close'?: string;
        'mapping.volume'?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'text/csv': string;
        'multipart/form-data': string;
      };
    };
    responses: {
      /** @description What was or would be stored, and which lines are left out and why. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportReport'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      /** @description `IMPORT_REFUSED`: The import was refused */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getLatestQuotes: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description With commas between; all symbols when absent. */
        symbols?: string;
        /** @description As the data was stored at this instant. */
        as_of?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description By symbol. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LatestQuotes'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      406: components['responses']['MediaNotAcceptable'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getOptionChain: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description Only contracts that expire on this day. */
        expiry?: string;
        /** @description Only these. */
        type?: 'call' | 'put';
        /** @description The chain as it stood at this instant, or at the end of this day; the newest when absent. */
        at?: string;
        /** @description As the data was stored at this instant. */
        as_of?: string;
      };
      header?: never;
      path: {
        symbol: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All contracts of one snapshot. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OptionChain'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['SymbolNotFound'];
      406: components['responses']['MediaNotAcceptable'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listQuarantine: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description `next_cursor` of the page before. */
        cursor?: string;
        /** @description Rows of a page. A file without it has all rows. */
        limit?: number;
        /** @description Bars are `historical_prices`, those of files too. */
        dataset?:
          | 'historical_prices'
          | 'stock_quotes'
          | 'options_chain'
          | 'fundamentals'
          | 'dividends'
          | 'earnings_transcripts'
          | 'economic_indicators'
          | 'earnings'
          | 'earnings_calendar'
          | 'news'
          | 'economic_events'
          | 'company_info';
        /** @description A symbol, or the id of a series. */
        symbol?: string;
        provider?: string;
        /** @description An error was not stored, a warning was. */
        severity?: 'error' | 'warning';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of records. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuarantinePage'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      406: components['responses']['MediaNotAcceptable'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  forgetQuarantined: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      /** @description `RECORD_NOT_FOUND`: No such record */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  startBackfill: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within a day give the same task. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BackfillRequest'];
      };
    };
    responses: {
      /** @description With `dry_run`: what would be asked. Nothing is queued. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BackfillPlan'];
        };
      };
      /** @description It is queued. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StartedBackfill'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      409: components['responses']['IdempotencyConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listQuotes: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description First day or instant of what the rows are about, inclusive. */
        from?: string;
        /** @description Last day or instant, inclusive. */
        to?: string;
        /** @description As the data was stored at this instant. */
        as_of?: string;
        /** @description Which rows come first. */
        order?: 'newest' | 'oldest';
        /** @description `next_cursor` of the page before, in the same order. */
        cursor?: string;
        /** @description With commas between. */
        symbols?: string;
        market_state?: string;
        /** @description Rows of a page. A file without it has all rows. */
        limit?: number;
      };
      header: {
        accept: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QuotePage'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      406: components['responses']['MediaNotAcceptable'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listFundamentals: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description First day or instant of what the rows are about, inclusive. */
        from?: string;
        /** @description Last day or instant, inclusive. */
        to?: string;
        /** @description As the data was stored at this instant. */
        as_of?: string;
        /** @description Which rows come first. */
        order?: 'newest' | 'oldest';
        /** @description `next_cursor` of the page before, in the same order. */
        cursor?: string;
        /** @description With commas between. */
        symbols?: string;
        statement?: string;
        period_type?: string;
        fiscal_year?: number;
        /** @description Rows of a page. A file without it has all rows. */
        limit?: number;
      };
      header: {
        accept: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FundamentalsPage'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      406: components['responses']['MediaNotAcceptable'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listDividends: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description First day or instant of what the rows are about, inclusive. */
        from?: string;
        /** @description Last day or instant, inclusive. */
        to?: string;
        /** @description As the data was stored at this instant. */
        as_of?: string;
        /** @description Which rows come first. */
        order?: 'newest' | 'oldest';
        /** @description `next_cursor` of the page before, in the same order. */
        cursor?: string;
        /** @description With commas between. */
        symbols?: string;
        dividend_type?: string;
        /** @description Rows of a page. A file without it has all rows. */
        limit?: number;
      };
      header: {
        accept: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DividendPage'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      406: components['responses']['MediaNotAcceptable'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listEarnings: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description First day or instant of what the rows are about, inclusive. */
        from?: string;
        /** @description Last day or instant, inclusive. */
        to?: string;
        /** @description As the data was stored at this instant. */
        as_of?: string;
        /** @description Which rows come first. */
        order?: 'newest' | 'oldest';
        /** @description `next_cursor` of the page before, in the same order. */
        cursor?: string;
        /** @description With commas between. */
        symbols?: string;
        fiscal_year?: number;
        fiscal_period?: string;
        /** @description Rows of a page. A file without it has all rows. */
        limit?: number;
      };
      header: {
        accept: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EarningsPage'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      406: components['responses']['MediaNotAcceptable'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listEarningsCalendar: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description First day or instant of what the rows are about, inclusive. */
        from?: string;
        /** @description Last day or instant, inclusive. */
        to?: string;
        /** @description As the data was stored at this instant. */
        as_of?: string;
        /** @description Which rows come first. */
        order?: 'newest' | 'oldest';
        /** @description `next_cursor` of the page before, in the same order. */
        cursor?: string;
        /** @description With commas between. */
        symbols?: string;
        report_time?: string;
        confirmed?: boolean;
        /** @description Rows of a page. A file without it has all rows. */
        limit?: number;
      };
      header: {
        accept: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EarningsDatePage'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      406: components['responses']['MediaNotAcceptable'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listTranscripts: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description First day or instant of what the rows are about, inclusive. */
        from?: string;
        /** @description Last day or instant, inclusive. */
        to?: string;
        /** @description As the data was stored at this instant. */
        as_of?: string;
        /** @description Which rows come first. */
        order?: 'newest' | 'oldest';
        /** @description `next_cursor` of the page before, in the same order. */
        cursor?: string;
        /** @description With commas between. */
        symbols?: string;
        fiscal_year?: number;
        fiscal_quarter?: number;
        /** @description Rows of a page. A file without it has all rows. */
        limit?: number;
      };
      header: {
        accept: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TranscriptPage'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      406: components['responses']['MediaNotAcceptable'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listEconomicIndicators: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description First day or instant of what the rows are about, inclusive. */
        from?: string;
        /** @description Last day or instant, inclusive. */
        to?: string;
        /** @description As the data was stored at this instant. */
        as_of?: string;
        /** @description Which rows come first. */
        order?: 'newest' | 'oldest';
        /** @description `next_cursor` of the page before, in the same order. */
        cursor?: string;
        /** @description With commas between. */
        series?: string;
        country?: string;
        frequency?: string;
        /** @description Rows of a page. A file without it has all rows. */
        limit?: number;
      };
      header: {
        accept: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EconomicIndicatorPage'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      406: components['responses']['MediaNotAcceptable'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listEconomicEvents: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description First day or instant of what the rows are about, inclusive. */
        from?: string;
        /** @description Last day or instant, inclusive. */
        to?: string;
        /** @description As the data was stored at this instant. */
        as_of?: string;
        /** @description Which rows come first. */
        order?: 'newest' | 'oldest';
        /** @description `next_cursor` of the page before, in the same order. */
        cursor?: string;
        country?: string;
        importance?: string;
        category?: string;
        currency?: string;
        /** @description Rows of a page. A file without it has all rows. */
        limit?: number;
      };
      header: {
        accept: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EconomicEventPage'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      406: components['responses']['MediaNotAcceptable'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listNews: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description First day or instant of what the rows are about, inclusive. */
        from?: string;
        /** @description Last day or instant, inclusive. */
        to?: string;
        /** @description As the data was stored at this instant. */
        as_of?: string;
        /** @description Which rows come first. */
        order?: 'newest' | 'oldest';
        /** @description `next_cursor` of the page before, in the same order. */
        cursor?: string;
        /** @description With commas between. */
        symbols?: string;
        source_name?: string;
        /** @description Rows of a page. A file without it has all rows. */
        limit?: number;
      };
      header: {
        accept: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewsItemPage'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      406: components['responses']['MediaNotAcceptable'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listCompanies: {
    parameters: {
      query?: {
        /** @description Wins over the Accept header. */
        format?: 'json' | 'csv' | 'arrow' | 'parquet';
        /** @description First day or instant of what the rows are about, inclusive. */
        from?: string;
        /** @description Last day or instant, inclusive. */
        to?: string;
        /** @description As the data was stored at this instant. */
        as_of?: string;
        /** @description Which rows come first. */
        order?: 'newest' | 'oldest';
        /** @description `next_cursor` of the page before, in the same order. */
        cursor?: string;
        /** @description With commas between. */
        symbols?: string;
        sector?: string;
        stock_exchange?: string;
        hq_country?: string;
        /** @description Rows of a page. A file without it has all rows. */
        limit?: number;
      };
      header: {
        accept: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of rows. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CompanyPage'];
          'text/csv': string;
          'application/vnd.apache.arrow.stream': string;
          'application/vnd.apache.parquet': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      406: components['responses']['MediaNotAcceptable'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  validateStoredStrategy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        strategy_id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['DryRun'];
      };
    };
    responses: {
      /** @description It is queued; listen at `websocket_url`. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StrategyValidationStarted'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['StrategyNotFound'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['StrategyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getStrategyValidation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        strategy_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Until it is there, 409 with the state of the task. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StrategyValidation'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      /** @description `STRATEGY_NOT_FOUND`: No such strategy; `TASK_NOT_FOUND`: No such task */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      409: components['responses']['TaskNotFinishedOrTaskFailed'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  queueTasks: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BulkTasks'];
      };
    };
    responses: {
      /** @description What became of each. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkTaskResults'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getSchedulerStatus: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description At this moment. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SchedulerStatus'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listSchedulerWorkers: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description By the instant at which they were heard. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Workers'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getSchedulerHealth: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Healthy or degraded. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SystemHealth'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      /** @description A component is away without which nothing works. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SystemHealth'];
        };
      };
    };
  };
  listScheduledTasks: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description In the order of the registry. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ScheduledJobs'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listAvailableJobs: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description In the order of the registry. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AvailableJobs'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  triggerJob: {
    parameters: {
      query?: never;
      header?: {
        /** @description The same key and body within a day give the same task. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TriggerJob'];
      };
    };
    responses: {
      /** @description The job is queued. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TriggeredJob'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['JobNotFound'];
      409: components['responses']['IdempotencyConflict'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getJobTaskStatus: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Of any job. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['JobTaskStatus'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listSchedules: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description In the order of the registry. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ScheduledJobs'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  previewSchedules: {
    parameters: {
      query: {
        /** @description The first instant. */
        from: string;
        /** @description The instant at which it ends. */
        to: string;
        job?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description In order of time. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SchedulePreview'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['JobNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listScheduleRuns: {
    parameters: {
      query?: {
        /** @description `next_cursor` of the page before. */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path: {
        job: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ScheduleRuns'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['JobNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listScheduleChanges: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        job: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ScheduleChanges'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['JobNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  changeSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        job: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangeSchedule'];
      };
    };
    responses: {
      /** @description The times, and when they come next. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ScheduleTimes'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['JobNotFound'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  resetSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        job: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The times, and when they come next. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ScheduleTimes'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['JobNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  triggerSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        job: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['TriggerSchedule'];
      };
    };
    responses: {
      /** @description The job is queued. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TriggeredJob'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['JobNotFound'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  pauseSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        job: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description From now on; a run that has begun goes on. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PauseState'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['JobNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  resumeSchedule: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        job: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A slot that passed meanwhile is not made up for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PauseState'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['JobNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getLegacyStatus: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description At this moment. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SchedulerStatus'];
        };
      };
      /** @description The successor answers. */
      308: {
        headers: {
          /** @description The successor. */
          Location?: string;
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listLegacyJobs: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description In the order of the registry. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ScheduledJobs'];
        };
      };
      /** @description The successor answers. */
      308: {
        headers: {
          /** @description The successor. */
          Location?: string;
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getLegacyHealth: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Healthy or degraded. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SystemHealth'];
        };
      };
      /** @description The successor answers. */
      308: {
        headers: {
          /** @description The successor. */
          Location?: string;
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      /** @description A component is away without which nothing works. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SystemHealth'];
        };
      };
    };
  };
  triggerLegacyJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The job is queued. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TriggeredJob'];
        };
      };
      /** @description The successor answers. */
      307: {
        headers: {
          /** @description The successor. */
          Location?: string;
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['JobNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  pauseLegacyJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description From now on; a run that has begun goes on. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PauseState'];
        };
      };
      /** @description The successor answers. */
      307: {
        headers: {
          /** @description The successor. */
          Location?: string;
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['JobNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  resumeLegacyJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A slot that passed meanwhile is not made up for. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PauseState'];
        };
      };
      /** @description The successor answers. */
      307: {
        headers: {
          /** @description The successor. */
          Location?: string;
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['JobNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getSystemHealth: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Healthy or degraded. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SystemHealth'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      /** @description A component is away without which nothing works. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SystemHealth'];
        };
      };
    };
  };
  listActiveTasks: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ActiveTasks'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  cancelTask: {
    parameters: {
      query?: {
        /** @description Store what was computed so far. A run that is cancelled before its first bar is done has nothing to store. */
        keep_partial?: 'true' | 'false';
      };
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It was cancelled, or the worker that runs it was told. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CancelledTask'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      409: components['responses']['TaskFinished'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listAudit: {
    parameters: {
      query?: {
        /** @description Who called. */
        actor?: string;
        /** @description What the address names: a queue, a worker, a task. */
        target?: string;
        /** @description On this day (UTC) or at this instant, or later. */
        since?: string;
        /** @description On this day (UTC) or at this instant, or earlier. */
        until?: string;
        /** @description `next_cursor` of the page before. */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditLog'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getSystemStatistics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Over all tasks that are still kept. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SystemStatistics'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getTask: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description As the history keeps it. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskDetail'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  deleteTask: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['TaskNotFound'];
      409: components['responses']['TaskNotFinished'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  cleanUp: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The scheduler does the same every few minutes. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Cleanup'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  getRedisInfo: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description With warnings for whatever endangers queued work. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RedisServers'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listQueues: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description In the order of the table of queues. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Queues'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  pauseQueue: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What runs goes on; it stays paused until it is resumed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Queue'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['QueueNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  resumeQueue: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The queue as it is now. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Queue'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['QueueNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  drainQueue: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description How many tasks were cancelled. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DrainedQueue'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['QueueNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  retryFailed: {
    parameters: {
      query?: {
        /** @description Those submitted in the last so many hours. */
        hours?: number;
      };
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description They are queued. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RetriedQueue'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['QueueNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  cleanQueue: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description How many jobs were removed. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CleanedQueue'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['QueueNotFound'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  searchTasks: {
    parameters: {
      query?: {
        job?:
          | 'backtest_run'
          | 'optimise_run'
          | 'optimise_trials'
          | 'strategy_validation'
          | 'explain_bar'
          | 'run_indicators'
          | 'monte_carlo'
          | 'ablation'
          | 'stock_quotes'
          | 'options_chain'
          | 'historical_prices'
          | 'fundamentals'
          | 'dividends'
          | 'earnings_transcripts'
          | 'economic_indicators'
          | 'earnings'
          | 'earnings_calendar'
          | 'news'
          | 'economic_events'
          | 'company_info'
          | 'backfill'
          | 'cleanup'
          | 'compaction'
          | 'notification'
          | 'health_check';
        queue?: 'backtest' | 'strategy' | 'market_hours' | 'daily' | 'periodic' | 'analytics' | 'default';
        worker?: string;
        error_code?: string;
        /** @description Backtests that carry this tag. */
        tag?: string;
        /** @description Submitted on this day (UTC) or at this instant, or later. */
        since?: string;
        /** @description Submitted on this day (UTC) or at this instant, or earlier. */
        until?: string;
        /** @description Words of what the task was given, its submitter, worker or error; each may be only begun. All must be there. */
        q?: string;
        status?: 'pending' | 'running' | 'completed' | 'failed' | 'cancelled' | 'timeout';
        /** @description Tasks that repeat this one. */
        replay_of?: string;
        /** @description `next_cursor` of the page before. */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Newest first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskHistory'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  groupFailures: {
    parameters: {
      query?: {
        job?:
          | 'backtest_run'
          | 'optimise_run'
          | 'optimise_trials'
          | 'strategy_validation'
          | 'explain_bar'
          | 'run_indicators'
          | 'monte_carlo'
          | 'ablation'
          | 'stock_quotes'
          | 'options_chain'
          | 'historical_prices'
          | 'fundamentals'
          | 'dividends'
          | 'earnings_transcripts'
          | 'economic_indicators'
          | 'earnings'
          | 'earnings_calendar'
          | 'news'
          | 'economic_events'
          | 'company_info'
          | 'backfill'
          | 'cleanup'
          | 'compaction'
          | 'notification'
          | 'health_check';
        queue?: 'backtest' | 'strategy' | 'market_hours' | 'daily' | 'periodic' | 'analytics' | 'default';
        worker?: string;
        error_code?: string;
        /** @description Backtests that carry this tag. */
        tag?: string;
        /** @description Submitted on this day (UTC) or at this instant, or later. */
        since?: string;
        /** @description Submitted on this day (UTC) or at this instant, or earlier. */
        until?: string;
        /** @description Words of what the task was given, its submitter, worker or error; each may be only begun. All must be there. */
        q?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The most frequent first. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FailureGroups'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  replayTask: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['ReplayBody'];
      };
    };
    responses: {
      /** @description It is queued. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Replay'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      /** @description `TASK_NOT_FOUND`: No such task; `STRATEGY_NOT_FOUND`: No such strategy */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      /** @description `TASK_NOT_FINISHED`: The task has not finished yet; `TASK_REPLAYED`: The task is being run again already */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalidOrStrategyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  replayTasks: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['ReplayTasks'];
      };
    };
    responses: {
      /** @description They are queued, or only counted. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Replays'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listWorkers: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description By the instant at which they were heard. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Workers'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  listCeleryWorkers: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description By the instant at which they were heard. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Workers'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['StoreUnavailable'];
    };
  };
  pingWorkers: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description At once when all have answered; otherwise those that have not are named. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AnsweredPing'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['WorkerSilentOrStoreUnavailable'];
    };
  };
  pauseWorker: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What it runs goes on. It takes jobs again when resumed or started anew. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ToldWorker'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['WorkerNotFound'];
      409: components['responses']['WorkerRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['WorkerSilentOrStoreUnavailable'];
    };
  };
  resumeWorker: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It takes jobs. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ToldWorker'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['WorkerNotFound'];
      409: components['responses']['WorkerRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['WorkerSilentOrStoreUnavailable'];
    };
  };
  setWorkerConcurrency: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConcurrencyDto'];
      };
    };
    responses: {
      /** @description Until it starts anew. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ToldWorker'];
        };
      };
      400: components['responses']['BodyMalformedOrParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['WorkerNotFound'];
      409: components['responses']['WorkerRefused'];
      413: components['responses']['BodyTooLarge'];
      415: components['responses']['MediaUnsupported'];
      422: components['responses']['BodyInvalid'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['WorkerSilentOrStoreUnavailable'];
    };
  };
  shutDownWorker: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It has begun. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ToldWorker'];
        };
      };
      400: components['responses']['ParameterInvalid'];
      401: components['responses']['Unauthenticated'];
      403: components['responses']['ForbiddenOrSiteRefused'];
      404: components['responses']['WorkerNotFound'];
      409: components['responses']['WorkerRefused'];
      429: components['responses']['RateLimited'];
      500: components['responses']['Internal'];
      503: components['responses']['WorkerSilentOrStoreUnavailable'];
    };
  };
  isLive: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It runs and its event loop turns. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok' | 'error' | 'shutting_down';
            details: {
              [key: string]: {
                [key: string]: unknown;
              };
            };
          } & {
            [key: string]: unknown;
          };
        };
      };
      400: components['responses']['ParameterInvalid'];
      403: components['responses']['SiteRefused'];
    };
  };
  isReady: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description All of it answers. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok' | 'error' | 'shutting_down';
            details: {
              [key: string]: {
                [key: string]: unknown;
              };
            };
          } & {
            [key: string]: unknown;
          };
        };
      };
      400: components['responses']['ParameterInvalid'];
      403: components['responses']['SiteRefused'];
      /** @description Some of it does not, or the process was told to end. */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @enum {string} */
            status: 'ok' | 'error' | 'shutting_down';
            details: {
              [key: string]: {
                [key: string]: unknown;
              };
            };
          } & {
            [key: string]: unknown;
          };
        };
      };
    };
  };
  readMetrics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description In the text form of Prometheus. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/plain': string;
        };
      };
      400: components['responses']['ParameterInvalid'];
      403: components['responses']['SiteRefused'];
    };
  };
}
