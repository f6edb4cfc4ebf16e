import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js'

/** Reads a phone number as people write it (full-width digits too) in a country's way, and gives its international form; null when nobody can call it. */
export const internationalPhone = (text: string, country: string): string | null => {
  const home: CountryCode | undefined = isSupportedCountry(country) ? country : undefined
  const parsed = parsePhoneNumberFromString(text.normalize('NFKC').trim(), home)
  return parsed?.isPossible() === true ? parsed.format('E.164') : null
}
