import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readWholeNumber } from '../lib/whole-number.ts'
import { TextField } from './Field.tsx'

type Props = { id: string; label: string; value: number | null; onChange: (value: number | null) => void }

/** A whole number as people type it; what cannot be read stays in sight with what to do, and holds the form back. */
export function NumberField({ id, label, value, onChange }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<string>()
  const text = typed ?? value?.toString() ?? ''
  const isUnreadable = readWholeNumber(text) === undefined
  return (
    <TextField
      id={id}
      label={label}
      inputMode="numeric"
      maxLength={25}
      value={text}
      isUnreadable={isUnreadable}
      onChange={(next) => {
        setTyped(next)
        const read = readWholeNumber(next)
        if (read !== undefined) onChange(read)
      }}
      onBlur={() => {
        // What was read is shown back as it was understood.
        if (!isUnreadable) setTyped(undefined)
      }}
      {...(isUnreadable ? { error: t('common.wholeNumber', { label }) } : {})}
    />
  )
}
