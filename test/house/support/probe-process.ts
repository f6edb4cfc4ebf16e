// A process of its own that writes until it is killed and says aloud how far each unit of work has come. Each of its
// writers stops for good in the state it was told (begun, written, committed) or goes on and on (never).
import { randomUUID } from 'node:crypto'
import { type Database, openProbe, writeProbe } from './probe.ts'

const [database = '{}', tenant = '', stops = ''] = process.argv.slice(2)
const { engine } = await openProbe(JSON.parse(database) as Database)
setInterval(() => undefined, 60_000)

const write = async (stop: string): Promise<void> => {
  const id = randomUUID()
  const reach = async (state: string): Promise<void> => {
    process.stdout.write(`${state} ${id}\n`)
    if (state === stop) await new Promise(() => undefined)
  }
  await reach('begun')
  await writeProbe(engine, tenant, id, ['org', 'partner'], () => reach('written'))
  await reach('committed')
  return write(stop)
}
await Promise.all(stops.split(',').map(write))
