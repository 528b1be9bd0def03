import '@mantine/dropzone/styles.css';
import {
  Alert,
  Anchor,
  Button,
  Card,
  Group,
  List,
  Select,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconCheck, IconFileTypeCsv } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { ErrorState } from '../../display/error-state.js';
import { formatCount } from '../../display/format-number.js';
import { namedBy, readHead } from './read-head.js';

type Timeframe = Schemas['StoredSeries']['timeframe'];

const TIMEFRAMES: Timeframe[] = ['1m', '5m', '15m', '30m', '1h', '1d', '1w', '1mo'];

interface Chosen {
  file: File;
  /** The header, then the first lines. */
  head: string[][];
}

/** A file of bars, its first lines, and what came of storing it. */
export function ImportForm(): ReactNode {
  const [chosen, setChosen] = useState<Chosen>();
  const [unreadable, setUnreadable] = useState<string>();
  const [symbol, setSymbol] = useState('');
  const [timeframe, setTimeframe] = useState<Timeframe | null>(null);
  const queries = useQueryClient();
  const store = api.useMutation('post', '/api/v1/market-data/bars/import', {
    meta: { shown: true },
    onSuccess: () => void queries.invalidateQueries(),
  });
  const choose = async ([file]: File[]): Promise<void> => {
    store.reset();
    setChosen(undefined);
    setUnreadable(undefined);
    try {
      const head = await readHead(file);
      const named = namedBy(file.name);
      if (named) {
        setSymbol(named.symbol);
        setTimeframe(named.timeframe as Timeframe);
      }
      setChosen({ file, head });
    } catch (error) {
      setUnreadable((error as Error).message);
    }
  };
  return (
    <Stack>
      <Dropzone
        onDrop={(files) => void choose(files)}
        multiple={false}
        accept={{ 'text/csv': ['.csv', '.txt', '.tsv'] }}
        onReject={() => setUnreadable('It has to be one file whose name ends in .csv, .tsv or .txt.')}
        inputProps={{ 'aria-label': 'A file of bars' }}
        aria-label="Drop a file of bars here, or press Enter to choose one"
        bg="var(--mantine-color-body)"
      >
        <Group justify="center" gap="md" mih={110} wrap="nowrap" style={{ pointerEvents: 'none' }}>
          <IconFileTypeCsv size={40} stroke={1.4} aria-hidden />
          <div>
            <Text fw={600}>{chosen ? chosen.file.name : 'Drop a CSV file here, or click to choose one'}</Text>
            <Text size="sm" c="dimmed">
              A header and the columns date, open, high, low, close, volume; a name like ACME_1d.csv says
              whose bars they are.
            </Text>
          </div>
        </Group>
      </Dropzone>
      {unreadable && (
        <Alert color="red" title="The file can't be read" role="alert">
          {unreadable}
        </Alert>
      )}
      {chosen && (
        <Card withBorder padding="md">
          <Title order={2} size="h5" mb="xs">
            What will be read
          </Title>
          <Head rows={chosen.head} />
          <SimpleGrid cols={{ base: 1, sm: 3 }} mt="md" style={{ alignItems: 'end' }}>
            <TextInput
              label="Symbol"
              required
              value={symbol}
              onChange={({ currentTarget: { value } }) => setSymbol(value.trim().toUpperCase())}
            />
            <Select
              label="Bars"
              placeholder="by their spacing"
              clearable
              data={TIMEFRAMES}
              value={timeframe}
              onChange={(value) => setTimeframe(value)}
            />
            <Button
              disabled={symbol === ''}
              loading={store.isPending}
              onClick={() =>
                store.mutate({
                  params: { query: { symbol, ...(timeframe && { timeframe }) } },
                  body: chosen.file as never,
                  bodySerializer: (file: unknown) => file as File,
                  headers: { 'content-type': 'text/csv' },
                })
              }
            >
              Store {symbol || 'them'}
            </Button>
          </SimpleGrid>
        </Card>
      )}
      {store.error && <ErrorState error={store.error} />}
      {store.data && <Report report={store.data} />}
    </Stack>
  );
}

function Head({ rows: [header, ...lines] }: { rows: string[][] }): ReactNode {
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            {header?.map((name, column) => (
              <Table.Th key={column}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((cells, line) => (
            <Table.Tr key={line}>
              {cells.map((cell, column) => (
                <Table.Td key={column}>{cell}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Report({ report }: { report: Schemas['ImportReport'] }): ReactNode {
  const { symbol, timeframe, inserted, changed, unchanged, rejected, rejected_count: refused } = report;
  return (
    <Alert
      color={refused > 0 ? 'orange' : 'teal'}
      icon={<IconCheck />}
      role="status"
      title={`${formatCount(inserted)} new, ${formatCount(changed)} changed, ${formatCount(unchanged)} unchanged bars of ${symbol}, ${timeframe}`}
    >
      {refused > 0 && (
        <>
          <Text size="sm">Lines left out: {formatCount(refused)}</Text>
          <List size="sm" mb="xs">
            {rejected.map(({ line, reason }) => (
              <List.Item key={`${line} ${reason}`}>
                line {line}: {reason}
              </List.Item>
            ))}
          </List>
        </>
      )}
      <Anchor
        component={Link}
        to="/market-data/$symbol"
        params={{ symbol } as never}
        size="sm"
        c="inherit"
        underline="always"
      >
        See its prices
      </Anchor>
    </Alert>
  );
}
