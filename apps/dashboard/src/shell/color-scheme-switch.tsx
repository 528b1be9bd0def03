import { ActionIcon, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** What follows what, with a word and a picture for each. */
const SCHEMES = {
  auto: { next: 'light', words: 'Colours of the system', icon: IconDeviceDesktop },
  light: { next: 'dark', words: 'Light colours', icon: IconSun },
  dark: { next: 'auto', words: 'Dark colours', icon: IconMoon },
} as const;

export function ColorSchemeSwitch(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { next, words, icon: Icon } = SCHEMES[colorScheme];
  return (
    <Tooltip label={`${words}; click for ${SCHEMES[next].words.toLowerCase()}`}>
      <ActionIcon
        variant="default"
        size="lg"
        onClick={() => setColorScheme(next)}
        aria-label={`${words}; switch to ${SCHEMES[next].words.toLowerCase()}`}
      >
        <Icon size={18} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}
