import { StartError } from '../platform/home/start-error.ts'

/** Says one thing to the person at the terminal, in Japanese and in English. */
export const say = (ja: string, en: string): void => {
  console.log(ja)
  console.log(en)
}

/** Refuses a command line by showing how the command is written. */
export const usage = (line: string): StartError => new StartError(`使い方: ${line}`, `Usage: ${line}`)

/** A count with thousands separators, as both languages write it. */
export const count = (value: number): string => value.toLocaleString('en-US')
