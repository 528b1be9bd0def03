import type { ReactNode } from 'react';
import { PageHead } from '../display/page-head.js';

export function OperationsPage(): ReactNode {
  return <PageHead title="Operations" />;
}
