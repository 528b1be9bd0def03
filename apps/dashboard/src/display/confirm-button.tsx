import { Button, Group, Modal, Text, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface ConfirmButtonProps extends ButtonProps {
  /** What is asked, such as `Shut down w1?` */
  question: string;
  /** What follows from it. */
  children: ReactNode;
  label: string;
  onConfirm: () => void;
}

/** A button that asks before it does what can't be taken back. */
export function ConfirmButton({
  question,
  children,
  label,
  onConfirm,
  ...button
}: ConfirmButtonProps): ReactNode {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="default" {...button} onClick={open}>
        {label}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={question}
        centered
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Text size="sm">{children}</Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close}>
            Leave it
          </Button>
          <Button
            color="red.9"
            onClick={() => {
              close();
              onConfirm();
            }}
          >
            {label}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
