import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  isRedirect,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { asLocale, showLocale } from './lib/locale.ts'
import { problemOf } from './lib/problem.ts'
import { sessionQuery } from './lib/session.ts'
import { homePath } from './navigation-paths.ts'
import { readAssessmentSearch } from './pages/assessments/assessment-search.ts'
import { type TriageChoice, triageChoices } from './pages/classification/triage-choice.ts'
import { FailedPage } from './pages/failed.tsx'
import { readImportSearch } from './pages/imports/import-step.ts'
import { MissingPage } from './pages/missing.tsx'
import { readSearch } from './pages/partners/partner-search.ts'
import { SignedIn } from './pages/signed-in.tsx'

type Context = { client: QueryClient }

const rootRoute = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: MissingPage })

/** Only paths of this console are followed after signing in, never another site's address. */
const ownPath = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const next = ownPath(search.next)
    return next === undefined ? {} : { next }
  },
  component: lazyRouteComponent(() => import('./pages/sign-in.tsx'), 'SignInPage'),
})

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyRouteComponent(() => import('./pages/setup.tsx'), 'SetupPage'),
})

const secondFactorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/second-factor',
  beforeLoad: async ({ context }) => {
    const session = await context.client.fetchQuery(sessionQuery).catch(() => undefined)
    if (session === undefined) throw redirect({ to: '/sign-in' })
    if (!session.mfaPending) throw redirect({ to: '/' })
  },
  component: lazyRouteComponent(() => import('./pages/second-factor.tsx'), 'SecondFactorPage'),
})

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: SignedIn,
  beforeLoad: async ({ context, location }) => {
    try {
      const session = await context.client.ensureQueryData(sessionQuery)
      const locale = asLocale(session.member.locale)
      if (locale !== undefined) await showLocale(locale)
      if (session.mfaPending) throw redirect({ to: '/second-factor' })
    } catch (error) {
      if (isRedirect(error)) throw error
      if (problemOf(error).status === 401) throw redirect({ to: '/sign-in', search: { next: location.href } })
      throw error
    }
  },
  errorComponent: FailedPage,
})

const indexRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: homePath() })
  },
})

const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/account',
  component: lazyRouteComponent(() => import('./pages/account/AccountPage.tsx'), 'AccountPage'),
})

const settingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/OrganizationPage.tsx'), 'OrganizationPage'),
})

const unitsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/settings/units',
  component: lazyRouteComponent(() => import('./pages/settings/UnitsPage.tsx'), 'UnitsPage'),
})

const peopleRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/settings/people',
  component: lazyRouteComponent(() => import('./pages/settings/PeoplePage.tsx'), 'PeoplePage'),
})

const deputiesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/settings/deputies',
  component: lazyRouteComponent(() => import('./pages/settings/DeputiesPage.tsx'), 'DeputiesPage'),
})

const approvalsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/approvals',
  validateSearch: (search: Record<string, unknown>): { view?: 'open' | 'closed' } =>
    search.view === 'open' || search.view === 'closed' ? { view: search.view } : {},
  component: lazyRouteComponent(() => import('./pages/approvals/ApprovalsPage.tsx'), 'ApprovalsPage'),
})

const approvalRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/approvals/$id',
  component: lazyRouteComponent(() => import('./pages/approvals/ApprovalPage.tsx'), 'ApprovalPage'),
})

const apiDocsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/api-docs',
  component: lazyRouteComponent(() => import('./pages/api-docs/ApiDocsPage.tsx'), 'ApiDocsPage'),
})

const mailSettingsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/settings/mail',
  component: lazyRouteComponent(() => import('./pages/settings/mail.tsx'), 'MailSettingsPage'),
})

const partnerLevelRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/partners/$id/level',
  component: lazyRouteComponent(() => import('./pages/partner-level.tsx'), 'PartnerLevelPage'),
})

const engagementNewRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/partners/$id/engagements/new',
  component: lazyRouteComponent(() => import('./pages/engagement.tsx'), 'EngagementNewPage'),
})

const engagementRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/engagements/$id',
  component: lazyRouteComponent(() => import('./pages/engagement.tsx'), 'EngagementPage'),
})

const triageRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/triage',
  validateSearch: (search: Record<string, unknown>): { which?: TriageChoice } => {
    const which = triageChoices.find((each) => each === search.which)
    return which === undefined ? {} : { which }
  },
  component: lazyRouteComponent(() => import('./pages/triage.tsx'), 'TriagePage'),
})

const policyRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/settings/policy',
  component: lazyRouteComponent(() => import('./pages/policy.tsx'), 'PolicyPage'),
})

const partnersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/partners',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('./pages/partners/list.tsx'), 'PartnersPage'),
})

const newPartnerRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/partners/new',
  component: lazyRouteComponent(() => import('./pages/partners/new.tsx'), 'NewPartnerPage'),
})

const mergeRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/partners/merge',
  validateSearch: (search: Record<string, unknown>) => ({
    kept: String(search.kept ?? ''),
    gone: String(search.gone ?? ''),
  }),
  component: lazyRouteComponent(() => import('./pages/partners/merge.tsx'), 'MergePage'),
})

const intakeLinksRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/partners/intake-links',
  component: lazyRouteComponent(() => import('./pages/partners/intake-links.tsx'), 'IntakeLinksPage'),
})

const partnerRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/partners/$id',
  component: lazyRouteComponent(() => import('./pages/partners/partner.tsx'), 'PartnerPage'),
})

const editPartnerRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/partners/$id/edit',
  component: lazyRouteComponent(() => import('./pages/partners/edit.tsx'), 'EditPartnerPage'),
})

const importsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/imports',
  component: lazyRouteComponent(() => import('./pages/imports/ImportsPage.tsx'), 'ImportsPage'),
})

const newImportRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/imports/new',
  component: lazyRouteComponent(() => import('./pages/imports/new.tsx'), 'NewImportPage'),
})

const importRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/imports/$id',
  validateSearch: readImportSearch,
  component: lazyRouteComponent(() => import('./pages/imports/ImportPage.tsx'), 'ImportPage'),
})

const assessmentsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/assessments',
  validateSearch: readAssessmentSearch,
  component: lazyRouteComponent(() => import('./pages/assessments/list.tsx'), 'AssessmentsPage'),
})

const newAssessmentRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/assessments/new',
  validateSearch: (search: Record<string, unknown>): { partners?: string } =>
    typeof search.partners === 'string' ? { partners: search.partners } : {},
  component: lazyRouteComponent(() => import('./pages/assessments/send.tsx'), 'SendAssessmentPage'),
})

const assessmentRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/assessments/$id',
  component: lazyRouteComponent(() => import('./pages/assessments/assessment.tsx'), 'AssessmentPage'),
})

const intakeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/intake',
  component: lazyRouteComponent(() => import('./pages/intake.tsx'), 'IntakePage'),
})

const todayRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/today',
  component: lazyRouteComponent(() => import('./pages/today.tsx'), 'TodayPage'),
})

const asPartnerRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/assessments/$id/as-partner',
  component: lazyRouteComponent(() => import('./pages/assessments/as-partner.tsx'), 'AsPartnerPage'),
})

const routeTree = rootRoute.addChildren([
  signInRoute,
  setupRoute,
  secondFactorRoute,
  intakeRoute,
  signedInRoute.addChildren([
    indexRoute,
    todayRoute,
    accountRoute,
    partnersRoute,
    newPartnerRoute,
    mergeRoute,
    intakeLinksRoute,
    partnerRoute,
    editPartnerRoute,
    importsRoute,
    newImportRoute,
    importRoute,
    partnerLevelRoute,
    assessmentsRoute,
    newAssessmentRoute,
    assessmentRoute,
    engagementNewRoute,
    engagementRoute,
    triageRoute,
    approvalsRoute,
    approvalRoute,
    settingsRoute,
    unitsRoute,
    peopleRoute,
    deputiesRoute,
    mailSettingsRoute,
    policyRoute,
    asPartnerRoute,
    apiDocsRoute,
  ]),
])

export const createConsoleRouter = (client: QueryClient) =>
  createRouter({ routeTree, context: { client }, defaultPreload: 'intent', scrollRestoration: true })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}
