import { Button } from '@mantine/core'
import { type DragEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

const ACCEPTED = '.xlsx,.csv,.tsv,.txt'

/** Takes a file by dropping it or with a button. */
export function FileDrop({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const help = useId()
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    <fieldset
      className={over ? 'file-drop over' : 'file-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <legend>{t('imports.fileLegend')}</legend>
      <p>{t('imports.dropHere')}</p>
      <p className="meta" id={help}>
        {t('imports.formats')}
      </p>
      <input
        ref={input}
        type="file"
        hidden
        accept={ACCEPTED}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          // The same file, corrected, can be chosen again.
          event.target.value = ''
        }}
      />
      <Button variant="filled" aria-describedby={help} onClick={() => input.current?.click()}>
        {t('imports.choose')}
      </Button>
    </fieldset>
  )
}
