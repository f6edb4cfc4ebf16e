import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from './Dialog.tsx'

type Props = { word: string; title: string; text: string; onConfirm: () => void }

/** An act of a row that cannot be taken back: it says what will be gone before it happens. */
export function ConfirmAct({ word, title, text, onConfirm }: Props) {
  const { t } = useTranslation()
  const [opened, setOpened] = useState(false)
  const close = () => setOpened(false)
  return (
    <>
      <button type="button" className="plain-button link-button" aria-label={title} onClick={() => setOpened(true)}>
        {word}
      </button>
      <Dialog opened={opened} onClose={close} title={title}>
        <p>{text}</p>
        <div className="form-acts">
          <Button
            variant="filled"
            onClick={() => {
              close()
              onConfirm()
            }}
          >
            {word}
          </Button>
          <Button onClick={close}>{t('controls.cancel')}</Button>
        </div>
      </Dialog>
    </>
  )
}
