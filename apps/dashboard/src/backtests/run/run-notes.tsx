import { Button, Group, Modal, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Schemas } from '../../api/client.js';

interface RunNotesProps {
  run: Schemas['Run'];
  onClose: () => void;
  onSave: (notes: Schemas['AnnotateRun']) => void;
}

export function RunNotes({ run, onClose, onSave }: RunNotesProps): ReactNode {
  const [name, setName] = useState(run.name ?? '');
  const [notes, setNotes] = useState(run.notes ?? '');
  const [tags, setTags] = useState(run.tags);
  return (
    <Modal opened onClose={onClose} title="Name, notes, tags" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSave({ name: name || null, notes: notes || null, tags });
          onClose();
        }}
      >
        <Stack>
          <TextInput
            label="Name"
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Textarea
            label="Notes"
            autosize
            minRows={4}
            maxRows={16}
            value={notes}
            onChange={(event) => setNotes(event.currentTarget.value)}
          />
          <TagsInput label="Tags" value={tags} maxTags={20} onChange={setTags} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Leave
            </Button>
            <Button type="submit">Save</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
