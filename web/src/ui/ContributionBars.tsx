import { useTranslation } from 'react-i18next'
import './scales.css'

/** How many of the possible points a factor gave: filled and open blocks, then the figure. */
export function ContributionBars({ value, max }: { value: number; max: number }) {
  const { t } = useTranslation()
  return (
    <span className="contribution">
      <span className="blocks" aria-hidden="true">
        {Array.from({ length: max }, (_, block) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no identity but their place
          <span key={block} className={block < value ? 'block on' : 'block'} />
        ))}
      </span>
      <span className="visually-hidden">{t('scales.contribution', { value, max })}</span>
      <span aria-hidden="true" className="of">
        <b>{value}</b> / {max}
      </span>
    </span>
  )
}
