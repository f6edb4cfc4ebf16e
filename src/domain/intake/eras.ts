/** A Japanese era with its first and last day; the last is null while it lasts. Source: 元号法 and the cabinet orders under it. */
export interface Era {
  readonly name: string
  readonly letter: string
  readonly firstYear: number
  readonly first: string
  readonly last: string | null
}

/** The eras a ledger can mention, newest first. */
export const ERAS: readonly Era[] = [
  { name: '令和', letter: 'r', firstYear: 2019, first: '2019-05-01', last: null },
  { name: '平成', letter: 'h', firstYear: 1989, first: '1989-01-08', last: '2019-04-30' },
  { name: '昭和', letter: 's', firstYear: 1926, first: '1926-12-25', last: '1989-01-07' },
  { name: '大正', letter: 't', firstYear: 1912, first: '1912-07-30', last: '1926-12-24' },
  { name: '明治', letter: 'm', firstYear: 1868, first: '1868-01-25', last: '1912-07-29' },
]
