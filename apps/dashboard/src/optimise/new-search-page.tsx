import type { ReactNode } from 'react';
import { PageHead } from '../display/page-head.js';

export function NewSearchPage(): ReactNode {
  return <PageHead title="NewSearchPage" />;
}
