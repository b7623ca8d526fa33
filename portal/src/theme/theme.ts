import { type CSSVariablesResolver, createTheme } from '@mantine/core'

// What Mantine derives from a colour (hover, soft, on-colour) comes from our tokens instead; see `toTokens`.
const stone = [
  '#faf9f7',
  '#f3f1ed',
  '#e4e0d9',
  '#d3cec4',
  '#b1aa9e',
  '#8c857a',
  '#736c61',
  '#625c52',
  '#3f3a33',
  '#23201b',
] as const
const night = [
  '#ece8e1',
  '#cfc9bf',
  '#b1aa9e',
  '#8f887c',
  '#857d71',
  '#37332d',
  '#1e1c18',
  '#171512',
  '#12100e',
  '#0d0c0a',
] as const
const teal = [
  '#eef7f6',
  '#e2f0ee',
  '#b9deda',
  '#8fccc6',
  '#5cc0b8',
  '#2f9a93',
  '#1d8078',
  '#12726e',
  '#0f5f5c',
  '#0b4c4a',
] as const

export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '12px', sm: '14px', md: '16px', lg: '20px', xl: '28px' },
  lineHeights: { xs: '16px', sm: '20px', md: '24px', lg: '28px', xl: '36px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '40px' },
  radius: { xs: '4px', sm: '4px', md: '8px', lg: '8px', xl: '8px' },
  defaultRadius: 'md',
  colors: { teal, gray: stone, dark: night },
  primaryColor: 'teal',
  primaryShade: { light: 8, dark: 4 },
  autoContrast: true,
  cursorType: 'pointer',
  respectReducedMotion: true,
})

const toTokens: Record<string, string> = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-soft)',
  '--mantine-color-anchor': 'var(--accent-ink)',
  '--mantine-color-error': 'var(--danger-ink)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-control)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink-soft)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-primary-color-light': 'var(--accent-soft)',
}

/** Points Mantine's variables at our tokens, in both schemes. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: toTokens, dark: toTokens })
