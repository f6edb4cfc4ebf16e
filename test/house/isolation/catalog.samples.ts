import { stringify } from 'yaml'
import { saveDraft } from '../../support/catalog-draft.ts'
import { made, type Samples, sample, type World } from './sample.ts'

type Content = Record<string, unknown>

const contentOf = async ({ app }: World, kind: string, key: string): Promise<Content> => {
  const { items } = (await app.admin.send('GET', '/catalog')).body
  const { no } = items.find((item: { kind: string; key: string }) => item.kind === kind && item.key === key)
  return (await app.admin.send('GET', `/catalog/${kind}/${key}/versions/${no}`)).body.content
}

/** A text of the owner's own under a key that nobody else has. */
const ownText = async (world: World, canary: string): Promise<Content> => ({
  ...(await contentOf(world, 'templates', 'thank-you')),
  key: canary,
  title: { ja: canary, en: canary },
})

const drafted = async (world: World, canary: string) => {
  const name = { kind: 'templates', key: canary }
  const path = `/catalog/templates/${canary}`
  await made(saveDraft(world.app.admin, path, await ownText(world, canary)))
  return name
}

type Policy = { riskLevels: Content[]; triage: { outcomes: { yes: string[]; level: string }[] } & Content } & Content

const policyOf = async (world: World): Promise<Policy> =>
  (await contentOf(world, 'levels', 'kizuna-standard')) as Policy

const publishedAs = async ({ admin }: World['app'], path: string, content: Content): Promise<void> => {
  const { no, version } = await made(saveDraft(admin, path, content))
  await made(admin.send('POST', `${path}/versions/${no}/publish`, undefined, { 'if-match': String(version) }))
}

export const samples: Samples = {
  getCatalog: sample('tenant', async (world, canary) => {
    await drafted(world, canary)
    return {}
  }),
  getIndustries: sample('tenant', async (world, canary) => {
    const { app } = world
    const content = (await contentOf(world, 'industries', 'industries')) as Content & { industries: Content[] }
    const industries = content.industries.map((one, at) => (at === 0 ? { ...one, synonyms: [canary] } : one))
    await publishedAs(app, '/catalog/industries/industries', { ...content, industries })
    return {}
  }),
  postCatalogImport: sample('new', async (world, canary) => ({
    body: { kind: 'templates', yaml: stringify(await ownText(world, canary)) },
  })),
  getCatalogKindKeyVersions: sample('tenant', async (world, canary) => ({ path: await drafted(world, canary) })),
  getCatalogKindKeyVersionsNo: sample('tenant', async (world, canary) => ({
    path: { ...(await drafted(world, canary)), no: '1' },
  })),
  getCatalogKindKeyVersionsNoYaml: sample('tenant', async (world, canary) => ({
    path: { ...(await drafted(world, canary)), no: '1' },
  })),
  postCatalogKindKeyDraft: sample('new', async (world, canary) => ({
    path: { kind: 'templates', key: canary },
    body: { from: null, content: await ownText(world, canary) },
    headers: { 'if-match': '0' },
  })),
  postCatalogKindKeyVersionsNoPublish: sample('tenant', async (world, canary) => ({
    path: { ...(await drafted(world, canary)), no: '1' },
    headers: { 'if-match': '1' },
  })),
  postCatalogLevelsPreview: sample('whole', async (world, canary) => {
    const { id } = await world.partner(canary)
    const answers = [{ partnerId: id, connected: true, sensitiveData: false, stopsWithinDay: false }]
    await made(world.app.admin.send('PUT', '/triage', { answers }))
    const policy = await policyOf(world)
    const outcomes = policy.triage.outcomes.map((outcome) =>
      outcome.yes.join() === 'connected' ? { ...outcome, level: 'R4' } : outcome,
    )
    return { body: { policy: { ...policy, triage: { ...policy.triage, outcomes } } }, searches: true }
  }),
  getRatingform: sample('tenant', async (world, canary) => {
    const { app } = world
    const policy = await policyOf(world)
    const meaning = { ja: canary, en: canary }
    const riskLevels = policy.riskLevels.map((level) => ({ ...level, meaning }))
    await publishedAs(app, '/catalog/levels/kizuna-standard', { ...policy, riskLevels })
    return {}
  }),
}
