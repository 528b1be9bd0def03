import { EmptyState } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface NothingHereProps {
  icon: Icon;
  title: string;
  /** What can be done about it. */
  children: ReactNode;
  action?: ReactNode;
}

/** What stands where there is nothing to show yet. */
export function NothingHere({ icon: Icon, title, children, action }: NothingHereProps): ReactNode {
  return (
    <EmptyState py="xl" icon={<Icon size={32} stroke={1.5} />} title={title} description={children}>
      {action}
    </EmptyState>
  );
}
