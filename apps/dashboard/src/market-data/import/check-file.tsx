import { Box, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { client } from '../../api/client.js';
import { ErrorState } from '../../display/error-state.js';
import { IMPORT_PATH, toImportCall, type ImportQuery } from './import-call.js';
import { countsOf, LeftOut } from './import-report.js';

/** What is checked at once must not take long. */
const MOST_CHECKED_BYTES = 8_000_000;

/** What storing it would do, asked of the API before anything is stored. */
export function CheckFile({ file, query }: { file: File; query: ImportQuery }): ReactNode {
  const [asked] = useDebouncedValue(query, 300);
  const isLarge = file.size > MOST_CHECKED_BYTES;
  const { name, size, lastModified } = file;
  const tried = useQuery({
    queryKey: ['try', IMPORT_PATH, name, size, lastModified, asked],
    queryFn: async () => {
      const { data, error } = await client.POST(IMPORT_PATH, toImportCall(file, { ...asked, dry_run: true }));
      return { data, error };
    },
    enabled: !isLarge,
  });
  const { data, error } = tried.data ?? {};
  return (
    <Box mt="md" mih={70} aria-live="polite">
      {isLarge && (
        <Text size="sm" c="dimmed">
          It is large: its lines are checked as they are stored.
        </Text>
      )}
      {tried.isFetching && (
        <Text size="sm" c="dimmed">
          Its lines are checked …
        </Text>
      )}
      {error && <ErrorState error={error} />}
      {data && (
        <>
          <Text size="sm" fw={600}>
            It would store {countsOf(data)}.
          </Text>
          <LeftOut report={data} />
        </>
      )}
    </Box>
  );
}
