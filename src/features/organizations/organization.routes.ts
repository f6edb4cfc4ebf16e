import { command, query, type Route } from '../../platform/http/route.ts'
import { MemberBody, MembersView, MemberView, UnitBody, UnitsView, UnitView } from './organization.contract.ts'
import { organizationErrors } from './organization.errors.ts'
import { addMember, addUnit, showMembers, showUnits } from './organization.service.ts'

export const organizationRoutes: Route[] = [
  query({ method: 'GET', path: '/units', summary: 'Units of the organisation', response: UnitsView }, (ctx) =>
    showUnits(ctx),
  ),
  command(
    {
      method: 'POST',
      path: '/units',
      summary: 'Add a unit',
      body: UnitBody,
      response: UnitView,
      status: 201,
      errors: [organizationErrors.unit_name_taken],
    },
    (ctx, { body }) => addUnit(ctx, body),
  ),
  query({ method: 'GET', path: '/members', summary: 'Members with their roles', response: MembersView }, (ctx) =>
    showMembers(ctx),
  ),
  command(
    {
      method: 'POST',
      path: '/members',
      summary: 'Add a member',
      body: MemberBody,
      response: MemberView,
      status: 201,
      errors: [organizationErrors.email_taken],
    },
    (ctx, { body }) => addMember(ctx, body),
  ),
]
