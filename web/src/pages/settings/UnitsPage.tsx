// How is the organisation divided? For administrators; everyone else may read it.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unitsQuery } from '../../lib/unit-names.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { SidePanel } from '../../ui/Dialog.tsx'
import { listState } from '../../ui/list-state.ts'
import { SettingsFrame } from './SettingsFrame.tsx'
import { type Unit, UnitForm } from './UnitForm.tsx'
import { unitTree } from './unit-tree.ts'
import './settings.css'

export function UnitsPage() {
  const { t } = useTranslation()
  const query = useQuery(unitsQuery)
  const [open, setOpen] = useState<Unit | 'new'>()
  const units = query.data?.items ?? []
  const mayChange = query.data?.can.includes('organization:manage') ?? false
  const names = new Map(units.map((unit) => [unit.id, unit.name]))
  const close = () => setOpen(undefined)
  return (
    <SettingsFrame
      acts={
        mayChange && (
          <Button variant="filled" onClick={() => setOpen('new')}>
            {t('settings.unitAdd')}
          </Button>
        )
      }
    >
      <DataTable
        caption={t('settings.units')}
        rows={unitTree(units)}
        idOf={({ unit }) => unit.id}
        nameOf={({ unit }) => unit.name}
        nameHeader={t('settings.unitName')}
        name={({ unit, depth }) => (
          <span className={`unit-depth depth-${Math.min(depth, 4)}`}>
            {mayChange ? (
              <button type="button" className="plain-button link-button" onClick={() => setOpen(unit)}>
                {unit.name}
              </button>
            ) : (
              unit.name
            )}
          </span>
        )}
        meta={({ unit, depth }) =>
          unit.nameEn === '' ? null : (
            <span lang="en" className={`unit-depth depth-${Math.min(depth, 4)}`}>
              {unit.nameEn}
            </span>
          )
        }
        columns={[
          { key: 'kind', header: t('settings.unitKind'), cell: ({ unit }) => t(`settings.kind.${unit.kind}`) },
          {
            key: 'parent',
            header: t('settings.unitParent'),
            cell: ({ unit }) => (unit.parentId === null ? '' : names.get(unit.parentId)),
          },
          { key: 'tz', header: t('settings.tz'), cell: ({ unit }) => unit.tz.replaceAll('_', ' ') },
        ]}
        {...listState(query, t('settings.loadFailed'))}
        empty={t('settings.unitsEmpty')}
      />
      {!mayChange && query.data && <p className="meta">{t('settings.readOnly')}</p>}
      <SidePanel
        position="right"
        opened={open !== undefined}
        onClose={close}
        title={t(open === 'new' ? 'settings.unitAdd' : 'settings.unitEdit')}
      >
        {open !== undefined && <UnitForm unit={open} units={units} onDone={close} />}
      </SidePanel>
    </SettingsFrame>
  )
}
