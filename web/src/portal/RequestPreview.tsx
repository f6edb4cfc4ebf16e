import { standingsOf } from './answering.ts'
import type { PortalRequest } from './portal-api.ts'
import { PortalContext, type PortalSession } from './portal-context.ts'
import { RequestColumns } from './RequestScreen.tsx'
import './portal.css'
import './question.css'

const nothing = () => undefined
const later = async () => undefined

/** The answering page as its reader sees it, inside another page: nothing can be changed or sent. */
export function RequestPreview({ request }: { request: PortalRequest }) {
  const session: PortalSession = {
    request,
    standings: standingsOf(request, {}),
    editable: false,
    preview: true,
    queue: { waiting: {}, state: 'idle', savedAt: null, refused: [] },
    crossed: {},
    answer: nothing,
    flush: later,
    update: nothing,
    reload: later,
    ended: nothing,
    leave: nothing,
  }
  return (
    <PortalContext value={session}>
      <div className="portal inside">
        <RequestColumns />
      </div>
    </PortalContext>
  )
}
