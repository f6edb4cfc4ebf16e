import type { Instant } from '../../domain/time.ts'

/** The last row of a page in a list that is ordered by a moment and, where two fall together, by id. */
export type MomentCursor = { at: Instant; id: string }

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const writeMomentCursor = ({ at, id }: MomentCursor): string => Buffer.from(`${at} ${id}`).toString('base64url')

/** Reads a cursor that a reader sent back; null for anything the database would refuse, so that the list begins anew. */
export const readMomentCursor = (text: string | undefined): MomentCursor | null => {
  const [at = '', id = ''] = Buffer.from(text ?? '', 'base64url')
    .toString('utf8')
    .split(' ')
  return MOMENT.test(at) && !Number.isNaN(Date.parse(at)) && UUID.test(id) ? { at: at as Instant, id } : null
}
