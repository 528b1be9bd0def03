import type { ReactNode } from 'react';
import { PageHead } from '../display/page-head.js';

export function SchedulesPage(): ReactNode {
  return <PageHead title="Schedules" />;
}
