import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { ErrorState } from './display/error-state.js';
import { LoadingState } from './display/loading-state.js';
import { readTaskSearch, type TaskSearch } from './operations/tasks/task-search.js';
import { NotFound } from './shell/not-found.js';
import { Shell } from './shell/shell.js';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const under = { getParentRoute: () => root } as const;
const text = (given: unknown): string | undefined => (typeof given === 'string' ? given : undefined);

/** What the form of a run begins with. */
export interface NewRunSearch {
  /** A run whose strategy and settings are taken. */
  from?: string;
  /** One of the classics. */
  example?: string;
}

/** Which part of a page is open. */
interface TabSearch {
  tab?: string;
}

const newRun = createRoute({
  ...under,
  path: '/',
  validateSearch: (search): NewRunSearch => ({ from: text(search.from), example: text(search.example) }),
  component: lazyRouteComponent(() => import('./backtests/new-run/new-run-page.js'), 'NewRunPage'),
});
const runs = createRoute({
  ...under,
  path: '/backtests',
  component: lazyRouteComponent(() => import('./backtests/history/history-page.js'), 'HistoryPage'),
});
const comparison = createRoute({
  ...under,
  path: '/backtests/compare',
  validateSearch: (search): { runs: string } => ({ runs: text(search.runs) ?? '' }),
  component: lazyRouteComponent(() => import('./backtests/compare/compare-page.js'), 'ComparePage'),
});
const run = createRoute({
  ...under,
  path: '/backtests/$taskId',
  component: lazyRouteComponent(() => import('./backtests/run/run-page.js'), 'RunPage'),
});
const newSearch = createRoute({
  ...under,
  path: '/optimise',
  validateSearch: (search): NewRunSearch => ({ from: text(search.from), example: text(search.example) }),
  component: lazyRouteComponent(() => import('./optimise/new-search-page.js'), 'NewSearchPage'),
});
const search = createRoute({
  ...under,
  path: '/optimise/$taskId',
  component: lazyRouteComponent(() => import('./optimise/search-page.js'), 'SearchPage'),
});
const marketData = createRoute({
  ...under,
  path: '/market-data',
  validateSearch: (search): TabSearch => ({ tab: text(search.tab) }),
  component: lazyRouteComponent(() => import('./market-data/market-data-page.js'), 'MarketDataPage'),
});
const schedules = createRoute({
  ...under,
  path: '/schedules',
  component: lazyRouteComponent(() => import('./schedules/schedules-page.js'), 'SchedulesPage'),
});
const schedule = createRoute({
  ...under,
  path: '/schedules/$job',
  component: lazyRouteComponent(() => import('./schedules/job-page.js'), 'JobPage'),
});
const symbol = createRoute({
  ...under,
  path: '/market-data/$symbol',
  component: lazyRouteComponent(() => import('./market-data/symbol-page.js'), 'SymbolPage'),
});
const keys = createRoute({
  ...under,
  path: '/keys',
  component: lazyRouteComponent(() => import('./access/keys-page.js'), 'KeysPage'),
});
const task = createRoute({
  ...under,
  path: '/operations/tasks/$taskId',
  component: lazyRouteComponent(() => import('./operations/tasks/task-page.js'), 'TaskPage'),
});
const operations = createRoute({
  ...under,
  path: '/operations',
  validateSearch: (search): TabSearch & TaskSearch => ({ tab: text(search.tab), ...readTaskSearch(search) }),
  component: lazyRouteComponent(() => import('./operations/operations-page.js'), 'OperationsPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    newRun,
    runs,
    comparison,
    run,
    newSearch,
    search,
    marketData,
    symbol,
    schedules,
    schedule,
    operations,
    keys,
    task,
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: LoadingState,
  defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} retry={reset} />,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
