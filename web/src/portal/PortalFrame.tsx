import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { PORTAL_LANGUAGES } from './languages.ts'
import { asLanguage, chooseLanguage, isUnread, useLanguage } from './portal-language.ts'
import './portal.css'
import './question.css'

type Props = {
  heading: string
  /** What the page is about, for the window's title; the heading otherwise. */
  page?: string
  from?: string
  deadline?: string
  acts?: ReactNode
  foot?: ReactNode
  wide?: boolean
  children: ReactNode
}

export function LanguageChoice() {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <label className="portal-language">
      <span className="visually-hidden">{t('portal.language')}</span>
      <select value={language} onChange={({ target }) => void chooseLanguage(asLanguage(target.value) ?? 'ja')}>
        {PORTAL_LANGUAGES.map(({ code, name }) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The head says who asks, what and until when; the foot holds the way on. Own small styles, system fonts: it has to open on 3G. */
export function PortalFrame({ heading, page, from, deadline, acts, foot, wide = false, children }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  useEffect(() => {
    document.title = page === undefined ? heading : `${page} – ${heading}`
  }, [heading, page])
  return (
    <div className="portal">
      <button type="button" className="portal-skip" onClick={() => document.getElementById('main')?.focus()}>
        {t('portal.skip')}
      </button>
      <header className="portal-head">
        <div>
          {from !== undefined && <p className="meta">{from}</p>}
          <div className="portal-title">
            <h1>{heading}</h1>
            {deadline !== undefined && <p className="portal-deadline">{deadline}</p>}
          </div>
        </div>
        <div className="portal-acts">
          {acts}
          <LanguageChoice />
        </div>
        {isUnread(language) && <p className="portal-unread">{t('portal.unread')}</p>}
      </header>
      <main id="main" className={wide ? 'portal-main wide' : 'portal-main'} tabIndex={-1}>
        {children}
      </main>
      {foot !== undefined && <footer className="portal-foot">{foot}</footer>}
    </div>
  )
}
