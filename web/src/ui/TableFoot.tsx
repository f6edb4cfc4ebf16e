import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../lib/format-number.ts'
import type { Pager, Selection } from './table-types.ts'

type Props = { selection?: Selection; pager?: Pager; columns?: ReactNode }

/** Bulk acts appear only with a selection; pages go by cursor, so there are no page numbers to promise. */
export function TableFoot({ selection, pager, columns }: Props) {
  const { t } = useTranslation()
  const count = selection?.ids.size ?? 0
  if (selection === undefined && pager === undefined && columns === undefined) return null
  return (
    <div className="table-foot">
      <div className="bulk-bar" role="status">
        {count > 0 && (
          <>
            <span>{t('common.selected', { count })}</span>
            {selection?.bulk}
          </>
        )}
      </div>
      {columns}
      {pager && (
        <nav className="pager" aria-label={t('common.pages')}>
          <span>
            {pager.total === undefined
              ? t('common.rangeOnly', { from: formatNumber(pager.from), to: formatNumber(pager.to) })
              : t('common.range', {
                  from: formatNumber(pager.from),
                  to: formatNumber(pager.to),
                  total: formatNumber(pager.total),
                })}
          </span>
          {pager.onPrevious && (
            <button type="button" className="plain-button link-button" onClick={pager.onPrevious}>
              <span aria-hidden="true">← </span>
              {t('common.previous')}
            </button>
          )}
          {pager.onNext && (
            <button type="button" className="plain-button link-button" onClick={pager.onNext}>
              {t('common.next')}
              <span aria-hidden="true"> →</span>
            </button>
          )}
        </nav>
      )}
    </div>
  )
}
