import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { asLocale, showLocale } from './lib/locale.ts'
import { problemOf } from './lib/problem.ts'
import { sessionQuery } from './lib/session.ts'
import { homePath } from './navigation-paths.ts'
import { FailedPage } from './pages/failed.tsx'
import { MissingPage } from './pages/missing.tsx'
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

const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: SignedIn,
  beforeLoad: async ({ context, location }) => {
    try {
      const session = await context.client.ensureQueryData(sessionQuery)
      const locale = asLocale(session.member.locale)
      if (locale !== undefined) await showLocale(locale)
    } catch (error) {
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
  component: lazyRouteComponent(() => import('./pages/account.tsx'), 'AccountPage'),
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
  component: lazyRouteComponent(() => import('./pages/triage.tsx'), 'TriagePage'),
})

const policyRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/settings/policy',
  component: lazyRouteComponent(() => import('./pages/policy.tsx'), 'PolicyPage'),
})

const routeTree = rootRoute.addChildren([
  signInRoute,
  setupRoute,
  signedInRoute.addChildren([
    partnerLevelRoute,
    engagementNewRoute,
    engagementRoute,
    triageRoute,
    policyRoute,
    indexRoute,
    accountRoute,
    mailSettingsRoute,
  ]),
])

export const createConsoleRouter = (client: QueryClient) =>
  createRouter({ routeTree, context: { client }, defaultPreload: 'intent', scrollRestoration: true })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}
