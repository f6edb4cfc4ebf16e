import { idOf, listOf, made, type Samples, sample, type World } from './sample.ts'

const upload = async ({ app }: World, bytes: Buffer, kind = 'partners', name = 'list.csv'): Promise<string> =>
  idOf(await made(app.admin.send('POST', `/imports?fileName=${name}&kind=${kind}`, bytes)))

const committed = async (world: World, canary: string): Promise<string> => {
  const id = await upload(world, listOf(canary))
  await made(world.app.admin.send('POST', `/imports/${id}/commit`))
  return id
}

/** Two partners of one name: a row with that name must be asked about. */
const asked = async (world: World, canary: string): Promise<string> => {
  await world.partner(canary)
  await world.partner(canary)
  return upload(world, Buffer.from(`取引先名,住所\n${canary},東京都港区\n`))
}

const finding = async (world: World, canary: string): Promise<{ id: string; findingId: string }> => {
  const id = await upload(world, Buffer.from(`支払先コード,支払先名,支払金額\n9,${canary},1000\n`), 'payees')
  await made(world.app.admin.send('POST', `/imports/${id}/commit`))
  const { body } = await world.app.admin.send('GET', `/imports/${id}/findings?limit=200`)
  const row = body.items.find((item: unknown) => JSON.stringify(item).includes(canary))
  return { id, findingId: String(row?.id) }
}

export const samples: Samples = {
  postImports: sample('new', async (_, canary) => ({
    query: `fileName=${canary}.csv&kind=partners`,
    body: listOf(canary),
  })),
  getImports: sample('whole', async (world, canary) => {
    await upload(world, listOf('青葉'), 'partners', `${canary}.csv`)
    return {}
  }),
  getImportsId: sample('whole', async (world, canary) => ({
    path: { id: await upload(world, listOf('青葉'), 'partners', `${canary}.csv`) },
  })),
  getImportsIdRows: sample('whole', async (world, canary) => ({ path: { id: await upload(world, listOf(canary)) } })),
  getImportsIdResult: sample('whole', async (world, canary) => ({
    path: { id: await upload(world, listOf(canary, canary)) },
    shows: '"rows":2',
  })),
  putImportsIdMapping: sample('whole', async (world, canary) => ({
    path: { id: await upload(world, listOf(canary), 'partners', `${canary}.csv`) },
    body: { columns: [{ index: 1, field: 'name' }] },
  })),
  postImportsIdDecisions: sample('whole', async (world, canary) => {
    const id = await asked(world, canary)
    const proof = async () =>
      (await world.app.admin.send('GET', `/imports/${id}/rows`)).raw.includes('leaveOut') ? canary : ''
    return { path: { id }, body: { decisions: [{ row: 2, choice: { kind: 'leaveOut' } }] }, proof }
  }),
  postImportsIdCommit: sample('whole', async (world, canary) => {
    const id = await upload(world, listOf(canary))
    const proof = async () => (await world.app.admin.send('GET', `/partners?q=${canary}`)).raw.toString()
    return { path: { id }, proof }
  }),
  postImportsIdUndo: sample('whole', async (world, canary) => {
    const id = await committed(world, canary)
    const proof = async () =>
      (await world.app.admin.send('GET', `/partners?q=${canary}`)).body.items.length === 0 ? canary : ''
    return { path: { id }, proof }
  }),
  getImportsIdRejectedxlsx: sample('whole', async (world, canary) => ({
    path: { id: await upload(world, Buffer.from(`取引先名,法人番号\n${canary},12\n,\u30001234567890124\n`)) },
    shows: 'xl/workbook.xml',
  })),
  getImportsIdFindings: sample('whole', async (world, canary) => ({
    path: { id: (await finding(world, canary)).id },
    query: 'limit=200',
  })),
  putImportsIdFindingsFindingId: sample('whole', async (world, canary) => ({
    path: await finding(world, canary),
    body: { state: 'done' },
  })),
}
