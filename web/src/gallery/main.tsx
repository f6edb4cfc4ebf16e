import '../lib/trusted-types.ts'
import '@fontsource-variable/noto-sans-jp/index.css'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/print.css'
import { createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { startTexts } from '../lib/i18n.ts'
import { asLocale } from '../lib/locale.ts'
import { createQueryClient } from '../lib/session.ts'
import { Providers } from '../Providers.tsx'
import { fetchConsoleTexts } from '../texts/console-texts.ts'
import { GalleryPage } from './GalleryPage.tsx'

const asked = new URLSearchParams(location.search)
await startTexts(asLocale(asked.get('lang')) ?? 'ja', fetchConsoleTexts)

const router = createRouter({
  routeTree: createRootRoute({ component: GalleryPage, notFoundComponent: GalleryPage }),
  defaultNotFoundComponent: GalleryPage,
})
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <Providers client={createQueryClient()} scheme={asked.get('scheme') === 'dark' ? 'dark' : 'light'}>
      <RouterProvider router={router} />
    </Providers>,
  )
}
