import { createTheme, rem, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const ink: MantineColorsTuple = [
  '#eef3fb',
  '#dbe5f4',
  '#b4c9e8',
  '#8aacdc',
  '#6893d2',
  '#5283cc',
  '#3f74c2',
  '#2b5fab',
  '#22539b',
  '#12468b',
];

const red: MantineColorsTuple = [
  '#fdeeee',
  '#f9dadb',
  '#f1b3b5',
  '#ea8a8d',
  '#e3666a',
  '#d94a4e',
  '#c93a3e',
  '#c0222b',
  '#a81a22',
  '#8f1119',
];

/** Three text sizes, two weights, one accent. White on the filled shades reaches 4.5:1. */
export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  colors: { ink, red },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: rem(12), sm: rem(14), md: rem(14), lg: rem(14), xl: rem(20) },
  fontWeights: { regular: '400', medium: '400', bold: '600' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.45', lg: '1.45', xl: '1.3' },
  spacing: { xs: rem(4), sm: rem(8), md: rem(16), lg: rem(24), xl: rem(32) },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: rem(20), lineHeight: '1.3' }, h2: { fontSize: rem(14), lineHeight: '1.45' } },
  },
});

const shared = {
  '--mantine-color-text': 'var(--tk-text)',
  '--mantine-color-default-color': 'var(--tk-text)',
  '--mantine-color-body': 'var(--tk-ground)',
  '--mantine-color-dimmed': 'var(--tk-quiet)',
  '--mantine-color-error': 'var(--tk-dead)',
  '--mantine-color-red-light-color': 'var(--tk-dead)',
  '--mantine-color-ink-light-color': 'var(--tk-accent)',
};

/** State colours reach 4.5:1 on their ground in both schemes; they only repeat what the shape has said. */
export const stateColours: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--tk-ground': '#ffffff',
    '--tk-side': '#f6f7f9',
    '--tk-hover': '#f0f3f7',
    '--tk-line': '#e3e6ea',
    '--tk-edge': '#b8bfc8',
    '--tk-quiet-line': '#5b636e',
    '--tk-text': '#1c2127',
    '--tk-quiet': '#5b636e',
    '--tk-good': '#1a7f37',
    '--tk-soon': '#8a5a00',
    '--tk-dead': '#c0222b',
    '--tk-person': '#b04600',
    '--tk-blocked': '#6b3fc4',
    '--tk-unsure': '#5f6672',
    '--tk-accent': '#2b5fab',
    ...shared,
    '--mantine-color-placeholder': '#6d7580',
  },
  dark: {
    '--tk-ground': '#1a1b1e',
    '--tk-side': '#202227',
    '--tk-hover': '#282b31',
    '--tk-line': '#30353d',
    '--tk-edge': '#59616d',
    '--tk-quiet-line': '#a0a8b4',
    '--tk-text': '#e4e7eb',
    '--tk-quiet': '#a0a8b4',
    '--tk-good': '#4ac26b',
    '--tk-soon': '#e0a93b',
    '--tk-dead': '#ff7b78',
    '--tk-person': '#ff9a52',
    '--tk-blocked': '#b39bff',
    '--tk-unsure': '#9aa3b0',
    '--tk-accent': '#8aacdc',
    ...shared,
    '--mantine-color-placeholder': '#8a929d',
  },
});
