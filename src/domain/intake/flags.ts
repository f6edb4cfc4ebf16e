import { accept, type CellReading, compact, emptyReading, refuse } from './values.ts'

const YES = new Set(
  '○ ◯ 〇 ● ◎ o ✓ ✔ ☑ ✅ レ 有 有り あり 有る はい 要 必要 済 済み 実施済 対象 該当 可 yes y true t 1 on'.split(' '),
)
const NO = new Set(
  '× ✕ ✖ ✗ x ☐ 無 無し なし 無い いいえ 不要 未 未済 未実施 対象外 非該当 該当なし 否 不可 no n false f 0 off none'.split(
    ' ',
  ),
)

/** Reads a yes-or-no cell (○ ×, 有 無, はい いいえ, yes no, 1 0); a dash says nothing, △ is refused. */
export function readFlag(text: string): CellReading<boolean> {
  const word = compact(text)
  if (YES.has(word)) return accept(true)
  if (NO.has(word)) return accept(false)
  return emptyReading(text) ?? refuse('neitherYesNorNo')
}
