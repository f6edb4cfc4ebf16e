import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderMail } from './render-mail.ts'

const mail = {
  lang: 'ja',
  subject: 'ご回答のお願い',
  paragraphs: ['東和精機 田中様', 'いつもお世話になっております。\n10分ほどで終わります。'],
  action: { label: '回答を始める', url: 'https://kizuna.example/p#t.abc-DEF_1' },
  footer: ['株式会社みなと商事 情報セキュリティ部'],
}

describe('rendering a mail', () => {
  it('says the same in both forms', () => {
    const { text, html, subject, lang } = renderMail(mail)
    expect({ subject, lang }).toEqual({ subject: 'ご回答のお願い', lang: 'ja' })
    expect(text).toBe(
      [
        '東和精機 田中様\n',
        'いつもお世話になっております。\n10分ほどで終わります。\n',
        '回答を始める\nhttps://kizuna.example/p#t.abc-DEF_1\n',
        '-- \n株式会社みなと商事 情報セキュリティ部\n',
      ].join('\n'),
    )
    for (const part of ['東和精機 田中様', 'おります。<br>10分', '>回答を始める</a>', '情報セキュリティ部']) {
      expect(html).toContain(part)
    }
    expect(html).toContain('<html lang="ja">')
    expect(html.match(/href="https:\/\/kizuna\.example\/p#t\.abc-DEF_1"/g)).toHaveLength(1)
  })

  it('needs neither action nor footer', () => {
    const { text, html } = renderMail({ lang: 'en', subject: 'Hi', paragraphs: ['One.'] })
    expect(text).toBe('One.\n')
    expect(html).not.toMatch(/<a |<hr/)
  })

  it('loads nothing from elsewhere and runs nothing', () => {
    expect(renderMail(mail).html).not.toMatch(/<(img|script|link|iframe|style|form)|url\(|@import|src=/i)
  })

  const hostile = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '</title></head><body onload=alert(1)>',
    '&lt;b&gt;&#0;',
    '株式会社<b>太字</b>\u202Egpj.exe',
  ]
  it.each(hostile)('shows the name %j as text and nothing else', (name) => {
    const quiet = renderMail({
      ...mail,
      subject: 'x',
      paragraphs: ['x'],
      action: { ...mail.action, label: 'x' },
      footer: ['x'],
    })
    const loud = renderMail({
      ...mail,
      subject: name,
      paragraphs: [name],
      action: { ...mail.action, label: name },
      footer: [name],
    })
    const tags = (html: string) => html.match(/<[^>]*>/g)
    expect(tags(loud.html)).toEqual(tags(quiet.html))
    expect(loud.text).not.toMatch(/[\u202A-\u202E]/)
  })

  it('has the same tags for any content at all', () => {
    const shape = renderMail({ ...mail, subject: '', paragraphs: ['', ''], footer: [''] }).html.match(/<[^>]*>/g)
    const word = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: fc.constantFrom(...'<>&"\'/=\r a') }))
    fc.assert(
      fc.property(word, word, word, word, (subject, first, second, small) => {
        const { html } = renderMail({ ...mail, subject, paragraphs: [first, second], footer: [small] })
        expect(html.replaceAll('<br>', '').match(/<[^>]*>/g)).toEqual(shape)
      }),
    )
  })

  it('keeps a subject on one line and whole characters together', () => {
    expect(renderMail({ ...mail, subject: 'a\r\nBcc: x@y.example\u2028b' }).subject).toBe('a Bcc: x@y.example b')
    expect(renderMail({ ...mail, subject: '𠮷'.repeat(600) }).subject).toBe('𠮷'.repeat(500))
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://x.example', 'not a link'])(
    'refuses the link %s',
    (url) => {
      expect(() => renderMail({ ...mail, action: { label: 'x', url } })).toThrow(TypeError)
    },
  )

  it('escapes a link with quotes and ampersands', () => {
    const { html } = renderMail({ ...mail, action: { label: 'x', url: 'https://k.example/?a=1&b="2"' } })
    expect(html).toContain('href="https://k.example/?a=1&amp;b=%222%22"')
  })
})
