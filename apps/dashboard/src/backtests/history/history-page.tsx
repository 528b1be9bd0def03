import type { ReactNode } from 'react';
import { PageHead } from '../../display/page-head.js';

export function HistoryPage(): ReactNode {
  return <PageHead title="HistoryPage" />;
}
