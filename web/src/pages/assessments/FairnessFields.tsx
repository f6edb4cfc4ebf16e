import { Checkbox, Menu, Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useClock } from '../../lib/clock.ts'
import { useLocale } from '../../lib/locale.ts'
import { DateField } from '../../ui/DateField.tsx'
import { FieldLabel } from '../../ui/Field.tsx'
import { errorOf, type FieldProblem } from '../../ui/form-problems.ts'
import type { Proposals } from './assessment-queries.ts'

export type Wish = {
  necessity: string
  scope: string
  method: string
  helpOffered: string
  deadline: string | null
  equivalentAccepted: boolean
  reviewReason: string
}
const parts = [
  { key: 'necessity', phrases: 'necessity', required: true },
  { key: 'scope', phrases: 'scope', required: true },
  { key: 'method', phrases: 'method', required: true },
  { key: 'helpOffered', phrases: 'help', required: false },
] as const

type Props = {
  wish: Wish
  onChange: (wish: Wish) => void
  phrases: Proposals['phrases'] | undefined
  /** Sets in use, which decide what phrases are offered first. */
  sets: readonly string[]
  problems: readonly FieldProblem[]
  heavy: boolean
}

/** What makes asking fair: reason, scope, method, date, another way accepted, help offered. */
export function FairnessFields({ wish, onChange, phrases, sets, problems, heavy }: Props) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { today } = useClock()
  return (
    <div className="form wish-form">
      {parts.map(({ key, phrases: kind, required }) => {
        const offered = (phrases?.[kind] ?? []).filter(
          ({ levels }) => sets.length === 0 || levels.some((level) => sets.includes(level)),
        )
        return (
          <div key={key} className="wish-part">
            <Textarea
              id={key}
              label={<FieldLabel label={t(`assessments.send.${kind}`)} required={required} />}
              autosize
              minRows={2}
              maxLength={600}
              value={wish[key]}
              onChange={(event) => onChange({ ...wish, [key]: event.currentTarget.value })}
              {...errorOf(problems, key)}
            />
            {offered.length > 0 && (
              <Menu position="bottom-start" width={440}>
                <Menu.Target>
                  <button
                    type="button"
                    className="plain-button link-button"
                    aria-label={`${t(`assessments.send.${kind}`)}：${t('assessments.send.usePhrase')}`}
                  >
                    {t('assessments.send.usePhrase')}
                  </button>
                </Menu.Target>
                <Menu.Dropdown>
                  {offered.map((phrase) => (
                    <Menu.Item
                      key={phrase.key}
                      className="phrase"
                      onClick={() =>
                        onChange({
                          ...wish,
                          [key]: [wish[key], phrase[locale]].filter((text) => text !== '').join('\n'),
                        })
                      }
                    >
                      {phrase[locale]}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            )}
          </div>
        )
      })}
      <DateField
        id="deadline"
        label={t('assessments.send.deadline')}
        help={t('assessments.send.deadlineHelp')}
        value={wish.deadline}
        onChange={(deadline) => onChange({ ...wish, deadline })}
        required
        earliest={today}
        {...errorOf(problems, 'deadline')}
      />
      <Checkbox
        label={t('assessments.send.equivalent')}
        description={t('assessments.send.equivalentHelp')}
        checked={wish.equivalentAccepted}
        onChange={(event) => onChange({ ...wish, equivalentAccepted: event.currentTarget.checked })}
      />
      {heavy && (
        <Textarea
          id="reviewReason"
          label={t('assessments.send.reviewReason')}
          description={t('assessments.send.reviewReasonHelp')}
          autosize
          minRows={2}
          maxLength={600}
          value={wish.reviewReason}
          onChange={(event) => onChange({ ...wish, reviewReason: event.currentTarget.value })}
          {...errorOf(problems, 'reviewReason')}
        />
      )}
    </div>
  )
}
