/*
 * The yardstick: SMA 10/20 stop-and-reverse with whole units, next-open fills and no costs, as plain loops in C.
 * Writes equity and trades, and with metrics the figures of the engine's result that need more than a subtraction.
 *
 *   yardstick FILE BARS REPEATS CASH METRICS
 *
 * FILE has the columns openTime (UTC ms), open, close: BARS doubles each. Prints one JSON object: CPU milliseconds of
 * each repeat (the first touches fresh memory), trades, the last equity, the sum of pnl, and the metrics under the engine's names.
 */
#include <limits.h>
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define DAY 86400000.0

typedef struct {
  long count, capacity;
  int *entry_bar, *exit_bar;
  double *size, *entry, *exit, *pnl, *returns;
} Trades;

typedef struct {
  double *equity, *drawdown;
  Trades trades;
  double traded_value;
} Run;

typedef struct {
  double exposure, peak, annual_return, volatility, cagr, sharpe, sortino, calmar, beta, max_drawdown, avg_drawdown,
      longest_drawdown, mean_drawdown, win_rate, best, worst, avg_trade, longest_trade, mean_trade, profit_factor,
      expectancy, sqn, kelly, turnover;
} Metrics;

static double *column(long length) { return malloc(length * sizeof(double)); }

static double cpu_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static double *sma(const double *close, long bars, int window) {
  double *means = column(bars), sum = 0;
  for (long i = 0; i < bars; i++) {
    sum += close[i];
    if (i >= window) sum -= close[i - window];
    means[i] = i >= window - 1 ? sum / window : NAN;
  }
  return means;
}

static void reserve(Trades *t) {
  if (t->count < t->capacity) return;
  t->capacity = t->capacity ? t->capacity * 2 : 1024;
  t->entry_bar = realloc(t->entry_bar, t->capacity * sizeof(int));
  t->exit_bar = realloc(t->exit_bar, t->capacity * sizeof(int));
  t->size = realloc(t->size, t->capacity * sizeof(double));
  t->entry = realloc(t->entry, t->capacity * sizeof(double));
  t->exit = realloc(t->exit, t->capacity * sizeof(double));
  t->pnl = realloc(t->pnl, t->capacity * sizeof(double));
  t->returns = realloc(t->returns, t->capacity * sizeof(double));
}

static Run simulate(const double *open, const double *close, long bars, double initial) {
  double *fast = sma(close, bars, 10), *slow = sma(close, bars, 20);
  Run run = {.equity = column(bars)};
  Trades *t = &run.trades;
  double cash = initial, size = 0, entry = 0;
  long entered = -1;
  int signal = 0;
  for (long i = 0; i < 20 && i < bars; i++) run.equity[i] = initial;
  for (long i = 20; i < bars; i++) {
    if (signal) {
      double price = open[i];
      if (size != 0) {
        double gain = size * (price - entry);
        cash += gain;
        reserve(t);
        t->entry_bar[t->count] = entered;
        t->exit_bar[t->count] = i;
        t->size[t->count] = size;
        t->entry[t->count] = entry;
        t->exit[t->count] = price;
        t->pnl[t->count] = gain;
        t->returns[t->count] = (size > 0 ? 1 : -1) * (price / entry - 1);
        t->count++;
        run.traded_value += fabs(size) * price;
      }
      size = signal * floor(cash * (1 - 0x1p-52) / price);
      entry = price;
      entered = i;
      run.traded_value += fabs(size) * price;
      signal = 0;
    }
    run.equity[i] = cash + size * (close[i] - entry);
    if (fast[i - 1] < slow[i - 1] && fast[i] > slow[i]) signal = size > 0 ? 0 : 1;
    else if (slow[i - 1] < fast[i - 1] && slow[i] > fast[i]) signal = size < 0 ? 0 : -1;
  }
  free(fast);
  free(slow);
  return run;
}

