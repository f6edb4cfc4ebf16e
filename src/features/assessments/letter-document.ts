import type { Instant } from '../../domain/time.ts'
import { localDay } from '../../platform/clock.ts'
import type { PrintBlock, PrintDocument } from '../../platform/documents/document.ts'
import { renderPdf } from '../../platform/documents/pdf.ts'

type Letter = {
  lang: string
  subject: string
  body: string
  number: string
  link: string
  check: string
  buyer: string
  madeAt: Instant
  tz: string
}

const WORDS = {
  ja: {
    scan: 'スマートフォンのカメラで読み取ると、回答の画面が開きます。',
    number: '受付番号',
    check: '照合番号',
    printed: (at: string) => `${at} 作成`,
  },
  en: {
    scan: 'Point the camera of a telephone here to open the answering page.',
    number: 'Request',
    check: 'Check number',
    printed: (at: string) => `Made on ${at}`,
  },
} as const

/** The letter on A4: its text as the partner reads it, and the code to scan where the address stands. */
export const letterDocument = (letter: Letter): PrintDocument => {
  const words = WORDS[letter.lang === 'ja' ? 'ja' : 'en']
  const numbers = [`${words.number} ${letter.number}`, `${words.check} ${letter.check}`]
  return {
    language: letter.lang,
    title: letter.subject,
    orientation: 'portrait',
    header: { left: letter.buyer, right: letter.number },
    footer: {
      left: letter.number,
      printedAt: words.printed(localDay(letter.madeAt, letter.tz).replaceAll('-', '/')),
    },
    createdAt: new Date(letter.madeAt),
    blocks: letter.body
      .split(/\n{2,}/)
      .flatMap((text): PrintBlock[] => [
        { kind: 'text', text },
        ...(text.includes(letter.link)
          ? [{ kind: 'qr' as const, content: letter.link, beside: [words.scan, ...numbers] }]
          : []),
      ]),
  }
}

/** Prints the letter, as base64; null in a language the printed font cannot write, which the browser prints instead. */
export const printLetter = async (letter: Letter): Promise<string | null> => {
  const printed = await renderPdf(letterDocument(letter), { missingCharacters: 'mark' })
  return printed.ok ? Buffer.from(printed.bytes).toString('base64') : null
}
