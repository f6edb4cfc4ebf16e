import { lastMail, mails, partnerToAsk, wish } from '../../../src/features/assessments/assessment.fixture.ts'
import { idOf, made, type OwnRequest, type Samples, sample, type World } from './sample.ts'

type Asked = { id: string; partnerId: string }

/** A partner named after the canary whose people can be asked. */
const partner = ({ app }: World, canary: string, email: string | null = `${canary}@partner.example`): Promise<string> =>
  partnerToAsk(app, `先 ${canary}`, 0, { email, phone: '03-1234-5678' })

const drafted = async (world: World, canary: string, email?: null): Promise<Asked> => {
  const partnerId = await partner(world, canary, email)
  const { items } = await made(
    world.app.admin.send('POST', '/assessments', { partners: [{ partnerId, set: 'R0' }], ...wish }),
  )
  return { id: idOf(Array.isArray(items) ? items[0] : {}), partnerId }
}

const sent = async (world: World, canary: string, email?: null): Promise<Asked> => {
  const asked = await drafted(world, canary, email)
  await made(world.app.admin.send('POST', '/assessments/send', { ids: [asked.id] }))
  return asked
}

/** A request on paper: it is open for answers at once. */
const open = (world: World, canary: string): Promise<Asked> => sent(world, canary, null)

/** The answers of a partner as told by telephone. */
const answersTo = async ({ app }: World, id: string, comment: string) => {
  const { items } = (await app.admin.send('GET', `/assessments/${id}`)).body
  return items.map(({ key }: { key: string }) => ({ questionKey: key, value: 'partly', comment }))
}

const answered = async (world: World, canary: string): Promise<Asked & { key: string }> => {
  const asked = await open(world, canary)
  const answers = await answersTo(world, asked.id, `進めています ${canary}`)
  await made(world.app.admin.send('POST', `/assessments/${asked.id}/answers`, { answers }))
  return { ...asked, key: String(answers[0]?.questionKey) }
}

const submitted = async (world: World, canary: string): Promise<Asked & { key: string }> => {
  const asked = await answered(world, canary)
  await made(world.app.admin.send('POST', `/assessments/${asked.id}/submission`))
  return asked
}

/** A confirmed result whose note and company carry the canary. */
const confirmed = async (world: World, canary: string): Promise<Asked> => {
  const asked = await submitted(world, canary)
  const decided = { acceptRest: true, note: canary }
  await made(world.app.admin.send('POST', `/assessments/${asked.id}/confirm`, decided))
  return asked
}

/** The canary, once the request is in a state. */
const reaches =
  ({ app }: World, { id }: Asked, state: string, canary: string): NonNullable<OwnRequest['proof']> =>
  async () =>
    (await app.admin.send('GET', `/assessments/${id}`)).body.state === state ? canary : ''

const RETURNED = { decision: 'returned', comment: '資料をお見せください', until: null }

