import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageHead } from '../display/page-head.js';
import { BackfillForm } from './backfill-form.js';
import { FreshnessBoard } from './freshness-board.js';
import { ImportForm } from './import/import-form.js';
import { Quarantine } from './quarantine.js';
import { Universe } from './universe.js';

const TABS = [
  ['universe', 'Universe', Universe],
  ['freshness', 'Freshness', FreshnessBoard],
  ['quarantine', 'Quarantine', Quarantine],
  ['import', 'Import', ImportForm],
  ['backfill', 'Backfill', BackfillForm],
] as const;

/** What is stored, how fresh it is, what was refused, and two ways to get more. */
export function MarketDataPage(): ReactNode {
  const navigate = useNavigate();
  const { tab = 'universe' } = useSearch({ from: '/market-data' });
  return (
    <>
      <PageHead title="Market data" what="Symbols, what is stored of them, and how to bring more." />
      <Tabs
        value={tab}
        onChange={(value) => void navigate({ to: '/market-data', search: { tab: value ?? undefined } })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {TABS.map(([value, label]) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {TABS.map(([value, , Part]) => (
          <Tabs.Panel key={value} value={value}>
            <Part />
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}
