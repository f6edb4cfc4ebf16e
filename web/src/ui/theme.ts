import { Button, type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const ai: MantineColorsTuple = [
  '#E8F1F8',
  '#D0E2F0',
  '#A9C9E2',
  '#7EACD2',
  '#5590C0',
  '#2F74AE',
  '#1F629B',
  '#165083',
  '#113F69',
  '#0C2D4C',
]

const controlHeight = { '--input-height': 'var(--button)', '--input-size': 'var(--button)' }

export const theme = createTheme({
  colors: { ai },
  primaryColor: 'ai',
  primaryShade: 7,
  defaultRadius: 4,
  fontFamily: 'var(--family)',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '15px', xl: '20px' },
  lineHeights: { xs: '18px', sm: '20px', md: '24px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  shadows: { xs: 'none', sm: 'none', md: 'var(--shadow)', lg: 'none', xl: 'none' },
  headings: { fontFamily: 'var(--family)', fontWeight: '700' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      defaultProps: { variant: 'default', size: 'sm' },
      vars: (_theme, props) => ({
        root: {
          '--button-height': 'var(--button)',
          '--button-padding-x': '12px',
          '--button-fz': '13px',
          ...(props.variant === 'filled'
            ? { '--button-bg': 'var(--accent)', '--button-color': 'var(--accent-ink)' }
            : {}),
        },
      }),
    }),
    Input: { vars: () => ({ wrapper: controlHeight }) },
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
    Modal: { defaultProps: { shadow: 'md', centered: true } },
    // Inside its landmark, and without the empty focus stop that a menu's list may not contain.
    Menu: {
      defaultProps: { shadow: 'md', position: 'bottom-end', withinPortal: false, withInitialFocusPlaceholder: false },
    },
    Popover: { defaultProps: { shadow: 'md', withinPortal: false } },
  },
})

const variables = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--stop)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--bg)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--rule-strong)',
}

/** Mantine's own names point at our tokens, so night and print need no second list. */
export const tokenVariables: CSSVariablesResolver = () => ({ variables: {}, light: variables, dark: variables })
