// Who works here and with which rights? For administrators; everyone else may read it.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { listed } from '../../lib/listed.ts'
import { useLocale } from '../../lib/locale.ts'
import { useUnitNames } from '../../lib/unit-names.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { SidePanel } from '../../ui/Dialog.tsx'
import { listState } from '../../ui/list-state.ts'
import { Signal } from '../../ui/Signal.tsx'
import { PersonForm } from './PersonForm.tsx'
import { PersonPanel } from './PersonPanel.tsx'
import type { Grant } from './roles.ts'
import { SettingsFrame } from './SettingsFrame.tsx'

export function PeoplePage() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['members'], queryFn: () => body(api.GET('/api/v1/members')) })
  const { units } = useUnitNames()
  const locale = useLocale()
  const [open, setOpen] = useState<string>()
  const people = query.data?.items ?? []
  const person = people.find((each) => each.id === open)
  const mayChange = query.data?.can.includes('organization:manage') ?? false
  const unitNames = new Map(units.map((unit) => [unit.id, unit.shown]))
  const inWords = (grant: Grant) =>
    t('settings.scopeOf', {
      role: t(`settings.roleShort.${grant.role}`),
      scope:
        (grant.unitId === null ? undefined : unitNames.get(grant.unitId)) ?? t(`settings.scope.${grant.scopeKind}`),
    })
  const close = () => setOpen(undefined)
  return (
    <SettingsFrame
      acts={
        mayChange && (
          <Button variant="filled" onClick={() => setOpen('new')}>
            {t('settings.personAdd')}
          </Button>
        )
      }
    >
      <DataTable
        caption={t('settings.people')}
        rows={people}
        idOf={(row) => row.id}
        nameOf={(row) => row.name}
        nameHeader={t('settings.person')}
        name={(row) =>
          mayChange ? (
            <button type="button" className="plain-button link-button" onClick={() => setOpen(row.id)}>
              {row.name}
            </button>
          ) : (
            row.name
          )
        }
        meta={(row) => row.email}
        columns={[
          {
            key: 'roles',
            header: t('settings.roles'),
            cell: (row) => listed(row.roles.map(inWords), locale),
          },
          {
            key: 'mfa',
            header: t('settings.mfa'),
            cell: (row) =>
              row.mfa ? (
                <Signal weight="done" word={t('settings.mfaOn')} />
              ) : (
                <Signal weight="unknown" word={t('settings.mfaOff')} />
              ),
          },
          {
            key: 'status',
            header: t('settings.state'),
            cell: (row) =>
              row.status === 'active' ? (
                <Signal weight="done" word={t('settings.active')} />
              ) : (
                <Signal weight="wait" word={t('settings.suspended')} />
              ),
          },
        ]}
        {...listState(query, t('settings.loadFailed'))}
        empty={null}
      />
      {!mayChange && query.data && <p className="meta">{t('settings.readOnly')}</p>}
      <SidePanel
        position="right"
        opened={open === 'new' || person !== undefined}
        onClose={close}
        title={person?.name ?? t('settings.personAdd')}
      >
        {open === 'new' && <PersonForm units={units} onDone={close} />}
        {person && <PersonPanel key={`${person.id} ${person.version}`} person={person} units={units} />}
      </SidePanel>
    </SettingsFrame>
  )
}
