import { useTranslation } from 'react-i18next'
import { useOnline } from '../lib/use-online.ts'
import { SignalShape } from './Signal.tsx'
import './states.css'

/** Says where the entries are while the connection is gone; `kept` is how many wait on this device. */
export function OfflineStrip({ kept }: { kept?: number }) {
  const { t } = useTranslation()
  const online = useOnline()
  return (
    <div role="status">
      {!online && (
        <p className="strip">
          <SignalShape weight="wait" />
          {kept === undefined ? t('common.offline') : t('common.offlineKept', { count: kept })}
        </p>
      )}
    </div>
  )
}
