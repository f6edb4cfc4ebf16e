import { useTranslation } from 'react-i18next'
import type { Entry } from './answering.ts'

type Props = { entry: Entry; readOnly: boolean; change: (comment: string) => void }

/** The state of things in the person's own words; says when they are needed before they are missed. */
export function CommentField({ entry, readOnly, change }: Props) {
  const { t } = useTranslation()
  const isReason = entry.value === 'na'
  const rule = isReason
    ? t('portal.question.reasonNeeded')
    : entry.value === 'partly' || entry.value === 'not'
      ? t('portal.question.commentNeeded')
      : t('portal.question.commentFree')
  return (
    <div className="portal-field">
      <label htmlFor="comment">{isReason ? t('portal.question.reason') : t('portal.question.comment')}</label>
      <p id="comment-rule" className="portal-hint">
        {readOnly ? null : rule}
      </p>
      <textarea
        id="comment"
        className="portal-input"
        rows={3}
        maxLength={2000}
        value={entry.comment}
        readOnly={readOnly}
        aria-describedby="comment-rule"
        onChange={({ target }) => change(target.value)}
      />
    </div>
  )
}
