import '../lib/trusted-types.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/print.css'
import './portal.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { startTexts } from '../lib/i18n.ts'
import { firstLocale } from '../lib/locale.ts'
import { portal as en } from '../texts/en/portal.ts'
import { portal as ja } from '../texts/ja/portal.ts'
import { LinkMissingPage } from './link-missing.tsx'

await startTexts(firstLocale(), { portal: ja }, { portal: en })

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <LinkMissingPage />
    </StrictMode>,
  )
}
