import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { SignalShape } from './Signal.tsx'
import './states.css'

const subscribe = (changed: () => void) => {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}

const useOnline = () => useSyncExternalStore(subscribe, () => navigator.onLine)

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
