import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ErrorText } from '../../../src/platform/errors.ts'
import { ROOT } from './cruise.ts'

export type Told = { code: string; text: Pick<ErrorText, 'ja' | 'en'> }

const isTold = (value: unknown): value is Told =>
  typeof value === 'function' && 'code' in value && typeof value.code === 'string' && 'text' in value

/** Every refusal that any file of errors declares. */
export const declaredErrors = async (): Promise<Told[]> => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.errors.ts') || name === 'platform/errors.ts',
  )
  const loaded = await Promise.all(
    files.map((name) => import(join(ROOT, 'src', name)) as Promise<Record<string, unknown>>),
  )
  return loaded
    .flatMap((module) => Object.values(module))
    .flatMap((table) => (typeof table === 'object' && table !== null ? Object.values(table) : []))
    .filter(isTold)
}

const paramsOf = (text: string): string => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join()
const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/

/** What is wrong with the two wordings of one text. */
export const wordingFaults = (code: string, { ja, en }: { ja: string; en: string }): string[] => [
  ...(JAPANESE.test(ja) ? [] : [`${code}: no Japanese`]),
  ...(/[a-z]/.test(en) && !JAPANESE.test(en) ? [] : [`${code}: no English`]),
  ...(paramsOf(ja) === paramsOf(en) ? [] : [`${code}: ${paramsOf(ja)} in one language, ${paramsOf(en)} in the other`]),
]
