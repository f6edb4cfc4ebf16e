import { useTranslation } from 'react-i18next'
import { ChoiceField } from './ChoiceField.tsx'
import { type Grant, roles, scopes } from './roles.ts'
import './settings.css'

type Props = {
  grants: readonly Grant[]
  units: readonly { id: string; shown: string }[]
  onChange: (grants: Grant[]) => void
}

const first: Grant = { role: 'unit_member', scopeKind: 'assigned', unitId: null }

/** Roles in sentences, each with the partners it is for. */
export function RolesField({ grants, units, onChange }: Props) {
  const { t } = useTranslation()
  const put = (at: number, part: Partial<Grant>) =>
    onChange(grants.map((grant, place) => (place === at ? { ...grant, ...part } : grant)))
  return (
    <fieldset className="role-rows" id="roles" tabIndex={-1}>
      <legend>{t('settings.roles')}</legend>
      {grants.map((grant, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
        <div className="role-row" key={at}>
          <ChoiceField
            id={`role-${at}`}
            label={t('settings.roleLabel')}
            options={roles.map((role) => ({ value: role, label: t(`settings.role.${role}`) }))}
            value={grant.role}
            onChange={(value) => put(at, { role: roles.find((role) => role === value) ?? grant.role })}
          />
          <ChoiceField
            id={`scope-${at}`}
            label={t('settings.scopeLabel')}
            options={scopes.map((scope) => ({ value: scope, label: t(`settings.scope.${scope}`) }))}
            value={grant.scopeKind}
            onChange={(value) => put(at, { scopeKind: scopes.find((scope) => scope === value) ?? 'all', unitId: null })}
          />
          {grant.scopeKind === 'unit' && (
            <ChoiceField
              id={`unit-${at}`}
              label={t('settings.unitLabel')}
              required
              options={[
                { value: '', label: t('settings.choose') },
                ...units.map((unit) => ({ value: unit.id, label: unit.shown })),
              ]}
              value={grant.unitId ?? ''}
              onChange={(value) => put(at, { unitId: value === '' ? null : value })}
            />
          )}
          {grants.length > 1 && (
            <div>
              <button
                type="button"
                className="plain-button link-button"
                onClick={() => onChange(grants.filter((_, place) => place !== at))}
              >
                {t('settings.roleRemove', { role: t(`settings.roleShort.${grant.role}`) })}
              </button>
            </div>
          )}
        </div>
      ))}
      <div>
        <button type="button" className="plain-button link-button" onClick={() => onChange([...grants, first])}>
          {t('settings.roleAdd')}
        </button>
      </div>
    </fieldset>
  )
}
