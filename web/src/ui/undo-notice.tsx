import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { SignalShape } from './Signal.tsx'

const secondsToUndo = 8

/** Says at the bottom left what was done and offers to take it back for eight seconds; without `undo` it only says so. */
export const showNotice = (message: string, undo?: () => void): void => {
  const id = notifications.show({
    autoClose: secondsToUndo * 1000,
    closeButtonProps: { 'aria-label': i18next.t('controls.close') },
    role: 'status',
    message: (
      <span className="undo-notice">
        <SignalShape weight="done" />
        <span>{message}</span>
        {undo && (
          <button
            type="button"
            className="plain-button link-button"
            onClick={() => {
              notifications.hide(id)
              undo()
            }}
          >
            {i18next.t('controls.undo')}
          </button>
        )}
      </span>
    ),
  })
}
