import './lib/trusted-types.ts'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './ui/tokens.css'
import './ui/base.css'
import './ui/print.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startTexts } from './lib/i18n.ts'
import { firstLocale } from './lib/locale.ts'
import { createQueryClient } from './lib/session.ts'
import { Providers } from './Providers.tsx'
import { createConsoleRouter } from './routes.tsx'
import { fetchConsoleTexts } from './texts/console-texts.ts'

await startTexts(firstLocale(), fetchConsoleTexts)

const client = createQueryClient()
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Providers client={client}>
        <RouterProvider router={createConsoleRouter(client)} />
      </Providers>
    </StrictMode>,
  )
}

// The list of font slices is 30 kB of its own: text appears first in the system's font, then in Noto Sans.
void import('@fontsource-variable/noto-sans-jp/index.css')
