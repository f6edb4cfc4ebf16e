import type { Client } from './client.ts'

/** What a command answers: one JSON object for programs, lines for people. */
export type Answer = { json: Record<string, unknown>; lines: readonly string[] }

/** A remote command: `kizuna noun verb …`. It receives its own words only; --json is handled for all of them. */
export type Command = {
  usage: string
  /** What it does, for the list of commands. */
  about: { ja: string; en: string }
  run: (client: Client, args: string[]) => Promise<Answer>
}

export type Commands = Record<string, Record<string, Command>>
