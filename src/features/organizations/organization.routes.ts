import { command, query, type Route } from '../../platform/http/route.ts'
import { changeMemberRoles, changeMemberStatus, resetSecondFactor } from './member.service.ts'
import {
  IdParams,
  MemberBody,
  MembersView,
  MemberView,
  ResetBody,
  RolesBody,
  SettingsBody,
  SettingsView,
  StatusBody,
  UnitBody,
  UnitsView,
  UnitView,
} from './organization.contract.ts'
import { organizationErrors } from './organization.errors.ts'
import { addMember, addUnit, showMembers, showUnits } from './organization.service.ts'
import { changeSettings, changeUnit, showSettings } from './settings.service.ts'

/** What every change of one member has in common. */
const ofMember = { params: IdParams, response: MemberView, versioned: true } as const

export const organizationRoutes: Route[] = [
  query(
    {
      method: 'GET',
      path: '/organization/settings',
      summary: 'Settings of the organisation',
      response: SettingsView,
    },
    (ctx) => showSettings(ctx),
  ),
  command(
    {
      method: 'PUT',
      path: '/organization/settings',
      summary: 'Change the settings of the organisation',
      body: SettingsBody,
      response: SettingsView,
      versioned: true,
    },
    (ctx, { body, version }) => changeSettings(ctx, version, body),
  ),
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
  command(
    {
      method: 'PUT',
      path: '/units/:id',
      summary: 'Rename or move a unit',
      params: IdParams,
      body: UnitBody,
      response: UnitView,
      versioned: true,
      errors: [organizationErrors.unit_name_taken, organizationErrors.unit_circular],
    },
    (ctx, { params, body, version }) => changeUnit(ctx, params.id, version, body),
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
  command(
    {
      method: 'PUT',
      path: '/members/:id/status',
      summary: 'Suspend a member or let them in again',
      ...ofMember,
      body: StatusBody,
      errors: [organizationErrors.last_administrator],
    },
    (ctx, { params, body, version }) => changeMemberStatus(ctx, params.id, version, body.status),
  ),
  command(
    {
      method: 'PUT',
      path: '/members/:id/roles',
      summary: 'Change the roles of a member',
      ...ofMember,
      body: RolesBody,
      errors: [organizationErrors.last_administrator],
    },
    (ctx, { params, body, version }) => changeMemberRoles(ctx, params.id, version, body.roles),
  ),
  command(
    {
      method: 'POST',
      path: '/members/:id/second-factor-reset',
      summary: 'Forget the lost second factor of a member',
      ...ofMember,
      body: ResetBody,
      errors: [organizationErrors.own_second_factor],
    },
    (ctx, { params, body, version }) => resetSecondFactor(ctx, params.id, version, body.reason),
  ),
]
