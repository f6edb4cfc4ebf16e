import { describe, expect, it } from 'vitest'
import { judgeParts, judgeType, MEDIA_TYPES } from './media-type.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const PDF = Buffer.from('%PDF-1.7\n%âãÏÓ\n')
const PNG = hex('89504e470d0a1a0a 0000000d49484452')
const JPEG = hex('ffd8ffe0 00104a464946')
const HEIC = Buffer.concat([hex('00000018'), Buffer.from('ftypheic'), hex('00000000')])
const ZIP = Buffer.concat([hex('504b030414000600'), Buffer.alloc(18), Buffer.from('[Content_Types].xml')])
const UTF8 = Buffer.from('\ufeff会社名,点数\r\n東和精機,82\r\n')
const CP932 = hex('89ef8ed096bc2c935f90940d0a') // 会社名,点数
const UTF16 = Buffer.concat([hex('fffe'), Buffer.from('会社名\t点数', 'utf16le')])
const judge = (head: Buffer, name: string) => judgeType(head, name, MEDIA_TYPES)

describe('a file is taken for what its bytes and its name both say', () => {
  it.each([
    ['PDF', PDF, '証跡.pdf', 'application/pdf'],
    ['PNG', PNG, 'photo.PNG', 'image/png'],
    ['JPEG', JPEG, 'a.jpg', 'image/jpeg'],
    ['JPEG', JPEG, 'a.jpeg', 'image/jpeg'],
    ['HEIC of a phone', HEIC, 'IMG_0001.HEIC', 'image/heic'],
    ['Word', ZIP, '規程.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['Excel', ZIP, '台帳.v2.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['UTF-8 CSV', UTF8, 'a.csv', 'text/csv'],
    ['CP932 CSV', CP932, 'a.csv', 'text/csv'],
    ['UTF-16 text', UTF16, 'a.txt', 'text/plain'],
    ['text cut inside a character', Buffer.from('あいう').subarray(0, 8), 'a.txt', 'text/plain'],
    ['text that compares with <', Buffer.from('5 < 7 かつ a<b'), 'a.txt', 'text/plain'],
  ])('%s', (_kind, head, name, mediaType) => {
    expect(judge(head, name)).toEqual({ ok: true, mediaType })
  })

  it.each([
    ['Windows program named as PDF', hex('4d5a90000300'), 'a.pdf', 'executable'],
    ['Linux program', hex('7f454c460201'), 'a.txt', 'executable'],
    ['shell script', Buffer.from('#!/bin/sh\n'), 'a.txt', 'executable'],
    ['shortcut', hex('4c00000001140200'), 'a.pdf', 'executable'],
    ['HTML as text', Buffer.from('\n <!DOCTYPE html><p>'), 'a.txt', 'markup'],
    ['HTML as UTF-16', Buffer.concat([hex('fffe'), Buffer.from('<html>', 'utf16le')]), 'a.txt', 'markup'],
    ['SVG as picture', Buffer.from('<svg xmlns="x">'), 'a.png', 'markup'],
    ['script inside a CSV', Buffer.from('a,b\n<SCRIPT >alert(1)'), 'a.csv', 'markup'],
    ['SVG', Buffer.from('<?xml version="1.0"?><svg/>'), 'a.svg', 'markup'],
    ['PDF named as picture', PDF, 'a.png', 'name_mismatch'],
    ['picture named as PDF', PNG, 'a.pdf', 'name_mismatch'],
    ['text named as Excel', UTF8, 'a.xlsx', 'name_mismatch'],
    ['ZIP named as text', ZIP, 'a.csv', 'name_mismatch'],
    ['Excel with macros', ZIP, 'a.xlsm', 'type_not_allowed'],
    ['plain ZIP', ZIP, 'a.zip', 'type_not_allowed'],
    ['no ending', PDF, 'README', 'type_not_allowed'],
    ['old Word', hex('d0cf11e0a1b11ae1'), 'a.doc', 'type_not_allowed'],
    ['ending of a prototype name', PDF, 'a.constructor', 'type_not_allowed'],
    ['old Word renamed', hex('d0cf11e0a1b11ae1'), 'a.docx', 'type_unknown'],
    ['binary rubbish', hex('00010203ff'), 'a.txt', 'type_unknown'],
    ['line break in the name', PDF, 'a\r\nX: y.pdf', 'name_invalid'],
    ['no name', PDF, '', 'name_invalid'],
    ['endless name', PDF, `${'a'.repeat(252)}.pdf`, 'name_invalid'],
  ])('refuses %s', (_kind, head, name, reason) => {
    expect(judge(head, name)).toEqual({ ok: false, reason })
  })

  it('refuses a known kind that this place does not take', () => {
    expect(judgeType(PDF, 'a.pdf', ['image/png'])).toEqual({ ok: false, reason: 'type_not_allowed' })
  })
})

describe('an Office package', () => {
  const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  it.each([
    ['is taken with its parts', ['[Content_Types].xml', 'xl/workbook.xml'], { ok: true, mediaType: xlsx }],
    [
      'with old macros',
      ['[Content_Types].xml', 'xl/workbook.xml', 'xl/macrosheets/sheet1.xml'],
      { ok: false, reason: 'macro' },
    ],
    ['with macros', ['[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin'], { ok: false, reason: 'macro' }],
    ['that is Word inside', ['[Content_Types].xml', 'word/document.xml'], { ok: false, reason: 'name_mismatch' }],
    ['without a list of types', ['xl/workbook.xml'], { ok: false, reason: 'name_mismatch' }],
  ])('%s', (_case, parts, verdict) => {
    expect(judgeParts(parts, xlsx)).toEqual(verdict)
  })
})
