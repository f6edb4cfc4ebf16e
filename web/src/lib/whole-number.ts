/** A whole number as people type it, full-width and with commas: null when nothing stands there, undefined when it is no such number. */
export const readWholeNumber = (text: string): number | null | undefined => {
  const digits = text.normalize('NFKC').replaceAll(/[,\s]/g, '')
  if (digits === '') return null
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined
}
