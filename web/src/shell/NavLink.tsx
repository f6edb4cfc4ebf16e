import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Icon } from './icons.tsx'
import type { NavEntry } from './navigation.ts'

/** The count is red only when something there is overdue or a hole; the words say so too. */
export function NavLink({ entry, size }: { entry: NavEntry; size: number }) {
  const { t } = useTranslation()
  const { count } = entry
  const word = t(`shell.nav.${entry.key}`)
  return (
    <Link to={entry.path} className="nav-link" title={word}>
      <Icon name={entry.icon} size={size} />
      <span className="nav-word">{word}</span>
      {count !== undefined && count.count > 0 && (
        <span className={count.overdue ? 'nav-count overdue' : 'nav-count'}>
          <span aria-hidden="true">{count.count}</span>
          <span className="visually-hidden">
            {t(count.overdue ? 'shell.overdueCount' : 'shell.openCount', { count: count.count })}
          </span>
        </span>
      )}
    </Link>
  )
}
