import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export interface Question {
  /** What is asked, such as `Shut down w1?` */
  question: string;
  /** What follows from it. */
  children: ReactNode;
  label: string;
  onConfirm: () => void;
}

/** Asks before what can't be taken back is done. */
export function ConfirmDialog({
  question,
  children,
  label,
  onConfirm,
  opened,
  onClose,
}: Question & { opened: boolean; onClose: () => void }): ReactNode {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={question}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Text size="sm">{children}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
        <Button
          color="red.9"
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {label}
        </Button>
      </Group>
    </Modal>
  );
}
