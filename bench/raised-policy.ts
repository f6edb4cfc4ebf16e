import { ask, type Target } from './http.ts'
import { shippedPolicy } from './shipped-policy.ts'

type Version = { no: number; version: number; content: { matrix: { grid: number[][] } } & Record<string, unknown> }

/** Some cells a level higher, as far as there are levels. */
const raised = (grid: readonly (readonly number[])[], isRaised: (row: number, column: number) => boolean): number[][] =>
  grid.map((levels, row) => levels.map((level, column) => (isRaised(row, column) ? Math.min(4, level + 1) : level)))

/** Which cells an edit of the policy raises: one, as people edit, or all there are, which moves nearly everybody. */
export const EDITS = {
  usual: (row: number, column: number): boolean => row === 2 && column === 0,
  worst: (): boolean => true,
}

/** Drafts a version of the policy that moves levels; answers its grid and how to publish it. */
export const draftPolicy = async (target: Target, edit: keyof typeof EDITS) => {
  const path = `/catalog/levels/${shippedPolicy().key}`
  const { items } = await ask<{ items: { no: number; inForce: boolean }[] }>(target, { path: `${path}/versions` })
  const no = items.find(({ inForce }) => inForce)?.no ?? 1
  const { content, version } = await ask<Version>(target, { path: `${path}/versions/${no}` })
  const grid = raised(content.matrix.grid, EDITS[edit])
  const body = { from: no, content: { ...content, matrix: { ...content.matrix, grid } } }
  const drafted = await ask<Version>(target, {
    method: 'POST',
    path: `${path}/draft`,
    body,
    headers: { 'if-match': String(version) },
  })
  const headers = { 'if-match': String(drafted.version) }
  return {
    grid,
    publish: () => ask(target, { method: 'POST', path: `${path}/versions/${drafted.no}/publish`, headers }),
  }
}
