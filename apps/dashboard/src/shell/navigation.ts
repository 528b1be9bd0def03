import {
  IconActivity,
  IconAdjustments,
  IconCalendarClock,
  IconDatabase,
  IconHistory,
  IconPlayerPlay,
} from '@tabler/icons-react';

/** The pages, as the side bar and the command palette name them. */
export const PAGES = [
  { to: '/', label: 'New backtest', what: 'Write or pick a strategy and run it', icon: IconPlayerPlay },
  { to: '/backtests', label: 'Backtests', what: 'All runs; compare, pin, note', icon: IconHistory },
  { to: '/optimise', label: 'Optimise', what: 'Search the parameters of a strategy', icon: IconAdjustments },
  { to: '/market-data', label: 'Market data', what: 'Symbols, coverage, imports', icon: IconDatabase },
  { to: '/schedules', label: 'Schedules', what: 'Jobs, their next and last runs', icon: IconCalendarClock },
  { to: '/operations', label: 'Operations', what: 'Workers, queues, tasks, health', icon: IconActivity },
] as const;

/** Pages that Barkeep serves beside this one. */
export const OTHER_PAGES = [
  { href: '/docs', label: 'API', what: 'Every call, to try out' },
  { href: '/admin/queues', label: 'Queues', what: 'Bull Board' },
] as const;
