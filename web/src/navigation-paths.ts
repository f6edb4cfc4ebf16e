import { type NavKey, navOrder } from './shell/navigation.ts'

/** The screens that exist; adding a page means adding its path here and its route in routes.tsx. */
export const navigationPaths: Partial<Record<NavKey, string>> = {
  today: '/today',
  partners: '/partners',
  assessments: '/assessments',
  approvals: '/approvals',
  settings: '/settings',
}

/** The first screen of the menu; a house without one opens the account. */
export const homePath = (paths = navigationPaths): string =>
  navOrder.map((key) => paths[key]).find((path) => path !== undefined) ?? '/account'
