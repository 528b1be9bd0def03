import type { BarSeries } from '#domain';
import { bracket, closeOld, type Define } from './definition.js';
import { atr, crossesAbove, deviation, ema, extreme, rsi, shift, sma } from './golden-indicators.js';

const smaPair = ({ close }: BarSeries, fast: number, slow: number) =>
  [sma(close, fast), sma(close, slow)] as const;

const stopAndReverse: Define = (series, params) => {
  const [fast, slow] = smaPair(series, params.fast, params.slow);
  return {
    declared: [fast, slow],
    decide: (context) => {
      if (crossesAbove(fast, slow, context.bar)) context.buy();
      else if (crossesAbove(slow, fast, context.bar)) context.sell();
    },
  };
};

const longOnCross: Define = (series, params) => {
  const [fast, slow] = smaPair(series, params.fast, params.slow);
  return {
    declared: [fast, slow],
    decide: (context) => {
      const position = context.positionSize();
      if (crossesAbove(fast, slow, context.bar) && position === 0) context.buy();
      else if (crossesAbove(slow, fast, context.bar) && position !== 0) context.closePosition();
    },
  };
};

const buyOnce: Define = () => ({
  declared: [],
  decide: (context) => {
    if (context.bar === 1) context.buy();
  },
});

/** The strategies of the goldens by name, from the `definition` of their files. */
export const DEFINITIONS: Readonly<Record<string, Define>> = {
  never_trades: () => ({ declared: [], decide: () => undefined }),
  buy_and_hold_open: buyOnce,
  buy_and_hold_finalized: buyOnce,
  sma_cross_10_20_excl: stopAndReverse,
  sma_cross_10_20_excl_on_close: stopAndReverse,
  leverage_10x_spread: stopAndReverse,
  sma_cross_50_200_long: longOnCross,
  liquidation_10x: longOnCross,

  sma_3_8_low_frequency: (series, params) => {
    const [fast, slow] = smaPair(series, params.fast, params.slow);
    return {
      declared: [fast, slow],
      decide: (context) => {
        if (crossesAbove(fast, slow, context.bar)) context.buy();
        else if (crossesAbove(slow, fast, context.bar)) context.closePosition();
      },
    };
  },

  short_only_spread: (series) => {
    const [fast, slow] = smaPair(series, 10, 30);
    return {
      declared: [fast, slow],
      decide: (context) => {
        const position = context.positionSize();
        if (crossesAbove(slow, fast, context.bar) && position === 0) context.sell();
        else if (crossesAbove(fast, slow, context.bar) && position !== 0) context.closePosition();
      },
    };
  },

  macd_12_26_9_fixed_fee: ({ close }, params) => {
    const slow = ema(close, 26);
    const line = ema(close, 12).map((value, i) => value - slow[i]);
    const signal = ema(line, 9);
    return {
      declared: [line, signal],
      decide: (context) => {
        if (crossesAbove(line, signal, context.bar)) context.buy({ units: params.units });
        else if (crossesAbove(signal, line, context.bar)) context.sell({ units: params.units });
      },
    };
  },

  rsi14_30_70_long: ({ close }, params) => {
    const strength = rsi(close, params.n);
    return {
      declared: [strength],
      decide: (context) => {
        const position = context.positionSize();
        const now = strength[context.bar];
        if (position === 0 && now < params.lo) context.buy({ fraction: params.size });
        else if (position !== 0 && now > params.hi) context.closePosition();
      },
    };
  },

  half_equity_concurrent: ({ close }) => {
    const strength = rsi(close, 14);
    return {
      declared: [strength],
      decide: (context) => {
        const [before, now] = [strength[context.bar - 1], strength[context.bar]];
        if (before >= 40 && now < 40) context.buy({ fraction: 0.5 });
        else if (now > 75) context.closePosition();
        else if (before <= 60 && now > 60) context.closePosition(0.5);
      },
    };
  },

  time_exit_10_bars: ({ close }, params) => {
    const strength = rsi(close, 14);
    return {
      declared: [strength],
      decide: (context) => {
        closeOld(context, params.hold);
        if (context.positionSize() === 0 && strength[context.bar] < params.lo) context.buy();
      },
    };
  },

  bb20_2_breakout_ls: ({ close }, params) => {
    const middle = sma(close, params.n);
    const spread = deviation(close, params.n);
    const upper = middle.map((value, i) => value + params.k * spread[i]);
    const lower = middle.map((value, i) => value - params.k * spread[i]);
    return {
      declared: [middle, upper, lower],
      decide: (context) => {
        const position = context.positionSize();
        const now = close[context.bar];
        if (now > upper[context.bar] && position <= 0) context.buy();
        else if (now < lower[context.bar] && position >= 0) context.sell();
        else if (position > 0 && now < middle[context.bar]) context.closePosition();
        else if (position < 0 && now > middle[context.bar]) context.closePosition();
      },
    };
  },

  donchian_20_10_ls: ({ high, low, close }, params) => {
    const enterHigh = shift(extreme(high, params.n_in, 1));
    const enterLow = shift(extreme(low, params.n_in, -1));
    const exitHigh = shift(extreme(high, params.n_out, 1));
    const exitLow = shift(extreme(low, params.n_out, -1));
    return {
      declared: [enterHigh, enterLow, exitHigh, exitLow],
      decide: (context) => {
        const { bar } = context;
        const position = context.positionSize();
        if (position > 0) {
          if (close[bar] < exitLow[bar]) context.closePosition();
        } else if (position < 0) {
          if (close[bar] > exitHigh[bar]) context.closePosition();
        } else if (close[bar] > enterHigh[bar]) context.buy({ fraction: 0.9 });
        else if (close[bar] < enterLow[bar]) context.sell({ fraction: 0.9 });
      },
    };
  },

  fifo_netting_units: ({ close }, { u }) => {
    const [a, b, d] = [ema(close, 5), ema(close, 15), ema(close, 40)];
    return {
      declared: [a, b, d],
      decide: (context) => {
        if (crossesAbove(a, b, context.bar)) context.buy({ units: u[0] });
        if (crossesAbove(b, a, context.bar)) context.sell({ units: u[1] });
        if (crossesAbove(b, d, context.bar)) context.buy({ units: u[2] });
        if (crossesAbove(d, b, context.bar)) context.sell({ units: u[3] });
      },
    };
  },

  bracket_5_10_ls: (series, params) => {
    const [fast, slow] = smaPair(series, 10, 30);
    return {
      declared: [fast, slow],
      decide: (context) => {
        if (context.positionSize() !== 0) return;
        const now = series.close[context.bar];
        if (crossesAbove(fast, slow, context.bar)) context.buy(bracket(now, 1, params.sl, params.tp));
        else if (crossesAbove(slow, fast, context.bar)) context.sell(bracket(now, -1, params.sl, params.tp));
      },
    };
  },

  tight_bracket_alternating: ({ close }, params) => ({
    declared: [],
    decide: (context) => {
      if (context.trades.length > 0 || context.orders.length > 0) return;
      const direction = context.bar % 2 === 0 ? 1 : -1;
      const request = { fraction: 0.2, ...bracket(close[context.bar], direction, params.sl, params.tp) };
      if (direction > 0) context.buy(request);
      else context.sell(request);
    },
  }),

  atr14_trailing_3x: ({ high, low, close }, params) => {
    const range = atr(high, low, close, params.n);
    const trend = sma(close, 50);
    return {
      declared: [range, trend],
      decide: (context) => {
        const now = close[context.bar];
        if (context.trades.length === 0) {
          if (now > trend[context.bar]) context.buy();
          return;
        }
        const stop = now - params.mult * range[context.bar];
        for (const trade of context.trades) if (!(trade.stopLoss >= stop)) context.setStopLoss(trade, stop);
      },
    };
  },

  limit_dip_entry: ({ close }, params) => ({
    declared: [],
    decide: (context) => {
      if (context.trades.length > 0) return;
      for (const order of context.orders)
        if (context.bar - order.placedBar >= params.ttl) context.cancel(order);
      if (context.orders.length > 0) return;
      const now = close[context.bar];
      context.buy({
        fraction: 0.99,
        limit: params.lim * now,
        stopLoss: params.sl * now,
        takeProfit: params.tp * now,
      });
    },
  }),

  stop_entry_both_sides: ({ high, low }, params) => {
    const top = extreme(high, params.n, 1);
    const bottom = extreme(low, params.n, -1);
    return {
      declared: [top, bottom],
      decide: (context) => {
        context.cancelEntries();
        if (context.trades.length > 0) {
          closeOld(context, params.hold);
          return;
        }
        context.buy({ fraction: 0.9, stop: top[context.bar] });
        context.sell({ fraction: 0.9, stop: bottom[context.bar] });
      },
    };
  },

  stop_limit_entry: ({ high }, params) => ({
    declared: [],
    decide: (context) => {
      const { bar } = context;
      if (context.trades.length > 0) {
        if (context.orders.length === 0) closeOld(context, params.hold);
        return;
      }
      for (const order of context.orders) if (bar - order.placedBar >= params.ttl) context.cancel(order);
      if (context.orders.length > 0) return;
      const [stop, limit] = bar % 2 === 0 ? [1.002, 1.01] : [1.005, 0.995];
      context.buy({ fraction: 0.9, stop: stop * high[bar], limit: limit * high[bar] });
    },
  }),
};
