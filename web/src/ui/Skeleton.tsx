import { useTranslation } from 'react-i18next'

const widths = ['46%', '58%', '38%', '52%', '44%', '60%']

/** Grey rows in the place of the real ones; they keep the height even before they become visible. */
export function SkeletonRows({ shown }: { shown: boolean }) {
  const { t } = useTranslation()
  return (
    <div className="skeleton" role="status" aria-busy="true">
      <span className="visually-hidden">{shown ? t('common.loading') : ''}</span>
      {widths.map((width) => (
        <div key={width} className="skeleton-row">
          {shown && <span style={{ width }} />}
        </div>
      ))}
    </div>
  )
}
