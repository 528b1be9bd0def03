import { Button, Card, Center, Code, Group, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { api } from '../api/client.js';
import { toWords } from '../api/problem.js';
import { sessionQuery } from './session.js';

/** Stands in place of any page until somebody has come in; then that page is there. */
export function LoginPage(): ReactNode {
  const [key, setKey] = useState('');
  const queries = useQueryClient();
  const logIn = api.useMutation('post', '/api/v1/session', {
    meta: { shown: true },
    onSuccess: (session) => queries.setQueryData(sessionQuery.queryKey, session),
  });
  useEffect(() => {
    document.title = 'Sign in · Barkeep';
  }, []);
  return (
    <Center mih="100dvh" p="md" component="main">
      <Card withBorder padding="lg" w="100%" maw={420}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            logIn.mutate({ body: { key: key.trim() } });
          }}
        >
          <Stack>
            <Group gap="sm">
              <img src="/favicon.svg" width={28} height={28} alt="" />
              <Title order={1} size="h3">
                Sign in to Barkeep
              </Title>
            </Group>
            <PasswordInput
              label="Key"
              placeholder="bk_…"
              autoComplete="current-password"
              autoFocus
              required
              value={key}
              error={logIn.error ? toWords(logIn.error) : undefined}
              visibilityToggleButtonProps={{ 'aria-label': 'Show the key' }}
              onChange={({ currentTarget }) => setKey(currentTarget.value)}
            />
            <Button type="submit" loading={logIn.isPending} disabled={key.trim() === ''}>
              Sign in
            </Button>
            <Text size="sm" c="dimmed">
              An admin makes a key under Keys, or where Barkeep runs with <Code>barkeep keys create</Code>.
            </Text>
          </Stack>
        </form>
      </Card>
    </Center>
  );
}
