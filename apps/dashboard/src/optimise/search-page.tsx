import type { ReactNode } from 'react';
import { PageHead } from '../display/page-head.js';

export function SearchPage(): ReactNode {
  return <PageHead title="SearchPage" />;
}
