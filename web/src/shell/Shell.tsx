import { Notifications } from '@mantine/notifications'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useTimeTeller } from '../lib/clock.ts'
import { OfflineStrip } from '../ui/OfflineStrip.tsx'
import { BottomBar } from './BottomBar.tsx'
import { Mark } from './icons.tsx'
import { NavLink } from './NavLink.tsx'
import type { NavEntry } from './navigation.ts'
import { ShortcutList } from './ShortcutList.tsx'
import { TopBar, type TopBarProps } from './TopBar.tsx'
import './shell.css'

type Props = TopBarProps & { entries: readonly NavEntry[]; children: ReactNode }

/** Landmarks in reading order: skip link, menu, global actions, the page, the phone's bar. */
export function Shell({ entries, children, ...top }: Props) {
  const { t } = useTranslation()
  const main = entries.filter((entry) => entry.key !== 'settings')
  const foot = entries.filter((entry) => entry.key === 'settings')
  return (
    <div className="shell">
      <a className="skip-link" href="#main">
        {t('shell.skip')}
      </a>
      <nav className="side-nav" aria-label={t('shell.mainNav')}>
        <p className="brand">
          <Mark />
          <span className="nav-word">
            {t('shell.product')} <span lang="ja">絆</span>
          </span>
        </p>
        <ul>
          {main.map((entry) => (
            <li key={entry.key}>
              <NavLink entry={entry} size={18} />
            </li>
          ))}
        </ul>
        <ul className="nav-foot">
          {foot.map((entry) => (
            <li key={entry.key}>
              <NavLink entry={entry} size={18} />
            </li>
          ))}
        </ul>
      </nav>
      <TopBar {...top} />
      <main id="main" className="shell-main" tabIndex={-1}>
        <OfflineStrip />
        {children}
        <PrintFoot />
      </main>
      <BottomBar entries={entries} />
      <ShortcutList />
      <Notifications position="bottom-left" limit={3} />
    </div>
  )
}

function PrintFoot() {
  const { t } = useTranslation()
  const askTime = useTimeTeller()
  useEffect(() => {
    const stamp = () => {
      const { now, moment } = askTime()
      const at = moment(now)
      const place = document.querySelector('.print-foot')
      if (place) place.textContent = `${location.href}　${t('shell.printedAt', { at })}`
    }
    window.addEventListener('beforeprint', stamp)
    return () => window.removeEventListener('beforeprint', stamp)
  }, [askTime, t])
  return <p className="print-foot" />
}
