import { idOf, made, type OwnRequest, type Samples, sample, type World } from './sample.ts'

const LATER = { 'if-match': '1' }
const copyOf = (text: string): Buffer => Buffer.from(`登録証の写し ${text}\n`)

/** A partner of a neutral name with one part that carries the canary. */
const part = async ({ app, partner }: World, canary: string, path: string, body: object) => {
  const { id } = await partner(`先 ${canary.slice(4)}`)
  const row = await made(app.admin.send('POST', `/partners/${id}/${path}`, body))
  const { items } = row
  return { id, part: idOf(Array.isArray(items) ? items[0] : row) }
}

const contact = (world: World, canary: string) =>
  part(world, canary, 'contacts', { name: canary, email: 'desk@partner.example' })
const evidence = (world: World, canary: string) =>
  part(world, canary, 'evidence', { kind: 'isms', number: canary, expiresOn: '2027-11-21' })
const note = (world: World, canary: string) => part(world, canary, 'notes', { body: canary })

const chain = async (world: World, canary: string): Promise<{ id: string; subcontractId: string }> => {
  const [upper, lower] = [await world.partner('上の会社'), await world.partner(canary)]
  const body = { subcontractorId: lower.id }
  await made(world.app.admin.send('POST', `/partners/${upper.id}/subcontractors`, body))
  const tree = (await world.app.admin.send('GET', `/partners/${upper.id}/subcontractors`)).raw.toString()
  return { id: upper.id, subcontractId: /"subcontractId":"([0-9a-f-]+)"/.exec(tree)?.[1] ?? '' }
}

const twins = async (world: World, canary: string): Promise<[string, string]> => [
  (await world.partner(canary)).id,
  (await world.partner(canary)).id,
]

const merged = async (world: World, canary: string): Promise<{ id: string; merge: string }> => {
  const [id, goneId] = await twins(world, canary)
  const { app } = world
  await made(app.admin.send('POST', `/partners/${id}/merge`, { goneId, goneVersion: 1 }, LATER))
  const { body } = await app.admin.send('GET', `/partners/${id}/merges`)
  return { id, merge: String(body.items[0]?.id) }
}

const gone =
  ({ app }: World, path: string, canary: string): NonNullable<OwnRequest['proof']> =>
  async () =>
    (await app.admin.send('GET', path)).raw.includes(canary) ? '' : canary

const shownAt =
  ({ app }: World, path: string): NonNullable<OwnRequest['proof']> =>
  async () =>
    (await app.admin.send('GET', path)).raw.toString()

const view = async ({ app }: World, name: string): Promise<string> => {
  const { body } = await app.admin.send('POST', '/partner-views', { name, query: { stage: 'live' } })
  return String(body.saved.find((row: { name: string }) => row.name === name)?.id)
}

const link = async ({ app }: World, label: string) => made(app.admin.send('POST', '/intake-links', { label }))

