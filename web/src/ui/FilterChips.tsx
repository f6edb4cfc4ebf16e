import { Popover } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { usePhone } from '../lib/use-phone.ts'
import { Icon } from '../shell/icons.tsx'
import { FilterSheet } from './FilterSheet.tsx'
import './chips.css'

export type ActiveFilter = { key: string; label: string; onRemove: () => void }
export type FilterChoice = { key: string; label: string; panel: ReactNode }

type Props = { active: readonly ActiveFilter[]; choices: readonly FilterChoice[]; shown?: ReactNode }

/** What narrows the list now (press to remove), then what could narrow it, then how many of how many are left. */
export function FilterChips({ active, choices, shown }: Props) {
  const { t } = useTranslation()
  const phone = usePhone()
  return (
    <>
      {phone && choices.length > 0 && (
        <FilterSheet active={active.length}>
          {choices.map((choice) => (
            <section key={choice.key} aria-label={choice.label}>
              <h3>{choice.label}</h3>
              {choice.panel}
            </section>
          ))}
        </FilterSheet>
      )}
      <div className="filter-chips">
        <ul aria-label={t('common.filters')}>
          {active.map((filter) => (
            <li key={filter.key}>
              <button
                type="button"
                className="plain-button chip on"
                aria-label={t('common.remove', { label: filter.label })}
                onClick={filter.onRemove}
              >
                {filter.label}
                <Icon name="close" size={12} />
              </button>
            </li>
          ))}
          {!phone &&
            choices.map((choice) => (
              <li key={choice.key}>
                <Popover trapFocus>
                  <Popover.Target>
                    <button type="button" className="plain-button chip">
                      {choice.label}
                      <Icon name="down" size={12} />
                    </button>
                  </Popover.Target>
                  <Popover.Dropdown aria-label={choice.label}>{choice.panel}</Popover.Dropdown>
                </Popover>
              </li>
            ))}
        </ul>
        {shown !== undefined && (
          <p className="chips-shown" role="status">
            {shown}
          </p>
        )}
      </div>
    </>
  )
}
