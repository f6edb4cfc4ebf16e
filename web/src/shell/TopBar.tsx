import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Locale, useLocale } from '../lib/locale.ts'
import { Icon } from './icons.tsx'

export type Scope = { id: string; name: string }

export type TopBarProps = {
  person: { name: string; organization: string }
  scopes?: { all: readonly Scope[]; current: string; onChoose: (id: string) => void }
  /** Shown on every page while an incident is live. */
  incident?: ReactNode
  search?: ReactNode
  onLocale: (locale: Locale) => void
  onSignOut: () => void
}

export function TopBar({ person, scopes, incident, search, onLocale, onSignOut }: TopBarProps) {
  return (
    <header className="top-bar">
      {search ?? <span className="search-place" />}
      <div className="top-acts">
        {incident}
        {scopes && <ScopeMenu {...scopes} />}
        <PersonMenu person={person} onLocale={onLocale} onSignOut={onSignOut} />
      </div>
    </header>
  )
}

function ScopeMenu({ all, current, onChoose }: NonNullable<TopBarProps['scopes']>) {
  const { t } = useTranslation()
  const name = all.find((scope) => scope.id === current)?.name ?? t('shell.wholeCompany')
  return (
    <Menu>
      <Menu.Target>
        <button type="button" className="plain-button scope">
          <span className="scope-word">{t('shell.scope')}</span> <b>{name}</b>
          <Icon name="down" size={12} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {all.map((scope) => (
          <Menu.Item key={scope.id} onClick={() => onChoose(scope.id)}>
            {scope.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const languages: readonly { locale: Locale; name: string }[] = [
  { locale: 'ja', name: '日本語' },
  { locale: 'en', name: 'English' },
]

function PersonMenu({ person, onLocale, onSignOut }: Pick<TopBarProps, 'person' | 'onLocale' | 'onSignOut'>) {
  const { t } = useTranslation()
  const locale = useLocale()
  return (
    <Menu>
      <Menu.Target>
        <button type="button" className="plain-button person">
          <Icon name="person" />
          <span className="visually-hidden">{t('shell.person', { name: person.name })}</span>
          <span className="person-name" aria-hidden="true">
            {person.name}
          </span>
          <span className="person-organization" aria-hidden="true">
            {person.organization}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/account">
          {t('shell.account')}
        </Menu.Item>
        {languages
          .filter((language) => language.locale !== locale)
          .map((language) => (
            <Menu.Item key={language.locale} lang={language.locale} onClick={() => onLocale(language.locale)}>
              {language.name}
            </Menu.Item>
          ))}
        <Menu.Item onClick={onSignOut}>{t('shell.signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
