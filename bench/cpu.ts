import { readdirSync, readFileSync } from 'node:fs'

const TICKS_PER_MS = 0.1

type Process = { pid: number; parent: number; ticks: number }

const processes = (): Process[] =>
  readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const at = (no: number) => Number(fields[no - 3])
      return [{ pid: Number(name), parent: at(4), ticks: at(14) + at(15) + at(16) + at(17) }]
    } catch {
      // It ended while it was being read.
      return []
    }
  })

/** The processes that a process has started itself. */
export const childrenOf = (pid: number): number[] =>
  processes()
    .filter(({ parent }) => parent === pid)
    .map((child) => child.pid)

export type CpuMs = { server: number; database: number }
export type Cpu = () => CpuMs

/** Reads the processor time that a server and its private database have used: unlike waiting, it does not grow with other people's work. */
export const cpuOf =
  (server: () => number): Cpu =>
  () => {
    const all = processes()
    const below = (parents: ReadonlySet<number>): Process[] => all.filter(({ parent }) => parents.has(parent))
    const database: Process[] = []
    const first = below(new Set([server()]))
    for (let level = first; level.length > 0; level = below(new Set(level.map(({ pid }) => pid))))
      database.push(...level)
    const own = all.find(({ pid }) => pid === server())?.ticks ?? 0
    const sum = database.reduce((total, { ticks }) => total + ticks, 0)
    return { server: own / TICKS_PER_MS, database: sum / TICKS_PER_MS }
  }
