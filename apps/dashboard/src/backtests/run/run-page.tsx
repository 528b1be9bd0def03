import type { ReactNode } from 'react';
import { PageHead } from '../../display/page-head.js';

export function RunPage(): ReactNode {
  return <PageHead title="RunPage" />;
}
