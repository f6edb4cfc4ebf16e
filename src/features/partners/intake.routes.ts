import { platformErrors } from '../../platform/errors.ts'
import { command, open, query, type Route } from '../../platform/http/route.ts'
import {
  IntakeAnswers,
  IntakeForm,
  IntakeLinkBody,
  IntakeLinks,
  IntakeReceipt,
  IntakeTokenBody,
  NewIntakeLink,
} from './intake.contract.ts'
import { intakeErrors } from './intake.errors.ts'
import { endLink, giveLink, openIntake, showLinks, takeIntake } from './intake.service.ts'
import { IdParams } from './partner.contract.ts'
import { partnerErrors } from './partner.errors.ts'

const refusals = [...Object.values(intakeErrors), platformErrors.too_many]

export const intakeRoutes: Route[] = [
  query({ method: 'GET', path: '/intake-links', summary: 'Links given to departments', response: IntakeLinks }, (ctx) =>
    showLinks(ctx),
  ),
  command(
    {
      method: 'POST',
      path: '/intake-links',
      summary: 'Give a department a link',
      body: IntakeLinkBody,
      response: NewIntakeLink,
      status: 201,
      errors: [partnerErrors.unit_unknown],
    },
    (ctx, { body }) => giveLink(ctx, body),
  ),
  command(
    {
      method: 'DELETE',
      path: '/intake-links/:id',
      summary: 'End a link',
      params: IdParams,
      response: undefined,
    },
    async (ctx, { params }) => {
      await endLink(ctx, params.id)
      return undefined
    },
  ),
  open(
    {
      method: 'POST',
      path: '/intake/open',
      summary: 'Open the questions of a link',
      access: 'public',
      body: IntakeTokenBody,
      response: IntakeForm,
      errors: refusals,
    },
    ({ engine }, { body, ip, correlation }) => openIntake(engine, body.token, { ip, correlation }),
  ),
  open(
    {
      method: 'POST',
      path: '/intake/requests',
      summary: 'Propose a partner through a link',
      access: 'public',
      body: IntakeAnswers,
      response: IntakeReceipt,
      status: 201,
      errors: refusals,
    },
    ({ engine }, { body, ip, correlation }) => takeIntake(engine, body, { ip, correlation }),
  ),
]
