import type { Person } from './app.ts'

type Head = { no: number; version: number; status: string; inForce: boolean }

/** Saves the draft of a document as its editor does: from the version that is there to be edited. */
export const saveDraft = async (person: Pick<Person, 'send'>, path: string, content: unknown) => {
  const heads: Head[] = (await person.send('GET', `${path}/versions`)).body.items ?? []
  const from = heads.find(({ status }) => status === 'draft') ?? heads.find(({ inForce }) => inForce)
  const body = { from: from?.no ?? null, content }
  return person.send('POST', `${path}/draft`, body, { 'if-match': String(from?.version ?? 0) })
}
