import 'mantine-datatable/styles.css';
import { Badge, Button, Card, Group, Switch, Text, TextInput, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { DataTable } from 'mantine-datatable';
import { memo, useDeferredValue, useState, type FormEvent, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { ConfirmButton } from '../display/confirm-button.js';
import { ErrorState } from '../display/error-state.js';
import { formatDay } from '../display/format-instant.js';
import { formatCount } from '../display/format-number.js';
import { LoadingState } from '../display/loading-state.js';
import { DelistField } from './delist-field.js';
import { useRefreshSymbols } from './use-refresh-symbols.js';

type Instrument = Schemas['Instrument'];

const PATH = '/api/v1/market-data/symbols';
const PAGE = 25;

/** The symbols that have a place here, what is stored of each, and whether the jobs keep it up to date. */
export function Universe(): ReactNode {
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(words).trim().toUpperCase();
  const { data, error, refetch } = api.useQuery('get', PATH, {});
  if (error && !data) return <ErrorState error={error} retry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  return (
    <Card withBorder padding="sm">
      <Group mb="sm" justify="space-between">
        <TextInput
          size="xs"
          aria-label="Filter symbols"
          placeholder="Symbol or name …"
          value={words}
          onChange={({ currentTarget: { value } }) => setWords(value)}
        />
        <AddSymbol />
      </Group>
      <SymbolTable key={wanted} symbols={data.symbols} wanted={wanted} />
    </Card>
  );
}

interface SymbolTableProps {
  symbols: readonly Instrument[];
  /** A part of a symbol or name, in upper case. */
  wanted: string;
}

/** Is drawn anew only when what it shows has changed, not with each key. */
const SymbolTable = memo(function SymbolTable({ symbols, wanted }: SymbolTableProps): ReactNode {
  const [page, setPage] = useState(1);
  const fitting = symbols.filter(({ symbol, name }) =>
    `${symbol} ${name ?? ''}`.toUpperCase().includes(wanted),
  );
  return (
    <DataTable<Instrument>
      idAccessor="symbol"
      records={fitting.slice((page - 1) * PAGE, page * PAGE)}
      totalRecords={fitting.length}
      recordsPerPage={PAGE}
      page={page}
      onPageChange={setPage}
      getPaginationControlProps={(control) => ({ 'aria-label': `${control} page` })}
      paginationText={({ from, to, totalRecords }) =>
        `${formatCount(from)} to ${formatCount(to)} of ${formatCount(totalRecords)}`
      }
      fz="sm"
      horizontalSpacing="xs"
      minHeight={200}
      noRecordsText={wanted ? 'No symbol fits' : 'No symbol yet: add one, or import a file'}
      columns={[
        {
          accessor: 'symbol',
          title: 'Symbol',
          render: ({ symbol }) => (
            <Link to="/market-data/$symbol" params={{ symbol }} style={{ color: 'inherit', fontWeight: 600 }}>
              {symbol}
            </Link>
          ),
        },
        { accessor: 'name', title: 'Name', noWrap: true },
        { accessor: 'series', title: 'Stored bars', render: ({ series }) => <Stored series={series} /> },
        {
          accessor: 'active',
          title: 'Kept up to date',
          render: (row) => <ActiveSwitch instrument={row} />,
        },
        {
          accessor: 'delisted_on',
          title: 'Last listed on',
          render: (row) => <DelistField instrument={row} />,
        },
        { accessor: 'actions', title: '', textAlign: 'right', render: (row) => <RemoveSymbol {...row} /> },
      ]}
    />
  );
});

function AddSymbol(): ReactNode {
  const [symbol, setSymbol] = useState('');
  const refresh = useRefreshSymbols();
  const add = api.useMutation('post', PATH, {
    meta: {
      done: (added: Instrument) => `${added.symbol} has its place; the jobs bring its data from now on.`,
    },
    onSuccess: () => {
      setSymbol('');
      refresh.onSuccess();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate({ body: { symbol } });
  };
  return (
    <Group gap="xs" component="form" {...{ onSubmit: submit }}>
      <TextInput
        size="xs"
        aria-label="New symbol"
        placeholder="MSFT"
        value={symbol}
        onChange={({ currentTarget: { value } }) => setSymbol(value.trim().toUpperCase())}
      />
      <Button size="xs" type="submit" disabled={symbol === ''} loading={add.isPending}>
        Add symbol
      </Button>
    </Group>
  );
}

function Stored({ series }: Pick<Instrument, 'series'>): ReactNode {
  if (series.length === 0)
    return (
      <Text size="sm" c="dimmed" span>
        none yet
      </Text>
    );
  return (
    <Group gap={4}>
      {series.map(({ timeframe, count, first, last }) => (
        <Tooltip
          key={timeframe}
          label={`${formatCount(count)} bars, ${formatDay(first)} to ${formatDay(last)}`}
        >
          <Badge size="sm" variant="outline" color="gray" c="var(--mantine-color-text)" tt="none">
            {timeframe} to {formatDay(last)}
          </Badge>
        </Tooltip>
      ))}
    </Group>
  );
}

function ActiveSwitch({ instrument: { symbol, active } }: { instrument: Instrument }): ReactNode {
  const change = api.useMutation('patch', `${PATH}/{symbol}`, {
    ...useRefreshSymbols(),
    meta: {
      done: (changed: Instrument) =>
        changed.active
          ? `The jobs keep ${symbol} up to date.`
          : `The jobs leave ${symbol} out; what is stored stays.`,
    },
  });
  return (
    <Switch
      aria-label={`Keep ${symbol} up to date`}
      checked={active}
      disabled={change.isPending}
      onChange={({ currentTarget: { checked } }) =>
        change.mutate({ params: { path: { symbol } }, body: { active: checked } })
      }
    />
  );
}

function RemoveSymbol({ symbol }: Instrument): ReactNode {
  const remove = api.useMutation('delete', `${PATH}/{symbol}`, {
    ...useRefreshSymbols(),
    meta: { done: () => `${symbol} and what was stored of it are forgotten.` },
  });
  return (
    <ConfirmButton
      label="Remove"
      aria-label={`Remove ${symbol}`}
      question={`Remove ${symbol}?`}
      onConfirm={() => remove.mutate({ params: { path: { symbol } } })}
    >
      The symbol and everything that is stored of it are forgotten. Results of runs stay.
    </ConfirmButton>
  );
}
