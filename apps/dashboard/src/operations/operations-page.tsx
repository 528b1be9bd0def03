import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMonitor } from '../api/use-monitor.js';
import { PageHead } from '../display/page-head.js';
import { Silence } from '../display/silence.js';
import { AuditLog } from './audit-log.js';
import { Failures } from './failures.js';
import { Health } from './health.js';
import { Queues } from './queues.js';
import { TaskList } from './tasks/task-list.js';
import { useFigureHistory } from './use-figure-history.js';
import { Workers } from './workers.js';

/** What works, what waits, what ran, and how every component stands. */
export function OperationsPage(): ReactNode {
  const navigate = useNavigate();
  const { tab = 'tasks' } = useSearch({ from: '/operations' });
  const figures = useMonitor();
  const history = useFigureHistory(figures);
  return (
    <>
      <PageHead
        title="Operations"
        what="Tasks, the queues that they wait in, and the workers that run them."
      />
      <Silence figures={figures} />
      <Tabs
        value={tab}
        onChange={(value) => void navigate({ to: '/operations', search: { tab: value ?? undefined } })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="tasks">Tasks</Tabs.Tab>
          <Tabs.Tab value="failures">Failures</Tabs.Tab>
          <Tabs.Tab value="queues">Queues</Tabs.Tab>
          <Tabs.Tab value="workers">Workers</Tabs.Tab>
          <Tabs.Tab value="health">Health</Tabs.Tab>
          <Tabs.Tab value="audit">Audit</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="tasks">
          <TaskList figures={figures} />
        </Tabs.Panel>
        <Tabs.Panel value="failures">
          <Failures figures={figures} />
        </Tabs.Panel>
        <Tabs.Panel value="queues">
          <Queues figures={figures} />
        </Tabs.Panel>
        <Tabs.Panel value="workers">
          <Workers figures={figures} history={history} />
        </Tabs.Panel>
        <Tabs.Panel value="health">
          <Health />
        </Tabs.Panel>
        <Tabs.Panel value="audit">
          <AuditLog />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
