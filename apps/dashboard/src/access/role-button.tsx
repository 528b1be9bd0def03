import { Button, Tooltip, type ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useReasonAgainst, type Role } from './session.js';

interface RoleButtonProps extends ButtonProps {
  /** The least role that may do it. */
  needs: Role;
  onClick: () => void;
  children: ReactNode;
}

/** A button that says why it does nothing for those who may not. */
export function RoleButton({ needs, onClick, ...button }: RoleButtonProps): ReactNode {
  const reason = useReasonAgainst(needs);
  if (!reason) return <Button {...button} onClick={onClick} />;
  return (
    <Tooltip label={reason} events={{ hover: true, focus: true, touch: true }}>
      <Button {...button} disabled={false} data-disabled aria-disabled />
    </Tooltip>
  );
}
