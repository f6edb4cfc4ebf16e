import { Button } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Dialog } from './Dialog.tsx'

/** Keeps an unsaved form from being lost: asks before another page opens, and before the tab is closed. */
export function LeaveGuard({ unsaved }: { unsaved: boolean }) {
  const { t } = useTranslation()
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => unsaved && current.pathname !== next.pathname,
    enableBeforeUnload: () => unsaved,
    withResolver: true,
  })
  return (
    <Dialog opened={blocker.status === 'blocked'} onClose={() => blocker.reset?.()} title={t('controls.leaveTitle')}>
      <p>{t('controls.leaveText')}</p>
      <div className="form-acts">
        <Button variant="filled" onClick={() => blocker.reset?.()}>
          {t('controls.stay')}
        </Button>
        <Button onClick={() => blocker.proceed?.()}>{t('controls.leave')}</Button>
      </div>
    </Dialog>
  )
}
