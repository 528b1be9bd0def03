import { Button, Center } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { toWords } from '../api/problem.js';
import { NothingHere } from '../display/nothing-here.js';

/** Stands in place of any page where the API does not say who looks. */
export function RefusedPage({ error }: { error: unknown }): ReactNode {
  useEffect(() => {
    document.title = 'Barkeep';
  }, []);
  return (
    <Center mih="100dvh" p="md" component="main" role="alert">
      <NothingHere
        icon={IconPlugConnectedX}
        title="The API answers otherwise than this page expects"
        action={<Button onClick={() => window.location.reload()}>Load anew</Button>}
      >
        {error ? toWords(error) : 'It does not say who looks.'}
        <br />
        The page and the API may be of different versions, or something between them answers in its place.
      </NothingHere>
    </Center>
  );
}
