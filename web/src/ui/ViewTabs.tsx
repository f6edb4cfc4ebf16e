import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../lib/format-number.ts'
import './tabs.css'

export type View = { key: string; label: string; count?: number }

type Props = { views: readonly View[]; value: string; onChange: (key: string) => void; act?: ReactNode }

/** Saved views of a list with their counts; the act at the end keeps the present one. */
export function ViewTabs({ views, value, onChange, act }: Props) {
  const { t } = useTranslation()
  return (
    <div className="tabs">
      <ul aria-label={t('controls.views')}>
        {views.map((view) => (
          <li key={view.key}>
            <button
              type="button"
              className="plain-button tab"
              aria-pressed={view.key === value}
              onClick={() => onChange(view.key)}
            >
              {view.label}
              {view.count !== undefined && <span className="tab-count">{formatNumber(view.count)}</span>}
            </button>
          </li>
        ))}
      </ul>
      {act}
    </div>
  )
}

/** The pages of one subject side by side, each with its own address. */
export function PageTabs({ label, pages }: { label: string; pages: readonly { path: string; label: string }[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      <ul>
        {pages.map((page) => (
          <li key={page.path}>
            <Link to={page.path} className="tab" activeOptions={{ exact: true }}>
              {page.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