static void measure_drawdowns(Run *run, const double *time, long bars, Metrics *m) {
  double highest = -INFINITY, depth = 0, depths = 0, lengths = 0;
  long top = 0, count = 0;
  run->drawdown = column(bars);
  for (long i = 0; i < bars; i++) {
    if (run->equity[i] > highest) highest = run->equity[i];
    double drawdown = 1 - run->equity[i] / highest;
    run->drawdown[i] = drawdown;
    if (drawdown > depth) depth = drawdown;
    if (drawdown != 0 && i != bars - 1) continue;
    if (i > top + 1) {
      double length = time[i] - time[top];
      count++;
      depths += depth;
      lengths += length;
      if (length > m->longest_drawdown) m->longest_drawdown = length;
    }
    if (depth > m->max_drawdown) m->max_drawdown = depth;
    depth = 0;
    top = i;
  }
  m->peak = highest;
  m->avg_drawdown = -100 * depths / count;
  m->mean_drawdown = lengths / count;
}

static double beta_of(const double *equity, const double *close, long bars) {
  double x_sum = 0, y_sum = 0, xy = 0, yy = 0;
  for (long i = 1; i < bars; i++) {
    double x = log(equity[i] / equity[i - 1]), y = log(close[i] / close[i - 1]);
    x_sum += x;
    y_sum += y;
    xy += x * y;
    yy += y * y;
  }
  long n = bars - 1;
  return (xy - x_sum * y_sum / n) / (yy - y_sum * y_sum / n);
}

static double variance(const double *values, long count) {
  double sum = 0, squares = 0;
  for (long k = 0; k < count; k++) sum += values[k];
  double mean = sum / count;
  for (long k = 0; k < count; k++) squares += (values[k] - mean) * (values[k] - mean);
  return squares / (count - 1);
}

/* From the changes of equity from day to day, a year of 365 days where there are bars on weekends. */
static void measure_periods(const Run *run, const double *time, long bars, Metrics *m) {
  double *changes = column(bars), before = NAN, end = (floor(time[0] / DAY) + 1) * DAY, logs = 0, losses = 0;
  long count = 0, weekend = 0;
  for (long i = 0; i < bars; i++) {
    long day = (long)floor(time[i] / DAY);
    weekend += (day + 3) % 7 >= 5;
    if (i < bars - 1 && time[i + 1] < end) continue;
    if (i < bars - 1) end = (floor(time[i + 1] / DAY) + 1) * DAY;
    if (!isnan(before)) changes[count++] = run->equity[i] / before - 1;
    before = run->equity[i];
  }
  for (long k = 0; k < count; k++) {
    logs += log1p(changes[k]);
    if (changes[k] < 0) losses += changes[k] * changes[k];
  }
  double year = (double)weekend / bars > 2.0 / 7 * 0.6 ? 365 : 252;
  double growth = exp(logs / count);
  m->annual_return = pow(growth, year) - 1;
  m->volatility = sqrt(pow(variance(changes, count) + growth * growth, year) - pow(growth, 2 * year));
  m->sharpe = m->annual_return / m->volatility;
  m->sortino = m->annual_return / (sqrt(losses / count) * sqrt(year));
  m->calmar = m->annual_return / m->max_drawdown;
  free(changes);
}

static void measure_trades(const Run *run, const double *time, long bars, Metrics *m) {
  const Trades *t = &run->trades;
  double logs = 0, sum = 0, gains = 0, losses = 0, won = 0, lost = 0, total = 0, durations = 0;
  long winners = 0, losers = 0, open = 0, covered = 0;
  int *steps = calloc(bars + 1, sizeof(int));
  m->best = -INFINITY;
  m->worst = INFINITY;
  for (long k = 0; k < t->count; k++) {
    double change = t->returns[k], gain = t->pnl[k], duration = time[t->exit_bar[k]] - time[t->entry_bar[k]];
    steps[t->entry_bar[k]]++;
    steps[t->exit_bar[k] + 1]--;
    logs += log1p(change);
    sum += change;
    total += gain;
    durations += duration;
    if (change > 0) gains += change;
    else losses -= change;
    if (gain > 0) winners++, won += gain;
    else if (gain < 0) losers++, lost -= gain;
    if (change > m->best) m->best = change;
    if (change < m->worst) m->worst = change;
    if (duration > m->longest_trade) m->longest_trade = duration;
  }
  for (long i = 0; i < bars; i++) covered += (open += steps[i]) > 0;
  free(steps);
  double share = (double)winners / t->count;
  m->exposure = 100.0 * covered / bars;
  m->win_rate = 100 * share;
  m->avg_trade = 100 * (exp(logs / t->count) - 1);
  m->expectancy = 100 * sum / t->count;
  m->mean_trade = durations / t->count;
  m->profit_factor = gains / losses;
  m->sqn = sqrt(t->count) * (total / t->count) / sqrt(variance(t->pnl, t->count));
  m->kelly = share - (1 - share) / (won / winners / (lost / losers));
}