export const samples: Samples = {
  getPartnersIdContacts: sample('partner', async (world, canary) => ({
    path: { id: (await contact(world, canary)).id },
  })),
  postPartnersIdContacts: sample('partner', async (world, canary) => ({
    path: { id: (await world.partner('窓口の会社')).id },
    body: { name: canary, phone: '03-1234-5678' },
  })),
  putPartnersIdContactsContactId: sample('partner', async (world, canary) => {
    const { id, part: contactId } = await contact(world, canary)
    const body = { name: `${canary} 改`, email: 'desk@partner.example' }
    return { path: { id, contactId }, body, headers: LATER }
  }),
  postPartnersIdContactsContactIdRevoke: sample('partner', async (world, canary) => {
    const { id, part: contactId } = await contact(world, canary)
    return { path: { id, contactId }, headers: LATER, body: {} }
  }),
  getPartnersIdEvidence: sample('partner', async (world, canary) => ({
    path: { id: (await evidence(world, canary)).id },
  })),
  postPartnersIdEvidence: sample('partner', async (world, canary) => ({
    path: { id: (await world.partner('証拠の会社')).id },
    body: { kind: 'isms', number: canary, expiresOn: '2027-11-21' },
  })),
  putPartnersIdEvidenceEvidenceId: sample('partner', async (world, canary) => {
    const { id, part: evidenceId } = await evidence(world, canary)
    const body = { kind: 'isms', number: canary, scope: '本社', expiresOn: '2027-11-21' }
    return { path: { id, evidenceId }, body, headers: LATER }
  }),
  deletePartnersIdEvidenceEvidenceId: sample('partner', async (world, canary) => {
    const { id, part: evidenceId } = await evidence(world, canary)
    return { path: { id, evidenceId }, headers: LATER, proof: gone(world, `/partners/${id}/evidence`, canary) }
  }),
  postPartnersIdEvidencefiles: sample('partner', async (world, canary) => ({
    path: { id: (await world.partner(canary)).id },
    query: 'name=a.txt',
    body: copyOf('a'),
    shows: '"sha256"',
  })),
  getPartnersIdEvidenceEvidenceIdFile: sample('partner', async (world, canary) => {
    const { id } = await world.partner('証書の会社')
    const file = await made(world.app.admin.send('POST', `/partners/${id}/evidence-files?name=a.txt`, copyOf(canary)))
    const body = { kind: 'isms', number: canary, fileId: idOf(file) }
    return {
      path: { id, evidenceId: idOf(await made(world.app.admin.send('POST', `/partners/${id}/evidence`, body))) },
    }
  }),
  getPartnersIdNotes: sample('partner', async (world, canary) => ({ path: { id: (await note(world, canary)).id } })),
  postPartnersIdNotes: sample('partner', async (world, canary) => ({
    path: { id: (await world.partner('覚書の会社')).id },
    body: { body: canary },
  })),
  putPartnersIdNotesNoteId: sample('partner', async (world, canary) => {
    const { id, part: noteId } = await note(world, canary)
    return { path: { id, noteId }, body: { body: `${canary} 改` }, headers: LATER }
  }),
  deletePartnersIdNotesNoteId: sample('partner', async (world, canary) => {
    const { id, part: noteId } = await note(world, canary)
    return { path: { id, noteId }, headers: LATER, proof: gone(world, `/partners/${id}/notes`, canary) }
  }),
  getPartnersIdSubcontractors: sample('partner', async (world, canary) => ({
    path: { id: (await chain(world, canary)).id },
  })),
  postPartnersIdSubcontractors: sample('partner', async (world, canary) => {
    const [upper, lower] = [await world.partner('上の会社'), await world.partner(canary)]
    return { path: { id: upper.id }, body: { subcontractorId: lower.id } }
  }),
  deletePartnersIdSubcontractorsSubcontractId: sample('partner', async (world, canary) => {
    const path = await chain(world, canary)
    return { path, headers: LATER, proof: gone(world, `/partners/${path.id}/subcontractors`, canary) }
  }),
  putPartnersIdAssignees: sample('partner', async (world, canary) => {
    const { app } = world
    const member = await made(
      app.admin.send('POST', '/members', {
        email: `${canary}@example.jp`,
        name: canary,
        reading: '',
        locale: 'ja',
        password: 'a long enough one',
        roles: [{ role: 'procurement', scopeKind: 'assigned', unitId: null }],
      }),
    )
    return { path: { id: (await world.partner('担当の会社')).id }, body: { memberIds: [idOf(member)] }, headers: LATER }
  }),
  postPartnersIdStage: sample('partner', async (world, canary) => ({
    path: { id: (await world.partner(canary)).id },
    body: { move: 'end', reason: '契約の満了' },
    headers: LATER,
  })),
  postPartnersBulk: sample('partner', async (world, canary) => {
    const { id } = await world.partner(canary)
    return { body: { ids: [id], addTags: ['重点'] }, shows: '"changed":1' }
  }),
  getPartnersDuplicates: sample('partner', async (world, canary) => {
    await twins(world, canary)
    return {}
  }),
  getPartnersIdDuplicates: sample('partner', async (world, canary) => ({
    path: { id: (await twins(world, canary))[0] },
  })),
  getPartnersIdMerges: sample('partner', async (world, canary) => ({
    path: { id: (await merged(world, canary)).id },
  })),
  postPartnersIdMerge: sample('partner', async (world, canary) => {
    const [id, goneId] = await twins(world, canary)
    return { path: { id }, body: { goneId, goneVersion: 1 }, headers: LATER }
  }),
  postPartnermergesIdUndo: sample('partner', async (world, canary) => ({
    path: { id: (await merged(world, canary)).merge },
    body: {},
  })),
  getPartnerviews: sample('self', async (world, canary) => {
    await view(world, canary)
    return {}
  }),
  postPartnerviews: sample('new', async (_, canary) => ({ body: { name: canary, query: { stage: 'live' } } })),
  putPartnerviewsId: sample('self', async (world, canary) => ({
    path: { id: await view(world, canary) },
    body: { name: `${canary} 改`, query: { stage: 'archived' } },
    headers: LATER,
  })),
  deletePartnerviewsId: sample('self', async (world, canary) => ({
    path: { id: await view(world, canary) },
    headers: LATER,
    proof: gone(world, '/partner-views', canary),
  })),
  getPartnersExport: sample('partner', async (world, canary) => {
    await world.partner(canary)
    return { query: `format=xlsx&q=${canary}` }
  }),
  getPartnersIdDossier: sample('partner', async (world, canary) => ({
    path: { id: (await contact(world, canary)).id },
  })),
  getIntakelinks: sample('whole', async (world, canary) => {
    await link(world, canary)
    return {}
  }),
  postIntakelinks: sample('new', async (world, canary) => ({
    body: { label: canary },
    proof: shownAt(world, '/intake-links'),
  })),
  deleteIntakelinksId: sample('whole', async (world, canary) => {
    const { token, ...row } = await link(world, canary)
    const proof = async () =>
      (await world.app.anonymous('POST', '/intake/open', { token })).status >= 400 ? canary : ''
    return { path: { id: idOf(row) }, headers: LATER, proof }
  }),
  postIntakeOpen: sample('public', async (world, canary) => ({
    owner: { send: world.app.anonymous },
    body: { token: (await link(world, canary)).token },
  })),
  postIntakeRequests: sample('public', async (world, canary) => {
    const facts = { askedBy: '総務部', purpose: '清掃', connected: false, sensitiveData: false, stopsWithinDay: false }
    const { token } = await link(world, '総務部')
    const proof = shownAt(world, `/partners?stage=candidate&q=${canary}`)
    return { owner: { send: world.app.anonymous }, body: { token, name: canary, ...facts }, proof }
  }),
}
