export type Level = 'R0' | 'R1' | 'R2' | 'R3' | 'R4'
export type Maturity = 'M1' | 'M2' | 'M3' | 'M4' | 'M5'
export type Escalation = 'E1' | 'E2' | 'E3' | 'E4' | 'E5'
export type Grade = 1 | 2 | 3

const levels: readonly Level[] = ['R0', 'R1', 'R2', 'R3', 'R4']

/** R0–R4 of a number; null stays unrated. */
export const levelOf = (level: number | null): Level | null => (level === null ? null : (levels[level] ?? null))

export const stepsOf = (code: Level | Maturity | Escalation): number => Number(code.slice(1))

const grades = { 1: 'low', 2: 'middle', 3: 'high' } as const
export const gradeWord = (grade: Grade) => grades[grade]
