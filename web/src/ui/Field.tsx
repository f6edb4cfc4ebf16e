import { Input, PasswordInput, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './form.css'

export function FieldLabel({ label, required = false }: { label: string; required?: boolean }) {
  const { t } = useTranslation()
  return (
    <>
      {label}
      {required && <span className="required-word">{t('common.required')}</span>}
    </>
  )
}

type Common = { id: string; label: string; help?: string; error?: string; required?: boolean }

type TextProps = Common & {
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'email' | 'search' | 'tel'
  autoComplete?: string
  inputMode?: 'text' | 'numeric' | 'email' | 'tel'
  maxLength?: number
  autoFocus?: boolean
  onBlur?: () => void
  /** What is typed cannot be read: the form does not go until it can. */
  isUnreadable?: boolean
}

const shown = ({ id, label, help, error, required }: Common) => ({
  id,
  label: <FieldLabel label={label} required={required ?? false} />,
  ...(help === undefined ? {} : { description: help }),
  ...(error === undefined ? {} : { error }),
  'aria-required': required ?? false,
})

const control = ({
  value,
  onChange,
  onBlur,
  autoComplete,
  inputMode,
  maxLength,
  autoFocus,
  isUnreadable,
}: TextProps) => ({
  value,
  onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  ...(onBlur === undefined ? {} : { onBlur }),
  ...(autoComplete === undefined ? {} : { autoComplete }),
  ...(inputMode === undefined ? {} : { inputMode }),
  ...(maxLength === undefined ? {} : { maxLength }),
  ...(autoFocus === undefined ? {} : { 'data-autofocus': autoFocus }),
  ...(isUnreadable === true ? { 'data-unreadable': true } : {}),
})

export function TextField(props: TextProps) {
  return <TextInput {...shown(props)} {...control(props)} type={props.type ?? 'text'} />
}

export function PasswordField(props: Omit<TextProps, 'type'> & { showLabel: string }) {
  return (
    <PasswordInput
      {...shown(props)}
      {...control(props)}
      visibilityToggleButtonProps={{ 'aria-label': props.showLabel, tabIndex: 0 }}
    />
  )
}

/** Label, help and error around any other control; the control takes the same id. */
export function Field({ children, ...props }: Common & { children: ReactNode }) {
  const { 'aria-required': _spoken, ...wrapper } = shown(props)
  return <Input.Wrapper {...wrapper}>{children}</Input.Wrapper>
}
