import type { ReactNode } from 'react';
import { PageHead } from '../../display/page-head.js';

export function ComparePage(): ReactNode {
  return <PageHead title="ComparePage" />;
}
