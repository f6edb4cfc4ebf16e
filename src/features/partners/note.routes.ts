import { command, query, type Route } from '../../platform/http/route.ts'
import { NoteBody, NoteList, NoteParams } from './note.contract.ts'
import { addNote, editNote, listNotes, removeNote } from './note.service.ts'
import { IdParams } from './partner.contract.ts'

export const noteRoutes: Route[] = [
  query(
    { method: 'GET', path: '/partners/:id/notes', summary: 'Notes on a partner', params: IdParams, response: NoteList },
    (ctx, { params }) => listNotes(ctx, params.id),
  ),
  command(
    {
      method: 'POST',
      path: '/partners/:id/notes',
      summary: 'Add a note',
      params: IdParams,
      body: NoteBody,
      response: NoteList,
      status: 201,
    },
    (ctx, { params, body }) => addNote(ctx, params.id, body.body),
  ),
  command(
    {
      method: 'PUT',
      path: '/partners/:id/notes/:noteId',
      summary: 'Rewrite an own note',
      params: NoteParams,
      body: NoteBody,
      response: NoteList,
      versioned: true,
    },
    (ctx, { params, body, version }) => editNote(ctx, params.id, params.noteId, version, body.body),
  ),
  command(
    {
      method: 'DELETE',
      path: '/partners/:id/notes/:noteId',
      summary: 'Remove an own note',
      params: NoteParams,
      response: NoteList,
    },
    (ctx, { params }) => removeNote(ctx, params.id, params.noteId),
  ),
]
