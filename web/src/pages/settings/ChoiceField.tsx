import { NativeSelect } from '@mantine/core'
import { FieldLabel } from '../../ui/Field.tsx'

type Props = {
  id: string
  label: string
  options: readonly { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
  required?: boolean
  error?: string
  disabled?: boolean
}

/** One of a short list, with the chooser of the device itself. */
export function ChoiceField({ id, label, options, value, onChange, required = false, error, disabled }: Props) {
  return (
    <NativeSelect
      id={id}
      label={<FieldLabel label={label} required={required} />}
      data={options.map((option) => ({ ...option }))}
      value={value}
      disabled={disabled ?? false}
      onChange={(event) => onChange(event.currentTarget.value)}
      {...(error === undefined ? {} : { error })}
    />
  )
}
