import {
  Card,
  createTheme,
  DEFAULT_THEME,
  localStorageColorSchemeManager,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineTheme,
} from '@mantine/core';

/** White words on its darkest keep 4.5:1; on that of the library they do not. */
const orange = DEFAULT_THEME.colors.orange.with(9, '#b83c08') as unknown as MantineColorsTuple;

export const theme = createTheme({
  colors: { orange },
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 7 },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  headings: { fontWeight: '650' },
  cursorType: 'pointer',
  components: { Card: Card.extend({ defaultProps: { bg: 'var(--mantine-color-body)' } }) },
});

/** The name is also read by public/color-scheme.js. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'barkeep-colours' });

/** Greys that keep 4.5:1 on their ground, and the colours of gains and losses. */
export const cssVariables: CSSVariablesResolver = ({ colors }: MantineTheme) => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': colors.gray[7],
    '--mantine-color-placeholder': colors.gray[7],
    '--mantine-color-error': colors.red[9],
    '--mantine-color-red-light-color': '#a61e1e',
    '--mantine-color-orange-light-color': '#8f3300',
    '--mantine-color-teal-light-color': '#055a40',
    '--mantine-color-gray-light-color': colors.gray[8],
    '--page-ground': colors.gray[0],
    '--gain': '#087f5b',
    '--loss': '#c92a2a',
    '--caution': '#a84300',
  },
  dark: {
    '--mantine-color-dimmed': '#a6a7ab',
    '--mantine-color-placeholder': '#a6a7ab',
    '--mantine-color-error': colors.red[4],
    '--page-ground': '#1a1b1e',
    '--gain': colors.teal[4],
    '--loss': colors.red[4],
    '--caution': colors.orange[3],
  },
});
