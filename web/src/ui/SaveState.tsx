import { useTranslation } from 'react-i18next'
import { SignalShape } from './Signal.tsx'
import './states.css'

export type Saving = { state: 'idle' } | { state: 'saving' } | { state: 'saved'; at: string } | { state: 'failed' }

export function SaveState({ saving }: { saving: Saving }) {
  const { t } = useTranslation()
  return (
    <p className={`save-state ${saving.state}`} role="status">
      {saving.state === 'saving' && t('common.saving')}
      {saving.state === 'saved' && (
        <>
          <SignalShape weight="done" />
          {t('common.saved', { at: saving.at })}
        </>
      )}
      {saving.state === 'failed' && (
        <>
          <SignalShape weight="wait" />
          {t('common.saveFailed')}
        </>
      )}
    </p>
  )
}
