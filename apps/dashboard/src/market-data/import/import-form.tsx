import '@mantine/dropzone/styles.css';
import {
  Alert,
  Button,
  Card,
  Group,
  Select,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api, type Schemas } from '../../api/client.js';
import { ErrorState } from '../../display/error-state.js';
import { CheckFile } from './check-file.js';
import { IMPORT_PATH, toImportCall, type Calendar, type OnError } from './import-call.js';
import { ImportReport } from './import-report.js';
import { namedBy, readHead } from './read-head.js';

type Timeframe = Schemas['StoredSeries']['timeframe'];

const TIMEFRAMES: Timeframe[] = ['1m', '5m', '15m', '30m', '1h', '1d', '1w', '1mo'];

const CALENDARS: { value: Calendar; label: string }[] = [
  { value: 'XNYS', label: 'in New York' },
  { value: 'always', label: 'around the clock' },
];
const ON_ERROR: { value: OnError; label: string }[] = [
  { value: 'keep', label: 'keep the others' },
  { value: 'refuse', label: 'refuse the file' },
];
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
  const [calendar, setCalendar] = useState<Calendar>('XNYS');
  const [onError, setOnError] = useState<OnError>('keep');
  const query = { symbol, calendar, on_error: onError, ...(timeframe && { timeframe }) };
  const store = api.useMutation('post', IMPORT_PATH, {
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
      // What the name of the file before said holds for that one alone.
      setSymbol(named?.symbol ?? '');
      setTimeframe((named?.timeframe as Timeframe | undefined) ?? null);
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
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 5 }} mt="md" style={{ alignItems: 'end' }}>
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
            <Select
              label="A new symbol trades"
              allowDeselect={false}
              data={CALENDARS}
              value={calendar}
              onChange={(value) => value && setCalendar(value)}
            />
            <Select
              label="With a broken line"
              allowDeselect={false}
              data={ON_ERROR}
              value={onError}
              onChange={(value) => value && setOnError(value)}
            />
            <Button
              disabled={symbol === ''}
              loading={store.isPending}
              onClick={() => store.mutate(toImportCall(chosen.file, query))}
            >
              Store {symbol || 'them'}
            </Button>
          </SimpleGrid>
          {symbol !== '' && !store.data && <CheckFile file={chosen.file} query={query} />}
        </Card>
      )}
      {store.error && <ErrorState error={store.error} />}
      {store.data && <ImportReport report={store.data} />}
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
