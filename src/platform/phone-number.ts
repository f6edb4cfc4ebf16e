import { createRequire } from 'node:module'
import type { CountryCode } from 'libphonenumber-js'

type Library = typeof import('libphonenumber-js')

const require = createRequire(import.meta.url)
let library: Library | undefined

// A hundred modules that no page needs: the first number brings them in, not the start.
const phones = (): Library => {
  library ??= require('libphonenumber-js') as Library
  return library
}

/** Reads a phone number as people write it (full-width digits too) in a country's way, and gives its international form; null when nobody can call it. */
export const internationalPhone = (text: string, country: string): string | null => {
  const { isSupportedCountry, parsePhoneNumberFromString } = phones()
  const home: CountryCode | undefined = isSupportedCountry(country) ? country : undefined
  const parsed = parsePhoneNumberFromString(text.normalize('NFKC').trim(), home)
  return parsed?.isPossible() === true ? parsed.format('E.164') : null
}
