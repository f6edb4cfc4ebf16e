import type { ReactNode } from 'react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { asLocale, showLocale, useLocale } from '../lib/locale.ts'

type Props = {
  heading: string
  from?: string
  deadline?: string
  acts?: ReactNode
  foot?: ReactNode
  children: ReactNode
}

/** The head says who asks, what and until when; the foot holds the way on. Own small styles, system fonts: it has to open on 3G. */
export function PortalFrame({ heading, from, deadline, acts, foot, children }: Props) {
  const { t } = useTranslation()
  const locale = useLocale()
  useEffect(() => {
    document.title = heading
  }, [heading])
  return (
    <div className="portal">
      <a className="portal-skip" href="#main">
        {t('portal.skip')}
      </a>
      <header className="portal-head">
        <div>
          {from !== undefined && <p className="meta">{from}</p>}
          <h1>{heading}</h1>
          {deadline !== undefined && <p className="portal-deadline">{deadline}</p>}
        </div>
        <div className="portal-acts">
          {acts}
          <label className="portal-language">
            <span className="visually-hidden">{t('portal.language')}</span>
            <select value={locale} onChange={(event) => void showLocale(asLocale(event.target.value) ?? 'ja')}>
              <option value="ja" lang="ja">
                日本語
              </option>
              <option value="en" lang="en">
                English
              </option>
            </select>
          </label>
        </div>
      </header>
      <main id="main" className="portal-main" tabIndex={-1}>
        {children}
      </main>
      {foot !== undefined && <footer className="portal-foot">{foot}</footer>}
    </div>
  )
}
