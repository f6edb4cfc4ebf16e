import { useTranslation } from 'react-i18next'
import { usePhone } from '../../lib/use-phone.ts'
import { SignalShape, type Weight } from '../../ui/Signal.tsx'
import { AnswerSign } from './AnswerSign.tsx'
import type { Assessment, Item } from './assessment-queries.ts'
import { decidedOf } from './review-progress.ts'

const markOf = ({ review, answer }: Item): Weight =>
  review === null ? (answer === null ? 'unknown' : 'open') : review.decision === 'returned' ? 'wait' : 'done'

type Props = { assessment: Assessment; current: string; onChoose: (key: string) => void }

/** Every question with its answer and what was decided; the one being read is marked. */
export function QuestionList({ assessment, current, onChoose }: Props) {
  const { t } = useTranslation()
  const phone = usePhone()
  const { items, categories } = assessment
  const { decided, all } = decidedOf(items)
  const groups = categories.map((category) => ({
    ...category,
    items: items.flatMap((item, at) => (item.category === category.key ? [{ item, no: at + 1 }] : [])),
  }))
  const list = (
    <>
      {groups
        .filter((group) => group.items.length > 0)
        .map((group) => (
          <section key={group.key} aria-label={group.title}>
            <p className="question-group">{group.title}</p>
            <ul>
              {group.items.map(({ item, no }) => (
                <li key={item.key}>
                  <button
                    type="button"
                    className="plain-button question-row"
                    aria-current={item.key === current}
                    onClick={() => onChoose(item.key)}
                    title={item.label}
                  >
                    <SignalShape weight={markOf(item)} size={11} />
                    <span className="question-no">{no}</span>
                    <span className="question-name">{item.label}</span>
                    <span className="visually-hidden">
                      {item.review === null
                        ? t('assessments.review.undecided')
                        : t(`assessments.review.decisions.${item.review.decision}`)}
                    </span>
                    <AnswerSign value={item.answer?.value ?? null} />
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      <p className="meta question-legend">{t('assessments.review.legend')}</p>
    </>
  )
  return (
    <nav className="question-list" aria-label={t('assessments.review.questions')}>
      {phone ? (
        <details>
          <summary>
            {t('assessments.review.questions')}　{t('assessments.review.decided', { done: decided, all })}
          </summary>
          {list}
        </details>
      ) : (
        list
      )}
    </nav>
  )
}
