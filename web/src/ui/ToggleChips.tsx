import './chips.css'

type Props<K extends string> = {
  label: string
  options: readonly { key: K; label: string }[]
  value: K
  onChange: (key: K) => void
}

/** One of a few kinds, in place above the list that it narrows. */
export function ToggleChips<K extends string>({ label, options, value, onChange }: Props<K>) {
  return (
    <fieldset className="toggle-chips">
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <button
          key={option.key}
          type="button"
          className={`plain-button chip ${option.key === value ? 'on' : ''}`}
          aria-pressed={option.key === value}
          onClick={() => onChange(option.key)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  )
}
