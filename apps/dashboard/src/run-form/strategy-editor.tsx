import { Badge, Card, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { api, type Schemas } from '../api/client.js';
import type { Fault } from '../api/problem.js';
import { FaultList } from '../display/error-state.js';
import { formatCount } from '../display/format-number.js';
import { completionsFor, createCompleter } from './expression-completion.js';
import { JsonEditor } from './json-editor.js';
import { parseDocument, toJson, type RunDraft } from './run-draft.js';
import { SaveStrategy } from './save-strategy.js';
import { StrategyForm } from './strategy-form.js';
import { StrategyPicker } from './strategy-picker.js';

interface StrategyEditorProps {
  draft: RunDraft;
  change: (part: Partial<RunDraft>) => void;
  validation: Schemas['ValidatedStrategy'] | undefined;
  /** What the API refused when the run was started. */
  refused: readonly Fault[];
}

/** Pick a strategy, then write it as fields or as JSON; both show the same document. */
export function StrategyEditor({ draft, change, validation, refused }: StrategyEditorProps): ReactNode {
  const [view, setView] = useLocalStorage<'form' | 'json'>({ key: 'barkeep-editor', defaultValue: 'json' });
  const catalogue = api.useQuery('get', '/api/v1/strategies/functions', {}, { staleTime: Infinity });
  const document = useMemo(() => parseDocument(draft.strategy), [draft.strategy]);
  const [completer] = useState(createCompleter);
  useEffect(
    () => completer.offer(completionsFor(catalogue.data?.functions ?? [], document)),
    [completer, catalogue.data, document],
  );
  const faults = useMemo(
    () => [
      ...[...(validation?.errors ?? []), ...refused].map((fault) => ({
        ...fault,
        severity: 'error' as const,
      })),
      ...(validation?.warnings ?? []).map((fault) => ({ ...fault, severity: 'warning' as const })),
    ],
    [validation, refused],
  );
  const isForm = view === 'form' && document !== undefined;
  return (
    <Card withBorder padding="md">
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2} size="h5">
          Strategy
        </Title>
        <Group gap="xs">
          <StrategyPicker change={change} />
          {document && (
            <SaveStrategy
              document={document}
              isValid={validation?.valid === true}
              onSaved={(saved) => change({ strategy: toJson(saved) })}
            />
          )}
          <SegmentedControl
            size="xs"
            aria-label="How to write it"
            value={isForm ? 'form' : 'json'}
            onChange={(value) => setView(value)}
            data={[
              { value: 'form', label: 'Form', disabled: document === undefined },
              { value: 'json', label: 'JSON' },
            ]}
          />
        </Group>
      </Group>
      {isForm ? (
        <StrategyForm
          document={document}
          onChange={(next) => change({ strategy: toJson(next) })}
          faults={faults}
          complete={completer.source}
        />
      ) : (
        <JsonEditor
          value={draft.strategy}
          onChange={(strategy) => change({ strategy })}
          faults={faults}
          complete={completer.source}
        />
      )}
      <Stack gap="xs" mt="sm" aria-live="polite" mih={44}>
        <Verdict isJson={document !== undefined} validation={validation} />
        {!isForm && faults.length > 0 && <FaultList faults={faults} />}
      </Stack>
    </Card>
  );
}

function Verdict({
  isJson,
  validation,
}: {
  isJson: boolean;
  validation: Schemas['ValidatedStrategy'] | undefined;
}): ReactNode {
  if (!isJson)
    return (
      <Badge color="red" variant="filled" tt="none">
        not JSON yet
      </Badge>
    );
  if (!validation) return null;
  return (
    <Group gap="xs">
      <Badge color={validation.valid ? 'teal.9' : 'red.9'} variant="filled" tt="none">
        {validation.valid
          ? 'valid'
          : `${validation.errors.length} ${validation.errors.length === 1 ? 'fault' : 'faults'}`}
      </Badge>
      {validation.warmup_bars !== undefined && (
        <Text size="xs" c="dimmed">
          decides from bar {formatCount(validation.warmup_bars + 1)} on · Ctrl Space completes
        </Text>
      )}
    </Group>
  );
}
