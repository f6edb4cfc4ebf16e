import type { Right } from './domain/access/access.ts'
import { approvalRights } from './features/approvals/approval.policy.ts'
import { approvalRoutes } from './features/approvals/approval.routes.ts'
import { assessmentSubscribers } from './features/assessments/assessment.jobs.ts'
import { assessmentRights } from './features/assessments/assessment.policy.ts'
import { assessmentRoutes } from './features/assessments/assessment.routes.ts'
import { grantCheck } from './features/assessments/grant-check.queries.ts'
import { portalRoutes } from './features/assessments/portal.routes.ts'
import { reviewRoutes } from './features/assessments/review.routes.ts'
import { catalogRights } from './features/catalog/catalog.policy.ts'
import { catalogRoutes } from './features/catalog/catalog.routes.ts'
import { deadlineRights } from './features/deadlines/deadline.policy.ts'
import { deadlineRoutes } from './features/deadlines/deadline.routes.ts'
import { classificationRoutes } from './features/engagements/classification.routes.ts'
import { engagementSubscribers } from './features/engagements/engagement.jobs.ts'
import { engagementRights } from './features/engagements/engagement.policy.ts'
import { engagementRoutes } from './features/engagements/engagement.routes.ts'
import { importRoutes } from './features/imports/import.routes.ts'
import { deadlineTimeline } from './features/notices/deadline-timeline.jobs.ts'
import { noticeRights } from './features/notices/notice.policy.ts'
import { noticeRoutes } from './features/notices/notice.routes.ts'
import { contactCheck, memberCheck, type RecipientCheck } from './features/notices/recipient-check.queries.ts'
import { accountRoutes, type Installation } from './features/organizations/account.routes.ts'
import { organizationRights } from './features/organizations/organization.policy.ts'
import { organizationRoutes } from './features/organizations/organization.routes.ts'
import { assignmentRoutes } from './features/partners/assignment.routes.ts'
import { bulkRoutes } from './features/partners/bulk.routes.ts'
import { contactRoutes } from './features/partners/contact.routes.ts'
import { dossierRoutes } from './features/partners/dossier.routes.ts'
import { evidenceRoutes } from './features/partners/evidence.routes.ts'
import { exportRoutes } from './features/partners/export.routes.ts'
import { intakeRoutes } from './features/partners/intake.routes.ts'
import { mergeRoutes } from './features/partners/merge.routes.ts'
import { noteRoutes } from './features/partners/note.routes.ts'
import { partnerRights } from './features/partners/partner.policy.ts'
import { partnerRoutes } from './features/partners/partner.routes.ts'
import { scopeWhere } from './features/partners/scope.queries.ts'
import { stageRoutes } from './features/partners/stage.routes.ts'
import { subcontractorRoutes } from './features/partners/subcontractor.routes.ts'
import { viewRoutes } from './features/partners/view.routes.ts'
import { reportRoutes } from './features/reports/report.routes.ts'
import type { Route } from './platform/http/route.ts'
import type { QueuePlan } from './platform/jobs/boss.ts'
import type { Subscriber } from './platform/jobs/outbox.ts'

const prefixed = (rights: Record<string, Right>): [string, Right][] =>
  Object.values(rights).map((right) => [right.key, right])

/** Every right of every feature, by its key. */
export const RIGHTS: Record<string, Right> = Object.fromEntries([
  ...prefixed(organizationRights),
  ...prefixed(deadlineRights),
  ...prefixed(approvalRights),
  ...prefixed(catalogRights),
  ...prefixed(partnerRights),
  ...prefixed(noticeRights),
  ...prefixed(engagementRights),
  ...prefixed(assessmentRights),
])

/** Every subscriber of every event. */
export const SUBSCRIBERS: readonly Subscriber[] = [
  ...deadlineTimeline,
  ...engagementSubscribers,
  ...assessmentSubscribers,
]

/** Who may still be written to, asked for each sort of recipient right before a message is sent. */
export const RECIPIENT_CHECKS: Readonly<Record<string, RecipientCheck>> = {
  contact: contactCheck,
  member: memberCheck,
  grant: grantCheck,
}

/** One queue per subscriber, each with its own patience. */
export const QUEUES: readonly QueuePlan[] = SUBSCRIBERS.map(({ name }) => ({
  name,
  retryLimit: 8,
  retryDelay: 5,
  expireInSeconds: 300,
}))

export type TaggedRoutes = { tag: string; routes: readonly Route[] }

/** The routes of the partner portal, the only ones it serves on an address of its own. */
export const PORTAL_ROUTES: TaggedRoutes = { tag: 'portal', routes: portalRoutes }

const PARTNER_ROUTES: readonly Route[] = [
  ...partnerRoutes,
  ...contactRoutes,
  ...evidenceRoutes,
  ...subcontractorRoutes,
  ...noteRoutes,
  ...assignmentRoutes,
  ...stageRoutes,
  ...bulkRoutes,
  ...mergeRoutes,
  ...viewRoutes,
  ...exportRoutes,
  ...dossierRoutes,
  ...intakeRoutes,
]

/** Every route of the console, by the noun it belongs to; `portalUrl` is where links in mails point. */
export const consoleRoutes = (installation: Installation, portalUrl: string): TaggedRoutes[] => [
  { tag: 'account', routes: accountRoutes(RIGHTS, installation) },
  { tag: 'organizations', routes: organizationRoutes },
  { tag: 'approvals', routes: approvalRoutes },
  { tag: 'catalog', routes: catalogRoutes },
  { tag: 'deadlines', routes: deadlineRoutes(scopeWhere) },
  { tag: 'partners', routes: PARTNER_ROUTES },
  { tag: 'notices', routes: noticeRoutes },
  { tag: 'engagements', routes: engagementRoutes },
  { tag: 'classification', routes: classificationRoutes },
  { tag: 'imports', routes: importRoutes },
  { tag: 'assessments', routes: [...assessmentRoutes(portalUrl), ...reviewRoutes] },
  { tag: 'reports', routes: reportRoutes },
]
