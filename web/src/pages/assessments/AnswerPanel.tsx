import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useClock } from '../../lib/clock.ts'
import { formatNumber } from '../../lib/format-number.ts'
import { listed } from '../../lib/listed.ts'
import { useLocale } from '../../lib/locale.ts'
import { Icon } from '../../shell/icons.tsx'
import { SignalShape } from '../../ui/Signal.tsx'
import { Strip } from '../../ui/Strip.tsx'
import { AnswerSign, knownValue, VALUES } from './AnswerSign.tsx'
import type { Assessment, Item } from './assessment-queries.ts'

const kilobytes = (size: number) => `${formatNumber(Math.max(1, Math.ceil(size / 1024)))} KB`

type Props = { assessment: Assessment; item: Item; headingRef: RefObject<HTMLHeadingElement | null> }

/** One question with the answer given now, the one before, the partner's words and papers. */
export function AnswerPanel({ assessment, item, headingRef }: Props) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { dayOf } = useClock()
  const no = assessment.items.findIndex(({ key }) => key === item.key) + 1
  const category = assessment.categories.find(({ key }) => key === item.category)?.title ?? ''
  const { answer, previous } = item
  const word = (value: string) => {
    const known = knownValue(value)
    return known === undefined ? value : t(`assessments.review.answers.${known}`)
  }
  const day = answer === null ? '' : dayOf(answer.at)
  return (
    <section className="answer" aria-labelledby="question">
      <p className="meta">
        {t('assessments.review.question', { no })}　{category}
        {item.keyItem && `　${t('assessments.review.keyItem')}`}
      </p>
      <h2 id="question" ref={headingRef} tabIndex={-1} className="question-text">
        {item.question}
      </h2>
      {item.changed && answer !== null && previous !== null && (
        <Strip weight="wait">
          <b>{t('assessments.review.changedStrip', { no, before: word(previous.value), after: word(answer.value) })}</b>{' '}
          {answer.files.length > 0
            ? t('assessments.review.changedWithFiles', { count: answer.files.length })
            : t('assessments.review.changedNoFiles')}
        </Strip>
      )}
      {answer?.equivalent === true && <Strip weight="wait">{t('assessments.review.equivalentClaim')}</Strip>}
      {item.keyItem && answer?.value === 'done' && answer.files.length === 0 && (
        <Strip weight="wait">{t('assessments.review.keyStrip')}</Strip>
      )}
      <dl className="answer-facts">
        <div>
          <dt>{t('assessments.review.answer')}</dt>
          <dd>
            {answer === null ? (
              t('assessments.review.notAnswered')
            ) : (
              <>
                <AnswerSign value={answer.value} /> <b aria-hidden="true">{word(answer.value)}</b>
              </>
            )}
            <span className="meta answer-before">
              {previous === null
                ? t('assessments.review.firstTime')
                : t(item.changed ? 'assessments.review.previousChanged' : 'assessments.review.previous', {
                    answer: word(previous.value),
                  })}
            </span>
          </dd>
        </div>
        <div>
          <dt>{t('assessments.review.comment')}</dt>
          <dd className="answer-words">{answer?.comment || t('assessments.review.noComment')}</dd>
        </div>
        {previous !== null && previous.comment !== '' && previous.comment !== answer?.comment && (
          <div>
            <dt>{t('assessments.review.previousComment')}</dt>
            <dd className="answer-words quiet">{previous.comment}</dd>
          </div>
        )}
        <div>
          <dt>{t('assessments.review.evidence')}</dt>
          <dd>
            {answer === null || answer.files.length === 0 ? (
              t('assessments.review.noEvidence')
            ) : (
              <ul className="answer-files">
                {answer.files.map((file) => (
                  <li key={file.id}>
                    <a href={`/api/v1/assessments/${assessment.id}/files/${file.id}`} download>
                      <Icon name="paperclip" size={14} />
                      {file.name}
                    </a>
                    <span className="meta">
                      {day}　{kilobytes(file.size)}
                    </span>
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
        {item.evidenceWanted.length > 0 && (
          <div>
            <dt>{t('assessments.review.wanted')}</dt>
            <dd className="quiet">{listed(item.evidenceWanted, locale)}</dd>
          </div>
        )}
        {answer !== null && (
          <div>
            <dt>{t('assessments.review.source')}</dt>
            <dd className="quiet">
              {t(`assessments.review.sources.${answer.source}`)}　{day}
            </dd>
          </div>
        )}
      </dl>
      <details className="answer-meanings">
        <summary>{t('assessments.review.meaning')}</summary>
        <dl className="answer-facts">
          {VALUES.map((value) => (
            <div key={value}>
              <dt>{t(`assessments.review.answers.${value}`)}</dt>
              <dd>{item.meanings[value]}</dd>
            </div>
          ))}
        </dl>
      </details>
      {item.review !== null && (
        <p className="answer-verdict">
          <SignalShape weight={item.review.decision === 'returned' ? 'wait' : 'done'} />
          <b>{t(`assessments.review.decisions.${item.review.decision}`)}</b>
          {item.review.automatic && <span className="meta">{t('assessments.review.automatic')}</span>}
          {item.review.comment !== '' && <span className="answer-words">{item.review.comment}</span>}
        </p>
      )}
    </section>
  )
}