export const samples: Samples = {
  getAssessments: sample('partner', async (world, canary) => {
    await sent(world, canary)
    return { query: 'limit=200' }
  }),
  getAssessmentsStatus: sample('partner', async (world, canary) => {
    const { partnerId } = await sent(world, canary)
    return { query: `partnerId=${partnerId}`, shows: '"total":1' }
  }),
  getAssessmentsResults: sample('partner', async (world, canary) => ({
    query: `partnerId=${(await confirmed(world, canary)).partnerId}`,
  })),
  postAssessmentsProposals: sample('partner', async (world, canary) => ({
    body: { partnerIds: [await partner(world, canary)] },
  })),
  postAssessments: sample('partner', async (world, canary) => {
    const partnerId = await partner(world, canary)
    const proof = async () => (await world.app.admin.send('GET', `/assessments?partnerId=${partnerId}`)).raw.toString()
    return { body: { partners: [{ partnerId, set: 'R0' }], ...wish }, proof }
  }),
  postAssessmentsSend: sample('partner', async (world, canary) => {
    const asked = await drafted(world, canary)
    return { body: { ids: [asked.id] }, proof: reaches(world, asked, 'sending', canary) }
  }),
  getAssessmentsId: sample('partner', async (world, canary) => ({ path: { id: (await sent(world, canary)).id } })),
  patchAssessmentsId: sample('partner', async (world, canary) => ({
    path: { id: (await drafted(world, canary)).id },
    body: { scope: canary },
    headers: { 'if-match': '1' },
  })),
  getAssessmentsIdMail: sample('partner', async (world, canary) => ({ path: { id: (await sent(world, canary)).id } })),
  getAssessmentsIdAspartner: sample('partner', async (world, canary) => ({
    path: { id: (await sent(world, canary)).id },
  })),
  postAssessmentsIdResend: sample('partner', async (world, canary) => {
    const { id } = await sent(world, canary)
    const before = (await lastMail(world.app, 'assessment-request')).id
    const proof = async () =>
      (await mails(world.app)).find((mail) => mail.id > before && mail.address.includes(canary))?.address ?? ''
    return { path: { id }, proof }
  }),
  postAssessmentsIdWithdraw: sample('partner', async (world, canary) => {
    const asked = await sent(world, canary)
    return { path: { id: asked.id }, body: { reason: '取りやめ' }, proof: reaches(world, asked, 'cancelled', canary) }
  }),
  postAssessmentsIdExtend: sample('partner', async (world, canary) => {
    const { id } = await sent(world, canary)
    const deadline = '2027-01-29'
    const proof = async () =>
      (await world.app.admin.send('GET', `/assessments/${id}`)).body.deadline === deadline ? canary : ''
    return { path: { id }, body: { deadline, reason: '年末のため' }, proof }
  }),
  postAssessmentsIdLetter: sample('partner', async (world, canary) => ({
    path: { id: (await sent(world, canary)).id },
  })),
  postAssessmentsIdLinksGrantIdCode: sample('partner', async (world, canary) => {
    const { id } = await sent(world, canary)
    const { grantId } = await made(world.app.admin.send('POST', `/assessments/${id}/letter`))
    return { path: { id, grantId: String(grantId) }, shows: '"minutes":10' }
  }),
  putAssessmentsIdReviewsKey: sample('partner', async (world, canary) => {
    const { id, key } = await submitted(world, canary)
    return { path: { id, key }, body: RETURNED }
  }),
  putAssessmentsIdReviews: sample('partner', async (world, canary) => {
    const { id, key } = await submitted(world, canary)
    return { path: { id }, body: { decisions: [{ ...RETURNED, questionKey: key }] } }
  }),
  postAssessmentsIdReturn: sample('partner', async (world, canary) => {
    const { id, key } = await submitted(world, canary)
    await made(world.app.admin.send('PUT', `/assessments/${id}/reviews/${key}`, RETURNED))
    return { path: { id }, body: { words: canary, deadline: '2027-01-29' } }
  }),
  postAssessmentsIdConfirm: sample('partner', async (world, canary) => ({
    path: { id: (await submitted(world, canary)).id },
    body: { acceptRest: true, note: canary },
  })),
  getAssessmentsIdResultpdf: sample('partner', async (world, canary) => ({
    path: { id: (await confirmed(world, canary)).id },
  })),
  getAssessmentsIdResultxlsx: sample('partner', async (world, canary) => ({
    path: { id: (await confirmed(world, canary)).id },
  })),
  postAssessmentsIdComments: sample('partner', async (world, canary) => {
    const { id } = await sent(world, 'comment')
    const proof = async () => (await world.app.admin.send('GET', `/assessments/${id}`)).raw.toString()
    return { path: { id }, body: { audience: 'internal', text: canary }, proof }
  }),
  getAssessmentsIdAnswersKeyRevisions: sample('partner', async (world, canary) => {
    const { id, key } = await answered(world, canary)
    return { path: { id, key } }
  }),
  getAssessmentsIdFilesFileId: sample('partner', async (world, canary) => {
    const { request, send } = await world.portal.open('')
    const { questions } = (await send('GET', '/portal/request')).body
    const path = `/portal/answers/${questions[0].key}/files?name=evidence.txt`
    return { path: { id: request, fileId: idOf(await made(send('POST', path, Buffer.from(`きまり ${canary}\n`)))) } }
  }),
  postAssessmentsIdAnswers: sample('partner', async (world, canary) => {
    const { id } = await open(world, 'answers')
    const answers = await answersTo(world, id, canary)
    const proof = async () => (await world.app.admin.send('GET', `/assessments/${id}`)).raw.toString()
    return { path: { id }, body: { answers }, proof }
  }),
  postAssessmentsIdAnswersKeyFiles: sample('partner', async (world, canary) => {
    const { id, key } = await answered(world, canary)
    return { path: { id, key }, query: `name=${canary}.txt`, body: Buffer.from('入退室のきまり\n') }
  }),
  postAssessmentsIdSubmission: sample('partner', async (world, canary) => {
    const asked = await answered(world, canary)
    return { path: { id: asked.id }, proof: reaches(world, asked, 'submitted', canary) }
  }),
  getAssessmentsIdForm: sample('partner', async (world, canary) => ({
    path: { id: (await answered(world, canary)).id },
  })),
  postAssessmentsIdForm: sample('partner', async (world, canary) => {
    const filled = await answered(world, canary)
    const form = (await world.app.admin.send('GET', `/assessments/${filled.id}/form`)).raw
    const { id } = await open(world, 'form')
    const proof = async () => (await world.app.admin.send('GET', `/assessments/${id}`)).raw.toString()
    return { path: { id }, body: form, proof }
  }),
}
