import { Checkbox, Popover } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../shell/icons.tsx'

export type HiddenColumns = { keys: ReadonlySet<string>; onChange: (keys: ReadonlySet<string>) => void }

const stored = (place: string, first: readonly string[]): ReadonlySet<string> => {
  const kept = localStorage.getItem(place)
  return new Set(kept === null ? first : kept.split(',').filter((key) => key !== ''))
}

/** Which columns of one list this person leaves out, kept on this device; `first` are left out until asked for. */
export const useHiddenColumns = (list: string, first: readonly string[] = []): HiddenColumns => {
  const place = `kizuna.columns.${list}`
  const [keys, setKeys] = useState(() => stored(place, first))
  return {
    keys,
    onChange: (next) => {
      localStorage.setItem(place, [...next].join(','))
      setKeys(next)
    },
  }
}

type Props = { columns: readonly { key: string; header: string }[]; hidden: HiddenColumns }

export function ColumnChoice({ columns, hidden }: Props) {
  const { t } = useTranslation()
  const toggle = (key: string, shown: boolean) => {
    const next = new Set(hidden.keys)
    if (shown) next.delete(key)
    else next.add(key)
    hidden.onChange(next)
  }
  return (
    <Popover trapFocus position="top-start">
      <Popover.Target>
        <button type="button" className="plain-button link-button">
          {t('controls.columns')} <Icon name="down" size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('controls.columns')}>
        <div className="column-choice">
          {columns.map((column) => (
            <Checkbox
              key={column.key}
              label={column.header}
              checked={!hidden.keys.has(column.key)}
              onChange={(event) => toggle(column.key, event.currentTarget.checked)}
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
