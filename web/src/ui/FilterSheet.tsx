import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePhone } from '../lib/use-phone.ts'
import { SidePanel } from './Dialog.tsx'
import './sheet.css'

type Props = { active?: number; children: ReactNode }

/** Filters stand beside the list on a desktop and wait in a sheet at the foot of a phone. */
export function FilterSheet({ active = 0, children }: Props) {
  const { t } = useTranslation()
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  if (!phone) return <>{children}</>
  return (
    <div className="sheet-place">
      <Button fullWidth onClick={() => setOpen(true)} aria-haspopup="dialog">
        {active === 0 ? t('controls.openFilters') : t('controls.openFiltersOn', { count: active })}
      </Button>
      <SidePanel position="bottom" opened={open} onClose={() => setOpen(false)} title={t('controls.filtersTitle')}>
        <div className="sheet">{children}</div>
        <div className="sheet-foot">
          <Button variant="filled" fullWidth onClick={() => setOpen(false)}>
            {t('controls.showResult')}
          </Button>
        </div>
      </SidePanel>
    </div>
  )
}
