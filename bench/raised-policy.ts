import { ask, type Target } from './http.ts'
import { shippedPolicy } from './shipped-policy.ts'

type Version = { no: number; version: number; content: { matrix: { grid: number[][] } } & Record<string, unknown> }

/** Every cell a level higher, as far as there are levels. */
const raised = (grid: readonly (readonly number[])[]): number[][] =>
  grid.map((row) => row.map((level) => Math.min(4, level + 1)))

/** Drafts a version of the policy that moves levels; answers its grid and how to publish it. */
export const draftPolicy = async (target: Target) => {
  const path = `/catalog/levels/${shippedPolicy().key}`
  const { items } = await ask<{ items: { no: number; inForce: boolean }[] }>(target, { path: `${path}/versions` })
  const no = items.find(({ inForce }) => inForce)?.no ?? 1
  const { content } = await ask<Version>(target, { path: `${path}/versions/${no}` })
  const grid = raised(content.matrix.grid)
  const body = { content: { ...content, matrix: { ...content.matrix, grid } } }
  const drafted = await ask<Version>(target, { method: 'POST', path: `${path}/draft`, body })
  const headers = { 'if-match': String(drafted.version) }
  return {
    grid,
    publish: () => ask(target, { method: 'POST', path: `${path}/versions/${drafted.no}/publish`, headers }),
  }
}
