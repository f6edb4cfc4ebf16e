import '../lib/trusted-types.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/print.css'
import './portal-page.css'
import i18next from 'i18next'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { initReactI18next } from 'react-i18next'
import { portal as en } from '../texts/en/portal.ts'
import { portal as ja } from '../texts/ja/portal.ts'
import { PortalApp } from './PortalApp.tsx'
import { firstLanguage, showLanguage } from './portal-language.ts'

await i18next.use(initReactI18next).init({
  lng: 'ja',
  fallbackLng: 'en',
  resources: { ja: { translation: { portal: ja } }, en: { translation: { portal: en } } },
  interpolation: { escapeValue: false },
})
await showLanguage(firstLanguage())

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <PortalApp />
    </StrictMode>,
  )
}
