/** A settled state: the shape before the word. */
export function DoneMark() {
  return (
    <svg className="portal-mark done" width="14" height="14" viewBox="0 0 12 12" aria-hidden="true">
      <path d="M1.5 6.5 4.5 9.5 10.5 2.5" />
    </svg>
  )
}

export function OpenMark() {
  return (
    <svg className="portal-mark" width="14" height="14" viewBox="0 0 12 12" aria-hidden="true">
      <circle cx="6" cy="6" r="4.7" />
    </svg>
  )
}

export function NoteMark() {
  return (
    <svg className="portal-mark note" width="14" height="14" viewBox="0 0 12 12" aria-hidden="true">
      <path d="M6 1.5 11 10.5H1Z" />
    </svg>
  )
}
