import { Button, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { ConfirmDialog, type Question } from './confirm-dialog.js';

/** A button that asks before it does what can't be taken back. */
export function ConfirmButton({
  question,
  children,
  label,
  onConfirm,
  ...button
}: Question & Omit<ButtonProps, keyof Question>): ReactNode {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="default" {...button} onClick={open}>
        {label}
      </Button>
      <ConfirmDialog question={question} label={label} onConfirm={onConfirm} opened={isOpen} onClose={close}>
        {children}
      </ConfirmDialog>
    </>
  );
}
