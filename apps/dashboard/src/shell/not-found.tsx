import { Button } from '@mantine/core';
import { IconMapOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { NothingHere } from '../display/nothing-here.js';

export function NotFound(): ReactNode {
  return (
    <NothingHere
      icon={IconMapOff}
      title="There is no such page"
      action={
        <Button component={Link} to="/">
          To the first page
        </Button>
      }
    >
      The address may be mistyped, or what it named is gone.
    </NothingHere>
  );
}
