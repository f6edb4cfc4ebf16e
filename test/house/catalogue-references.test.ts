import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { parseChecklist } from '../../src/features/catalog/checklist.contract.ts'
import { ANNEX_A_CONTROLS, CSF_SUBCATEGORIES } from '../../src/features/catalog/framework.contract.ts'

const root = join(import.meta.dirname, '../..')
const shared = join(root, '../shared')
const text = readFileSync(join(root, 'catalog/checklists/kizuna-baseline.yaml'), 'utf8')
const baseline = parseChecklist(parse(text))
if (!baseline.ok) throw new Error('the baseline question set does not fit its shape')
const { items } = baseline.document

describe('references of the baseline', () => {
  it('knows the 106 subcategories of NIST CSF 2.0 and the 93 controls of Annex A', () => {
    expect([CSF_SUBCATEGORIES.size, ANNEX_A_CONTROLS.size]).toEqual([106, 93])
  })

  it.each(['A.5.38', 'A.8.35', 'A.9.1'])('%s is refused as a control', (id) => {
    const changed = text.replace('iso27001: [A.5.1]', `iso27001: [${id}]`)
    expect(parseChecklist(parse(changed))).toMatchObject({
      problems: [{ path: 'items[0].references.iso27001[0]', message: 'no such id in ISO/IEC 27001:2022 Annex A' }],
    })
  })

  // The control that carries the topic in its own title must be among those named.
  it.each([
    ['gov-policy', 'A.5.1'],
    ['gov-bcp', 'A.5.30'],
    ['gov-training', 'A.6.3'],
    ['tech-antivirus', 'A.8.7'],
    ['tech-patching', 'A.8.8'],
    ['tech-segmentation', 'A.8.22'],
    ['tech-mfa', 'A.8.5'],
    ['tech-encryption', 'A.8.24'],
    ['tech-logging', 'A.8.15'],
    ['tech-backup', 'A.8.13'],
    ['ops-access', 'A.5.16'],
    ['ops-leavers', 'A.6.5'],
    ['ops-change', 'A.8.32'],
    ['ops-clean-desk', 'A.7.7'],
    ['ops-removable-media', 'A.7.10'],
    ['ops-remote-work', 'A.6.7'],
    ['ops-subcontractors', 'A.5.19'],
    ['ext-sbom', 'A.5.21'],
    ['ext-secure-development', 'A.8.25'],
    ['ext-privileged', 'A.8.2'],
    ['ext-monitoring', 'A.8.16'],
    ['ext-cloud-settings', 'A.5.23'],
    ['ext-deletion', 'A.8.10'],
    ['ext-keys', 'A.8.24'],
    ['ext-insider', 'A.8.12'],
    ['ext-screening', 'A.6.1'],
    ['ext-forensics', 'A.5.28'],
    ['ext-sharing', 'A.5.7'],
  ])('%s names %s', (key, control) => {
    expect(items.find((item) => item.key === key)?.references.iso27001).toContain(control)
  })
})

describe.skipIf(!existsSync(shared))('references beside the published frameworks', () => {
  const input = (path: string): string => readFileSync(join(shared, path), 'utf8')

  it('knows exactly the subcategories of NIST CSF 2.0, and every control that NIST maps to Annex A', () => {
    const csf = [...input('data/questionnaires/nist-csf-2.0.yaml').matchAll(/ref_id: ([A-Z]{2}\.[A-Z]{2}-\d{2})/g)]
    expect([...CSF_SUBCATEGORIES].sort()).toEqual([...new Set(csf.map((hit) => hit[1]))].sort())
    // The mapping names only the controls that NIST found a partner for: the whole of Annex A is larger.
    const mapping = input('data/questionnaires/mapping-nist-csf-2.0-to-iso27001-2022.yaml')
    const mapped = new Set([...mapping.matchAll(/iso27001-2022:(a\.\d\.\d+)/g)].map((hit) => hit[1]?.toUpperCase()))
    expect(mapped.size).toBeGreaterThan(60)
    expect([...mapped].filter((id) => !ANNEX_A_CONTROLS.has(id ?? ''))).toEqual([])
  })
})
