import { Alert, Button, Code, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { hintOf, isProblem, toWords, type Fault } from '../api/problem.js';

/** Faults of a body, each with its place and what to do. */
export function FaultList({ faults }: { faults: readonly Fault[] }): ReactNode {
  return (
    <List size="sm" spacing={2}>
      {faults.map((fault, index) => {
        const { path, message, code } = fault;
        const hint = hintOf(fault);
        return (
          <List.Item key={`${path}${code}${index}`}>
            {path && <Code>{path}</Code>} {message}
            {hint && ` (${hint})`}
          </List.Item>
        );
      })}
    </List>
  );
}

interface ErrorStateProps {
  error: unknown;
  retry?: () => void;
  /** A way on. */
  children?: ReactNode;
}

/** What went wrong in words of the API, with what to quote when asking for help. */
export function ErrorState({ error, retry, children }: ErrorStateProps): ReactNode {
  const problem = isProblem(error) ? error : undefined;
  return (
    <Alert
      color="red"
      variant="light"
      icon={<IconAlertTriangle />}
      title={problem?.title ?? 'Barkeep did not answer'}
      role="alert"
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{problem ? problem.detail : toWords(error)}</Text>
        {problem?.errors && <FaultList faults={problem.errors} />}
        {problem && problem.status >= 500 && (
          <Text size="xs" c="dimmed">
            Request {problem.request_id}
          </Text>
        )}
        {retry && problem?.status !== 404 && (
          <Button size="xs" variant="default" onClick={retry}>
            Try again
          </Button>
        )}
        {children}
      </Stack>
    </Alert>
  );
}
