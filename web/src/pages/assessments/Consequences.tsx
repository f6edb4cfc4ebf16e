import { useTranslation } from 'react-i18next'
import { useClock } from '../../lib/clock.ts'
import { formatChange, formatScore } from '../../lib/format-number.ts'
import { Section } from '../../ui/Section.tsx'
import { SignalShape, type Weight } from '../../ui/Signal.tsx'
import type { Assessment } from './assessment-queries.ts'

const kinds = ['first', 'not_comparable', 'steady', 'dropped'] as const
type Line = { key: string; weight: Weight; title: string; help: string }

/** Everything that confirming sets going, said before the act; afterwards what was set going. */
const useLines = (assessment: Assessment): Line[] => {
  const { t } = useTranslation()
  const { day } = useClock()
  const { result, foreseen } = assessment
  const standing = result ?? foreseen
  if (standing === null) return []
  const kind = kinds.find((each) => each === (result?.change.kind ?? foreseen?.change)) ?? 'first'
  const change = result?.change.basisPoints ?? foreseen?.changeBp ?? 0
  const reaction = result?.change.reaction ?? foreseen?.reaction ?? ''
  const help = standing.help
  return [
    {
      key: 'drop',
      weight: kind === 'dropped' ? 'wait' : 'done',
      title: t(`assessments.review.drop.${kind}`, {
        change: kind === 'dropped' ? formatScore(Math.abs(change)) : formatChange(change),
      }),
      help: t(`assessments.review.dropHelp.${kind}`, { reaction }),
    },
    ...(standing.nextDue === null
      ? []
      : [
          {
            key: 'next',
            weight: 'open' as const,
            title: t('assessments.review.next', { date: day(standing.nextDue) }),
            help: t('assessments.review.nextHelp'),
          },
        ]),
    ...(standing.nextStep === null
      ? []
      : [{ key: 'step', weight: 'open' as const, title: t('assessments.review.nextStep'), help: standing.nextStep }]),
    ...(help === null
      ? []
      : [
          {
            key: 'help',
            weight: 'open' as const,
            title: t(`assessments.review.help.${help}`),
            help: t(`assessments.review.helpText.${help}`),
          },
        ]),
    { key: 'told', weight: 'open', title: t('assessments.review.told'), help: t('assessments.review.toldHelp') },
  ]
}

export function ConsequenceList({ assessment }: { assessment: Assessment }) {
  return (
    <ul className="consequences">
      {useLines(assessment).map((line) => (
        <li key={line.key}>
          <SignalShape weight={line.weight} />
          <span>
            <b>{line.title}</b>
            <span className="meta">{line.help}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}

export function Consequences({ assessment }: { assessment: Assessment }) {
  const { t } = useTranslation()
  return (
    <Section title={t(assessment.result === null ? 'assessments.review.onConfirm' : 'assessments.review.afterwards')}>
      <ConsequenceList assessment={assessment} />
      {assessment.result !== null && assessment.result.note !== '' && (
        <p className="answer-words">{assessment.result.note}</p>
      )}
    </Section>
  )
}
