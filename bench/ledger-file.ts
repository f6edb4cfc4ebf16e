import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { companyName, seeded } from './names.ts'

const REAL = join(import.meta.dirname, '..', '..', 'shared', 'data', 'ledger', 'edinet-2024-07-21.cp932.csv')
const ROWS = 10_823

/** The ledger that the import is measured with: the real one where it lies beside the project, else one of the same size. */
export const ledgerFile = (): { name: string; bytes: Buffer; source: 'real' | 'generated' } => {
  if (existsSync(REAL)) return { name: 'edinet.csv', bytes: readFileSync(REAL), source: 'real' }
  const random = seeded(11)
  const lines = Array.from({ length: ROWS }, (_, no) => {
    const { name, reading } = companyName(random)
    return `B${String(no).padStart(5, '0')},${name},${reading},東京都千代田区${1 + (no % 40)}-${1 + (no % 9)},${100 + (no % 9000)}`
  })
  const text = ['取引先コード,取引先名,フリガナ,住所,資本金(百万円)', ...lines].join('\r\n')
  return { name: 'generated.csv', bytes: Buffer.from(`\ufeff${text}\r\n`), source: 'generated' }
}
