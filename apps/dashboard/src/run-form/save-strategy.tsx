import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { RoleButton } from '../access/role-button.js';
import { api, type Schemas } from '../api/client.js';
import { ErrorState } from '../display/error-state.js';
import type { StrategyDocument } from './run-draft.js';

interface SaveStrategyProps {
  document: StrategyDocument;
  /** It can be saved: the API found nothing wrong. */
  isValid: boolean;
  /** The document under the name that was given to it. */
  onSaved: (document: StrategyDocument) => void;
}

/** Keeps what is in the editor under a name; what has the name already gets another version. */
export function SaveStrategy(props: SaveStrategyProps): ReactNode {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <RoleButton
        needs="trader"
        size="xs"
        variant="default"
        disabled={!props.isValid}
        leftSection={<IconDeviceFloppy size={14} aria-hidden />}
        onClick={open}
      >
        Save
      </RoleButton>
      {isOpen && <SaveForm {...props} onClose={close} />}
    </>
  );
}

function SaveForm({ document, onSaved, onClose }: SaveStrategyProps & { onClose: () => void }): ReactNode {
  const [name, setName] = useState(String(document.name));
  const [note, setNote] = useState('');
  const queries = useQueryClient();
  const alike = api.useQuery('get', '/api/v1/strategies', { params: { query: { name: name.trim() } } });
  const known = alike.data?.items.find((one) => one.name === name.trim());
  const named = { ...document, name: name.trim() };
  const after = {
    meta: { shown: true },
    onSuccess: ({ name: saved, version }: Schemas['SavedStrategy']) => {
      notifications.show({ title: `Saved: ${saved}`, message: `It is version ${version}.` });
      void queries.invalidateQueries({ queryKey: ['get', '/api/v1/strategies'] });
      onSaved(named);
      onClose();
    },
  };
  const create = api.useMutation('post', '/api/v1/strategies', after);
  const update = api.useMutation('put', '/api/v1/strategies/{strategy_id}', after);
  const save = (): void => {
    const body = { strategy: named, note: note || null };
    if (known)
      update.mutate({
        params: { path: { strategy_id: known.strategy_id } },
        body: { ...body, base_version: known.version },
      });
    else create.mutate({ body });
  };
  const error = create.error ?? update.error;
  return (
    <Modal opened onClose={onClose} title="Save the strategy" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Stack>
          <TextInput
            label="Name"
            required
            maxLength={200}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Textarea
            label="What this version is about"
            autosize
            minRows={2}
            maxRows={8}
            maxLength={2_000}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          <Text size="sm" c="dimmed" role="status" mih={22}>
            {alike.isPending
              ? ''
              : known
                ? `It becomes version ${known.version + 1}; the earlier ones stay.`
                : 'Nothing has this name yet: it becomes version 1.'}
          </Text>
          {!!error && <ErrorState error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Leave
            </Button>
            <Button
              type="submit"
              loading={create.isPending || update.isPending}
              disabled={name.trim() === '' || alike.isPending}
            >
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
