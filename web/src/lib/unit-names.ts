import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, body } from './api.ts'
import { type Locale, useLocale } from './locale.ts'

export const unitsQuery = queryOptions({ queryKey: ['units'], queryFn: () => body(api.GET('/api/v1/units')) })

type Named = { name: string; nameEn: string }

/** A unit as a reader calls it: by its English name in English, where it has one. */
export const unitName = ({ name, nameEn }: Named, locale: Locale): string =>
  locale === 'en' && nameEn !== '' ? nameEn : name

/** The units with the name to show, and the word for a unit of which only the registered name is known. */
export const useUnitNames = () => {
  const locale = useLocale()
  const units = (useQuery(unitsQuery).data?.items ?? []).map((unit) => ({ ...unit, shown: unitName(unit, locale) }))
  return { units, wordOf: (name: string): string => units.find((unit) => unit.name === name)?.shown ?? name }
}
