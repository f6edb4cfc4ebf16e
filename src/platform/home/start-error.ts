/** One reason why Kizuna cannot start, said in Japanese and English to the person at the terminal. */
export class StartError extends Error {
  readonly ja: string
  readonly en: string

  constructor(ja: string, en: string) {
    super(`${ja}\n${en}`)
    this.name = 'StartError'
    this.ja = ja
    this.en = en
  }
}
