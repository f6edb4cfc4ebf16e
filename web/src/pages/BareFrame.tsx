import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { type Locale, showLocale, useLocale } from '../lib/locale.ts'
import { Mark } from '../shell/icons.tsx'
import './bare.css'

const others: Record<Locale, { locale: Locale; name: string }> = {
  ja: { locale: 'en', name: 'English' },
  en: { locale: 'ja', name: '日本語' },
}

/** The frame of pages before signing in: brand and language above, one column below. */
export function BareFrame({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation()
  const other = others[useLocale()]
  useEffect(() => {
    document.title = `${title} — ${t('shell.product')}`
  }, [title, t])
  return (
    <div className="bare">
      <header className="bare-head">
        <p className="bare-brand">
          <Mark size={22} /> {t('shell.product')} <span lang="ja">絆</span>
        </p>
        <button
          type="button"
          className="plain-button link-button"
          lang={other.locale}
          onClick={() => showLocale(other.locale)}
        >
          {other.name}
        </button>
      </header>
      <main className="bare-main">
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  )
}
