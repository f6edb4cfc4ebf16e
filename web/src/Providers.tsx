import { MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { styleNonce } from './lib/nonce.ts'
import { theme, tokenVariables } from './ui/theme.ts'

type Props = { client: QueryClient; scheme?: 'light' | 'dark'; children: ReactNode }

export function Providers({ client, scheme = 'light', children }: Props) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={tokenVariables}
      getStyleNonce={styleNonce}
      forceColorScheme={scheme}
    >
      <QueryClientProvider client={client}>{children}</QueryClientProvider>
    </MantineProvider>
  )
}
