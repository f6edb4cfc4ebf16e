import { parseArgs } from 'node:util'
import { archive } from './archive.ts'
import { deadlines } from './deadlines.ts'
import { breakOff, summarise, tell } from './figure.ts'
import { measureImport } from './importing.ts'
import { ledger } from './ledger.ts'
import { mailing } from './mailing.ts'
import { memory } from './memory.ts'
import { questions } from './questions.ts'
import { reading } from './reading.ts'
import { rerating } from './rerating.ts'
import { savingAnswers } from './saving-answers.ts'
import { chosen, type Scenario } from './scenario.ts'
import { serverMemory } from './server.ts'
import { openStage, type Stage } from './stage.ts'
import { starting } from './starting.ts'
import { submitting } from './submitting.ts'
import { webSize } from './web-size.ts'

const importing: Scenario = {
  name: 'importing',
  figures: ['import_10823_rows', 'import_memory'],
  run: async (stage) => {
    const { restart, target } = await stage()
    // A fresh server, so that its memory is that of the import.
    await restart()
    await measureImport(target)
  },
}

/** In this order: what reads finds the register as it was filled, and what leaves most behind comes last. */
const SCENARIOS: readonly Scenario[] = [
  starting,
  reading,
  questions,
  savingAnswers,
  submitting,
  mailing,
  rerating,
  archive,
  importing,
  memory,
  deadlines,
  ledger,
  webSize,
]

const { values } = parseArgs({
  options: {
    partners: { type: 'string', default: '100000' },
    entries: { type: 'string', default: '1000000' },
    minutes: { type: 'string', default: '10' },
    mails: { type: 'string', default: '5000' },
    deadlines: { type: 'string', default: '1000000' },
    only: { type: 'string' },
  },
})
const sizes = {
  partners: Number(values.partners),
  entries: Number(values.entries),
  minutes: Number(values.minutes),
  mails: Number(values.mails),
  deadlines: Number(values.deadlines),
}

let end: () => Promise<void> = async () => undefined
let opened: Promise<Stage> | undefined
const stage = (): Promise<Stage> => {
  opened ??= openStage(sizes, (undo) => {
    end = undo
  })
  return opened
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void end().then(() => process.exit(130)))

try {
  for (const { name, run } of chosen(SCENARIOS, values.only)) {
    try {
      await run(stage)
      if (opened !== undefined) tell(`after ${name}`, { serverMegabytes: await serverMemory((await opened).target) })
    } catch (error) {
      breakOff(name, error)
    }
  }
  if (!summarise()) process.exitCode = 1
} finally {
  await end()
}
