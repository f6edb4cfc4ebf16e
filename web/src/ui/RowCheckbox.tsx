import { useEffect, useRef } from 'react'

type Props = { label: string; checked: boolean; mixed?: boolean; onChange: (checked: boolean) => void }

export function RowCheckbox({ label, checked, mixed = false, onChange }: Props) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = mixed
  }, [mixed])
  return (
    <label className="row-check">
      <span className="visually-hidden">{label}</span>
      <input ref={box} type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
    </label>
  )
}
