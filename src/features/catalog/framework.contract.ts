import { z } from 'zod'

const numbers = (text: string) => text.split(' ').map(Number)

/** Numbers of the subcategories in each category of NIST CSF 2.0; the gaps are those of the framework, which dropped numbers of version 1.1. */
const CSF_NUMBERS: Readonly<Record<string, readonly number[]>> = {
  'GV.OC': numbers('1 2 3 4 5'),
  'GV.RM': numbers('1 2 3 4 5 6 7'),
  'GV.RR': numbers('1 2 3 4'),
  'GV.PO': numbers('1 2'),
  'GV.OV': numbers('1 2 3'),
  'GV.SC': numbers('1 2 3 4 5 6 7 8 9 10'),
  'ID.AM': numbers('1 2 3 4 5 7 8'),
  'ID.RA': numbers('1 2 3 4 5 6 7 8 9 10'),
  'ID.IM': numbers('1 2 3 4'),
  'PR.AA': numbers('1 2 3 4 5 6'),
  'PR.AT': numbers('1 2'),
  'PR.DS': numbers('1 2 10 11'),
  'PR.PS': numbers('1 2 3 4 5 6'),
  'PR.IR': numbers('1 2 3 4'),
  'DE.CM': numbers('1 2 3 6 9'),
  'DE.AE': numbers('2 3 4 6 7 8'),
  'RS.MA': numbers('1 2 3 4 5'),
  'RS.AN': numbers('3 6 7 8'),
  'RS.CO': numbers('2 3'),
  'RS.MI': numbers('1 2'),
  'RC.RP': numbers('1 2 3 4 5 6'),
  'RC.CO': numbers('3 4'),
}

/** Number of controls in each theme of ISO/IEC 27001:2022 Annex A. */
const ANNEX_CONTROLS: Readonly<Record<string, number>> = { 'A.5': 37, 'A.6': 8, 'A.7': 14, 'A.8': 34 }

/** Every subcategory id of NIST CSF 2.0. */
export const CSF_SUBCATEGORIES: ReadonlySet<string> = new Set(
  Object.entries(CSF_NUMBERS).flatMap(([category, list]) =>
    list.map((number) => `${category}-${String(number).padStart(2, '0')}`),
  ),
)

/** Every control id of ISO/IEC 27001:2022 Annex A. */
export const ANNEX_A_CONTROLS: ReadonlySet<string> = new Set(
  Object.entries(ANNEX_CONTROLS).flatMap(([theme, count]) =>
    Array.from({ length: count }, (_, at) => `${theme}.${at + 1}`),
  ),
)

const idOf = (known: ReadonlySet<string>, framework: string) =>
  z
    .string()
    .max(12)
    .refine((id) => known.has(id), {
      message: `no such id in ${framework}`,
      params: { ja: `${framework} にこの番号はありません。` },
    })

/** Controls of public frameworks that an item is related to. */
export const References = z
  .strictObject({
    nistCsf: z
      .array(idOf(CSF_SUBCATEGORIES, 'NIST CSF 2.0'))
      .min(1)
      .max(6)
      .describe('Subcategory ids of NIST CSF 2.0.'),
    iso27001: z
      .array(idOf(ANNEX_A_CONTROLS, 'ISO/IEC 27001:2022 Annex A'))
      .min(1)
      .max(6)
      .describe('Control ids of ISO/IEC 27001:2022 Annex A.'),
  })
  .describe('Related controls in public frameworks.')
