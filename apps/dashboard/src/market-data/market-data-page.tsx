import type { ReactNode } from 'react';
import { PageHead } from '../display/page-head.js';

export function MarketDataPage(): ReactNode {
  return <PageHead title="Market data" />;
}
