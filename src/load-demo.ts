import type { INestApplicationContext } from '@nestjs/common';
import { BarRepository, CorporateActionRepository, DatasetRepository, InstrumentRepository } from '#database';
import { loadDemoData } from '#market-data';

/** Stores the demo prices where they are not stored yet, and says which. */
export async function loadDemo(app: INestApplicationContext, say: (line: string) => void): Promise<void> {
  const counts = await loadDemoData({
    instruments: app.get(InstrumentRepository),
    bars: app.get(BarRepository),
    actions: app.get(CorporateActionRepository),
    datasets: app.get(DatasetRepository),
  });
  for (const { symbol, inserted } of counts) {
    if (inserted > 0) say(`Loaded the demo prices of ${symbol}: ${inserted} daily bars`);
  }
}
