import { AppShell, Burger, Divider, Group, NavLink, ScrollArea, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { AccountMenu } from '../access/account-menu.js';
import { toEntrance } from '../access/entrance.js';
import { LoginPage } from '../access/login-page.js';
import { RefusedPage } from '../access/refused-page.js';
import { sessionQuery } from '../access/session.js';
import { ColorSchemeSwitch } from './color-scheme-switch.js';
import { CommandPalette, PaletteButton } from './command-palette.js';
import { MarketState } from './market-state.js';
import { OTHER_PAGES, PAGES } from './navigation.js';

function isCurrent(to: string, pathname: string): boolean {
  return to === '/' ? pathname === '/' : pathname === to || pathname.startsWith(`${to}/`);
}

/** Every page in its frame, or what stands in its place. */
export function Shell(): ReactNode {
  const { data, error, failureCount, isError } = useQuery(sessionQuery);
  switch (toEntrance({ data, failureCount, isError })) {
    case 'login':
      return <LoginPage />;
    case 'refused':
      return <RefusedPage error={error} />;
    case 'pages':
      return <PageFrame />;
    default:
      return null;
  }
}

function PageFrame(): ReactNode {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  const page = PAGES.find(({ to }) => isCurrent(to, pathname));
  useEffect(() => {
    document.title = page ? `${page.label} · Barkeep` : 'Barkeep';
  }, [page]);
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Navigation" />
            <img src="/favicon.svg" width={24} height={24} alt="" />
            <Text component={Link} to="/" fw={700} size="lg" c="inherit" td="none">
              Barkeep
            </Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            <MarketState />
            <PaletteButton />
            <ColorSchemeSwitch />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" component="nav" aria-label="Pages">
        <AppShell.Section grow component={ScrollArea}>
          <Stack gap={2}>
            {PAGES.map(({ to, label, icon: Icon }) => (
              <NavLink
                key={to}
                component={Link}
                to={to}
                label={label}
                leftSection={<Icon size={18} stroke={1.7} aria-hidden />}
                active={isCurrent(to, pathname)}
                aria-current={isCurrent(to, pathname) ? 'page' : undefined}
                onClick={close}
              />
            ))}
          </Stack>
        </AppShell.Section>
        <Divider my="xs" />
        {OTHER_PAGES.map(({ href, label }) => (
          <NavLink
            key={href}
            href={href}
            target="_blank"
            label={label}
            leftSection={<IconExternalLink size={18} stroke={1.7} aria-hidden />}
          />
        ))}
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
      <CommandPalette />
    </AppShell>
  );
}
