import { registerHooks } from 'node:module'

// For each file that asks, Node reads a package's whole list of entrances again. This one's is 170 kB long:
// finding its hundred files, and asking for it from each of ours, took most of a second of every start.
const LONG_LIST = 'drizzle-orm'

const isInside = (url: string): boolean => url.includes(`/node_modules/${LONG_LIST}/`)
const isPackage = (specifier: string): boolean => specifier === LONG_LIST || specifier.startsWith(`${LONG_LIST}/`)

/** Finds the files of the package with the long list of entrances without reading it again and again; called before its first import. */
export const shortenPackageLoading = (): void => {
  const found = new Map<string, { url: string; format?: string | null; shortCircuit: true }>()
  registerHooks({
    resolve: (specifier, context, next) => {
      const from = context.parentURL
      if (from === undefined) return next(specifier, context)
      if (isInside(from) && specifier.startsWith('.'))
        return { url: new URL(specifier, from).href, format: 'module', shortCircuit: true }
      // Another package may bring a copy of its own.
      if (!isPackage(specifier) || from.includes('/node_modules/')) return next(specifier, context)
      const known = found.get(specifier)
      if (known !== undefined) return known
      const { url, format } = next(specifier, context)
      const entrance = { url, format: format ?? null, shortCircuit: true } as const
      found.set(specifier, entrance)
      return entrance
    },
  })
}
