import { ActionIcon, Menu, Text } from '@mantine/core';
import { IconKey, IconLogout, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../api/client.js';
import { useSession } from './session.js';

/** Who is signed in, and the way out. Nothing where nobody has to sign in. */
export function AccountMenu(): ReactNode {
  const session = useSession();
  const logOut = api.useMutation('delete', '/api/v1/session', {
    // Loaded anew, so that nothing of the former one stays in memory.
    onSuccess: () => window.location.reload(),
  });
  if (!session?.access) return null;
  const { owner, role } = session;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={`Account of ${owner}`}>
          <IconUser size={18} stroke={1.7} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Text size="sm" px="sm" pt="xs" fw={600} truncate>
          {owner}
        </Text>
        <Text size="xs" px="sm" pb="xs" c="dimmed">
          {role}
        </Text>
        <Menu.Divider />
        {role === 'admin' && (
          <Menu.Item component={Link} to="/keys" leftSection={<IconKey size={16} />}>
            Keys
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => logOut.mutate({})}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
