import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { ParsedDocument } from '../../src/features/catalog/document.contract.ts'
import {
  parseFairnessPhrases,
  parseMailTemplate,
  usedVariables,
} from '../../src/features/catalog/templates.contract.ts'
import { portal as portalEn } from '../../web/src/texts/en/portal.ts'
import { portal as portalJa } from '../../web/src/texts/ja/portal.ts'
import { portal as portalTh } from '../../web/src/texts/th/portal.ts'
import { portal as portalVi } from '../../web/src/texts/vi/portal.ts'
import { portal as portalZh } from '../../web/src/texts/zh-CN/portal.ts'

const folder = join(import.meta.dirname, '../../catalog/templates')
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')

const document = <T>(name: string, parser: (value: unknown) => ParsedDocument<T>): T => {
  const parsed = parser(parse(read(name)))
  if (!parsed.ok)
    throw new Error(parsed.problems.map((problem) => `${name} ${problem.path}: ${problem.message}`).join('\n'))
  return parsed.document
}

const mails = readdirSync(folder)
  .filter((name) => !/^(?:fairness|address-forms)\./.test(name))
  .map((path) => ({ path, mail: document(path, parseMailTemplate) }))
const portals = { ja: portalJa, en: portalEn, 'zh-CN': portalZh, vi: portalVi, th: portalTh }
type Language = keyof typeof portals
const LANGUAGES = Object.keys(portals) as Language[]
const bodyOf = (purpose: string, language: Language): string =>
  mails.find(({ mail }) => mail.purpose === purpose)?.mail.texts[language].body ?? ''

describe('mail templates', () => {
  it('covers each occasion once', () => {
    expect(mails.map(({ mail }) => mail.purpose).sort()).toEqual([
      'assessment-letter',
      'assessment-request',
      'one-time-code',
      'reminder',
      'result',
      'returned',
      'thank-you',
    ])
  })

  it.each(mails)('$path uses the declared variables, the same ones in every language', ({ mail }) => {
    const declared = mail.variables.map((variable) => variable.name).sort()
    for (const text of Object.values(mail.texts)) {
      expect(usedVariables(text.subject + text.body).sort()).toEqual(declared)
      expect(text.body).toContain('{{portalAddress}}')
      expect(text.body.startsWith('{{addressee}}')).toBe(true)
    }
  })

  it('refuses a person in a subject and an unknown variable', () => {
    const text = read('reminder.yaml')
    const problems = (changed: string) => {
      const parsed = parseMailTemplate(parse(changed))
      return parsed.ok ? [] : parsed.problems
    }
    expect(problems(text.replace(/(subject: .)【/, '$1{{contactPerson}}【'))).toEqual([
      { path: 'texts.ja.subject', message: 'personal variable "contactPerson" in a subject' },
    ])
    expect(problems(text.replace('{{deadline}}', '{{dedline}}'))).toEqual([
      { path: 'texts.ja.body', message: 'variable "dedline" is not declared' },
    ])
  })

  it.each(['assessment-request', 'assessment-letter'])(
    'asks with reason, scope, method, deadline, help and an equivalent way: %s',
    (purpose) => {
      const body = mails.find(({ mail }) => mail.purpose === purpose)?.mail.texts.ja.body ?? ''
      for (const part of [
        '{{necessity}}',
        '{{scope}}',
        '{{method}}',
        '{{deadline}}',
        '別の方法',
        '費用',
        'ありがとう',
        '本物',
      ])
        expect(body).toContain(part)
    },
  )

  it('offers a phrase of each kind for every level', () => {
    const fairness = document('fairness.yaml', parseFairnessPhrases)
    for (const kind of ['necessity', 'scope', 'method', 'help'] as const)
      for (const level of ['R0', 'R1', 'R2', 'R3', 'R4'] as const)
        expect(
          fairness[kind].some((phrase) => phrase.levels.includes(level)),
          `${kind} ${level}`,
        ).toBe(true)
  })

  it.each(LANGUAGES)('the reminder in %s names a button that the portal has', (language) => {
    expect(bodyOf('reminder', language)).toMatch(new RegExp(`[「“"]${portals[language].nav.message}[」”"]`))
  })

  it.each([
    ['ja', '確認番号', '認証コード'],
    ['zh-CN', '验证码', '确认码'],
    ['th', 'รหัส', 'โค้ดยืนยัน'],
    ['vi', 'mã', 'mật mã'],
    ['en', 'code', 'PIN'],
  ] as const)('mail, letter and portal in %s call the code 「%s」', (language, word, other) => {
    const texts = [bodyOf('one-time-code', language), bodyOf('assessment-letter', language)]
    for (const text of [...texts, portals[language].code.label]) {
      expect(text.toLowerCase()).toContain(word)
      expect(text).not.toContain(other)
    }
  })

  it.each(LANGUAGES)('never sends anybody to a telephone number out of the message itself: %s', (language) => {
    const usual = {
      ja: '普段お使い',
      en: 'number you normally use',
      'zh-CN': '平时使用',
      vi: 'vẫn dùng',
      th: 'ใช้เป็นประจำ',
    }[language]
    expect(portals[language].code.byCall).toContain(usual)
    for (const { mail } of mails) expect(mail.texts[language].body, mail.purpose).toContain(usual)
  })

  it('is written in the script and the marks of each language', () => {
    for (const { mail } of mails)
      for (const language of LANGUAGES) {
        const text = `${mail.texts[language].subject}\n${mail.texts[language].body}`.replace(/\{\{\w+\}\}/g, '')
        const at = `${mail.purpose} ${language}`
        expect(/[\uff61-\uff9f]/.test(text), `${at}: half-width kana`).toBe(false)
        expect(/[ぁ-んァ-ヶ]/.test(text), `${at}: kana`).toBe(language === 'ja')
        expect(/[ก-๛]/.test(text), `${at}: Thai`).toBe(language === 'th')
        expect(/[ạảấầẩẫậắằẳẵặẹẻẽếềểễệơờợư]/.test(text), `${at}: Vietnamese`).toBe(language === 'vi')
        expect(/[一-龠]/.test(text), `${at}: kanji or hanzi`).toBe(language === 'ja' || language === 'zh-CN')
        expect(/[一-龠ぁ-ん][,!?:;]|[,!?:;][一-龠ぁ-ん]/.test(text), `${at}: half-width marks`).toBe(false)
        expect(/[，。、：；！？「」]/.test(text), `${at}: full-width marks`).toBe(
          language === 'ja' || language === 'zh-CN',
        )
      }
  })
})
