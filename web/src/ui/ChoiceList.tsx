import './form.css'

type Props<K extends string> = {
  name: string
  legend: string
  options: readonly { key: K; label: string; help?: string }[]
  value: K
  onChange: (key: K) => void
}

/** A few answers, each a wide target with its own help: one press chooses. */
export function ChoiceList<K extends string>({ name, legend, options, value, onChange }: Props<K>) {
  return (
    <fieldset className="choice-list">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.key} className={option.key === value ? 'choice on' : 'choice'}>
          <input type="radio" name={name} checked={option.key === value} onChange={() => onChange(option.key)} />
          <span>
            <span className="choice-label">{option.label}</span>
            {option.help !== undefined && <span className="meta choice-help">{option.help}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
