import type { ReactNode } from 'react';
import { PageHead } from '../../display/page-head.js';

export function NewRunPage(): ReactNode {
  return <PageHead title="NewRunPage" />;
}
