import {
  Alert,
  Badge,
  Button,
  Card,
  Code,
  CopyButton,
  Group,
  NumberInput,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import { ConfirmButton } from '../display/confirm-button.js';
import { ErrorState } from '../display/error-state.js';
import { formatCount } from '../display/format-number.js';
import { Instant } from '../display/instant.js';
import { LoadingState } from '../display/loading-state.js';
import { NothingHere } from '../display/nothing-here.js';
import { PageHead } from '../display/page-head.js';

type Role = Schemas['ApiKey']['role'];

/** What each role may, for those who give one. */
const ROLES: readonly { value: Role; label: string }[] = [
  { value: 'viewer', label: 'viewer: looks' },
  { value: 'trader', label: 'trader: runs backtests' },
  { value: 'operator', label: 'operator: steers jobs and workers' },
  { value: 'admin', label: 'admin: gives keys' },
];

/** Limits of a key; what is left empty is as the settings say. */
const QUOTAS = [
  { name: 'requests_per_minute', label: 'Requests a minute' },
  { name: 'queued_backtests', label: 'Backtests waiting' },
  { name: 'running_backtests', label: 'Backtests running' },
  { name: 'bars_per_day', label: 'Bars a day' },
] as const satisfies readonly { name: keyof Schemas['Quotas']; label: string }[];

/** Who may come in: keys are made here, shown once, and revoked. */
export function KeysPage(): ReactNode {
  const keys = api.useQuery('get', '/api/v1/keys');
  const [created, setCreated] = useState<Schemas['CreatedKey']>();
  return (
    <>
      <PageHead title="Keys" what="Who may come in, and what they may do." />
      <CreateKey onCreated={setCreated} />
      {created && <NewKey created={created} />}
      {keys.error && !keys.data ? (
        <ErrorState error={keys.error} retry={() => void keys.refetch()} />
      ) : !keys.data ? (
        <LoadingState />
      ) : (
        <Card withBorder padding="sm">
          {keys.data.items.length === 0 ? (
            <NothingHere icon={IconKey} title="No key yet">
              Make one above for each person and each program.
            </NothingHere>
          ) : (
            <KeyTable keys={keys.data.items} />
          )}
        </Card>
      )}
    </>
  );
}

function CreateKey({ onCreated }: { onCreated: (created: Schemas['CreatedKey']) => void }): ReactNode {
  const [name, setName] = useState('');
  const [owner, setOwner] = useState('');
  const [role, setRole] = useState<Role>('trader');
  const [quotas, setQuotas] = useState<Schemas['Quotas']>({});
  const queries = useQueryClient();
  const create = api.useMutation('post', '/api/v1/keys', {
    meta: { shown: true },
    onSuccess: (created) => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/keys'] });
      setName('');
      onCreated(created);
    },
  });
  return (
    <Card withBorder padding="sm" mb="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ body: { name, role, quotas, ...(owner ? { owner } : {}) } });
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            label="What it is for"
            placeholder="notebook"
            required
            maxLength={64}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <TextInput
            label="Owner"
            placeholder={name || 'the same'}
            maxLength={64}
            value={owner}
            onChange={({ currentTarget }) => setOwner(currentTarget.value)}
          />
          <Select
            label="Role"
            w={260}
            allowDeselect={false}
            data={ROLES}
            value={role}
            onChange={(value) => setRole(value ?? role)}
          />
          {QUOTAS.map(({ name: quota, label }) => (
            <NumberInput
              key={quota}
              label={label}
              placeholder="as set"
              w={140}
              hideControls
              allowDecimal={false}
              min={0}
              thousandSeparator=" "
              value={quotas[quota] ?? ''}
              onChange={(value) =>
                setQuotas({ ...quotas, [quota]: value === '' ? undefined : Number(value) })
              }
            />
          ))}
          <Button type="submit" loading={create.isPending} disabled={name === ''}>
            Make a key
          </Button>
        </Group>
        {create.error && <ErrorState error={create.error} />}
      </form>
    </Card>
  );
}

/** Barkeep keeps its hash alone: what is not copied now is lost. */
function NewKey({ created: { key, name } }: { created: Schemas['CreatedKey'] }): ReactNode {
  return (
    <Alert
      color="teal"
      title={`The key for ${name}: copy it now, it is never shown again`}
      mb="sm"
      role="status"
    >
      <Group gap="sm">
        <Code style={{ overflowWrap: 'anywhere' }}>{key}</Code>
        <CopyButton value={key}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </Group>
    </Alert>
  );
}

function KeyTable({ keys }: { keys: readonly Schemas['ApiKey'][] }): ReactNode {
  const queries = useQueryClient();
  const revoke = api.useMutation('delete', '/api/v1/keys/{id}', {
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['get', '/api/v1/keys'] }),
  });
  return (
    <Table.ScrollContainer minWidth={640} type="native">
      <Table>
        <Table.Thead>
          <Table.Tr>
            {['Name', 'Owner', 'Role', 'Limits', 'Made', 'Last used', ''].map((title) => (
              <Table.Th key={title}>{title}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {keys.map(
            ({
              id,
              name,
              owner,
              role,
              quotas,
              created_at: made,
              last_used_at: used,
              revoked_at: revoked,
            }) => (
              <Table.Tr key={id}>
                <Table.Td>{name}</Table.Td>
                <Table.Td>{owner}</Table.Td>
                <Table.Td>{role}</Table.Td>
                <Table.Td>
                  <Limits quotas={quotas} />
                </Table.Td>
                <Table.Td>
                  <Instant at={made} />
                </Table.Td>
                <Table.Td>
                  <Instant at={used} />
                </Table.Td>
                <Table.Td ta="right">
                  {revoked ? (
                    <Badge color="gray.7" variant="filled" tt="none">
                      revoked
                    </Badge>
                  ) : (
                    <ConfirmButton
                      label="Revoke"
                      question={`Revoke ${name}?`}
                      onConfirm={() => revoke.mutate({ params: { path: { id } } })}
                    >
                      Whatever uses it is refused from now on. It can’t be taken back; another key can be
                      made.
                    </ConfirmButton>
                  )}
                </Table.Td>
              </Table.Tr>
            ),
          )}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** Those that are the key's own. */
function Limits({ quotas }: { quotas: Schemas['Quotas'] }): ReactNode {
  const own = QUOTAS.filter(({ name }) => quotas[name] !== undefined);
  if (own.length === 0) return 'as set';
  return (
    <Stack gap={0}>
      {own.map(({ name, label }) => (
        <Text key={name} size="xs">
          {label}: {formatCount(quotas[name])}
        </Text>
      ))}
    </Stack>
  );
}
