import { command, query, type Route } from '../../platform/http/route.ts'
import { ContactBody, ContactList, ContactParams, ContactView } from './contact.contract.ts'
import { contactErrors } from './contact.errors.ts'
import { addContact, editContact, listContacts, revokeContact } from './contact.service.ts'
import { IdParams } from './partner.contract.ts'
import { partnerErrors } from './partner.errors.ts'

const errors = Object.values(contactErrors)

export const contactRoutes: Route[] = [
  query(
    {
      method: 'GET',
      path: '/partners/:id/contacts',
      summary: 'Contacts of a partner',
      params: IdParams,
      response: ContactList,
    },
    (ctx, { params }) => listContacts(ctx, params.id),
  ),
  command(
    {
      method: 'POST',
      path: '/partners/:id/contacts',
      summary: 'Add a contact',
      params: IdParams,
      body: ContactBody,
      response: ContactView,
      status: 201,
      errors: [...errors, partnerErrors.merged_away, partnerErrors.archived],
    },
    (ctx, { params, body }) => addContact(ctx, params.id, body),
  ),
  command(
    {
      method: 'PUT',
      path: '/partners/:id/contacts/:contactId',
      summary: 'Edit a contact',
      params: ContactParams,
      body: ContactBody,
      response: ContactView,
      versioned: true,
      errors,
    },
    (ctx, { params, body, version }) => editContact(ctx, params.id, params.contactId, version, body),
  ),
  command(
    {
      method: 'POST',
      path: '/partners/:id/contacts/:contactId/revoke',
      summary: 'Withdraw a contact',
      params: ContactParams,
      response: ContactView,
      versioned: true,
    },
    (ctx, { params, version }) => revokeContact(ctx, params.id, params.contactId, version),
  ),
]
