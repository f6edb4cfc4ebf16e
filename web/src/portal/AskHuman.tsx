import { usePortal } from './portal-context.ts'

/** The person to ask, with every way to reach them. */
export function AskHuman() {
  const { request } = usePortal()
  const { name, department, ways } = request.contact
  return (
    <p className="portal-human">
      <span>{[request.buyer, department, name].filter((part) => part !== '').join(' ')}</span>
      <span>{ways}</span>
    </p>
  )
}