static Metrics measure(Run *run, const double *time, const double *close, long bars) {
  Metrics m = {0};
  double equity = 0, years = (time[bars - 1] - time[0]) / DAY / 365.25;
  measure_drawdowns(run, time, bars, &m);
  measure_periods(run, time, bars, &m);
  measure_trades(run, time, bars, &m);
  m.beta = beta_of(run->equity, close, bars);
  for (long i = 0; i < bars; i++) equity += run->equity[i];
  m.turnover = run->traded_value / 2 / (equity / bars) / years;
  m.cagr = 100 * (pow(run->equity[bars - 1] / run->equity[0], 1 / years) - 1);
  return m;
}

static void print_metrics(const Metrics *m) {
  printf(",\"metrics\":{\"exposure_time_pct\":%.17g,\"equity_peak\":%.17g,\"return_ann_pct\":%.17g,", m->exposure,
         m->peak, 100 * m->annual_return);
  printf("\"volatility_ann_pct\":%.17g,\"cagr_pct\":%.17g,\"sharpe_ratio\":%.17g,\"sortino_ratio\":%.17g,",
         100 * m->volatility, m->cagr, m->sharpe, m->sortino);
  printf("\"calmar_ratio\":%.17g,\"beta\":%.17g,\"max_drawdown_pct\":%.17g,\"avg_drawdown_pct\":%.17g,", m->calmar,
         m->beta, -100 * m->max_drawdown, m->avg_drawdown);
  printf("\"max_drawdown_duration_seconds\":%.17g,\"win_rate_pct\":%.17g,\"best_trade_pct\":%.17g,",
         m->longest_drawdown / 1000, m->win_rate, 100 * m->best);
  printf("\"worst_trade_pct\":%.17g,\"avg_trade_pct\":%.17g,\"max_trade_duration_seconds\":%.17g,", 100 * m->worst,
         m->avg_trade, m->longest_trade / 1000);
  printf("\"profit_factor\":%.17g,\"expectancy_pct\":%.17g,\"sqn\":%.17g,\"kelly\":%.17g,\"turnover\":%.17g}",
         m->profit_factor, m->expectancy, m->sqn, m->kelly, m->turnover);
}

static void release(Run *run) {
  Trades *t = &run->trades;
  void *owned[] = {run->equity, run->drawdown, t->entry_bar, t->exit_bar, t->size, t->entry, t->exit, t->pnl, t->returns};
  for (size_t k = 0; k < sizeof owned / sizeof *owned; k++) free(owned[k]);
}

int main(int count, char **arguments) {
  if (count != 6) return 2;
  /* Memory that was freed is kept, so that repeats pay for the loops and not for fresh pages. */
  mallopt(M_MMAP_THRESHOLD, INT_MAX);
  mallopt(M_TRIM_THRESHOLD, INT_MAX);
  long bars = atol(arguments[2]), repeats = atol(arguments[3]);
  double cash = atof(arguments[4]);
  int with_metrics = atoi(arguments[5]);
  double *columns = column(3 * bars), *time = columns, *open = columns + bars, *close = columns + 2 * bars;
  FILE *file = fopen(arguments[1], "rb");
  if (!file || fread(columns, sizeof(double), 3 * bars, file) != (size_t)(3 * bars)) return 1;
  fclose(file);
  printf("{\"cpu\":[");
  for (long r = 0; r < repeats; r++) {
    double before = cpu_ms();
    Run run = simulate(open, close, bars, cash);
    Metrics metrics = with_metrics ? measure(&run, time, close, bars) : (Metrics){0};
    printf("%s%.6f", r ? "," : "", cpu_ms() - before);
    if (r == repeats - 1) {
      double pnl = 0;
      for (long k = 0; k < run.trades.count; k++) pnl += run.trades.pnl[k];
      printf("],\"trades\":%ld,\"final\":%.17g,\"pnl\":%.17g", run.trades.count, run.equity[bars - 1], pnl);
      if (with_metrics) print_metrics(&metrics);
    }
    release(&run);
  }
  printf("}\n");
  free(columns);
  return 0;
}
