import { Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Icon } from './icons.tsx'
import { NavLink } from './NavLink.tsx'
import { type NavEntry, splitForPhone } from './navigation.ts'

/** The phone's menu in the thumb zone; what does not fit waits behind その他. */
export function BottomBar({ entries }: { entries: readonly NavEntry[] }) {
  const { t } = useTranslation()
  const { bar, more } = splitForPhone(entries)
  if (entries.length === 0) return null
  return (
    <nav className="bottom-bar" aria-label={t('shell.phoneNav')}>
      {bar.map((entry) => (
        <NavLink key={entry.key} entry={entry} size={22} />
      ))}
      {more.length > 0 && (
        <Menu position="top-end">
          <Menu.Target>
            <button type="button" className="plain-button nav-link">
              <Icon name="more" size={22} />
              <span className="nav-word">{t('shell.more')}</span>
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {more.map((entry) => (
              <Menu.Item key={entry.key} component={Link} to={entry.path} leftSection={<Icon name={entry.icon} />}>
                {t(`shell.nav.${entry.key}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </nav>
  )
}
