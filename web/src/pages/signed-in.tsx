// Where can I go from here? For everyone who has signed in: the frame around every console page.
import { Outlet, useNavigate } from '@tanstack/react-router'
import { useLanguageChoice, useSession, useSignOut } from '../lib/session.ts'
import { useWaitingApprovals } from '../lib/waiting-approvals.ts'
import { useAssessmentsNeedingMe } from '../lib/waiting-assessments.ts'
import { navigationPaths } from '../navigation-paths.ts'
import { entriesFor } from '../shell/navigation.ts'
import { Shell } from '../shell/Shell.tsx'
import { GlobalSearch } from './GlobalSearch.tsx'

export function SignedIn() {
  const session = useSession()
  const navigate = useNavigate()
  const language = useLanguageChoice()
  const signOut = useSignOut(() => navigate({ to: '/sign-in' }))
  const waiting = useWaitingApprovals()
  const assessments = useAssessmentsNeedingMe()
  if (session === undefined) return null
  return (
    <Shell
      entries={entriesFor(navigationPaths, { approvals: { count: waiting, overdue: false }, assessments })}
      person={{ name: session.member.name, organization: session.organization.name }}
      search={<GlobalSearch />}
      onLocale={(locale) => language.mutate(locale)}
      onSignOut={() => signOut.mutate()}
    >
      <Outlet />
    </Shell>
  )
}
