import type { SimDataset } from '../sim-request.js';
import { findSeries, periodsBetween, releaseOf, simulateValue } from '../simulate-economy.js';

/** The series of the simulated economy, each value from its release on. */
export const economicIndicators: SimDataset<'economic_indicators'> = {
  batchSize: 10,
  about: ['series'],
  rows({ market, subject, from, to }) {
    const series = findSeries(subject)!;
    const { title, unit, frequency } = series;
    return periodsBetween(series, from, to).map((period) => ({
      ...{ series: subject, period, title: `${title} (simulated)`, unit, frequency, country: 'US' },
      value: simulateValue(market.seed, series, period),
      publishedAt: releaseOf(series, period).instant,
    }));
  },
};
