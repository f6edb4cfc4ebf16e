import type { WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { getFinding } from './import.queries.ts'
import { assertMayImport } from './import.service.ts'
import { setFindingState } from './import.store.ts'
import { findingView } from './import-view.ts'

/** Notes whether a finding has been dealt with. */
export const markFinding = async (ctx: WriteCtx, importId: string, id: string, state: 'open' | 'done') => {
  assertMayImport(ctx)
  const finding = await getFinding(ctx.db, ctx.actor.tenant, importId, id)
  if (finding === undefined) throw platformErrors.not_found()
  if (finding.state !== state) {
    await setFindingState(ctx.db, ctx.actor.tenant, id, state, ctx.now)
    ctx.record({
      stream: 'partner',
      event: 'import_finding.marked',
      subject: { type: 'import_finding', id },
      before: { state: finding.state },
      after: { state },
    })
  }
  return findingView({ ...finding, state }, ctx.actor.locale)
}
