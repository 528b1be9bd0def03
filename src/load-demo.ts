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
  for (const { symbol, inserted, simulated } of counts) {
    const inside =
      simulated > 0 ? `, and ${simulated} simulated bars of 5 minutes inside the last of them` : '';
    if (inserted > 0) say(`Loaded the demo prices of ${symbol}: ${inserted} daily bars${inside}`);
  }
}
