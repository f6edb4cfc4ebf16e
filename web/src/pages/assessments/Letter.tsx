import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { useQr } from '../../ui/use-qr.ts'
import './letter.css'

type Made = components['schemas']['AssessmentLetter']

/** The printed file as an address of this page, given back when the letter is left. */
const usePdf = (base64: string | null): string | undefined => {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (base64 === null) return
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const made = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [base64])
  return address
}

/** The letter to print: its text, the code to scan and the number by which the partner is told apart on the telephone. */
export function Letter({ letter }: { letter: Made }) {
  const { t } = useTranslation()
  const image = useQr(letter.link)
  const pdf = usePdf(letter.pdf)
  return (
    <article className="letter" aria-label={t('assessments.request.letterTitle')}>
      <p className="meta letter-note">{t('assessments.request.letterNote')}</p>
      <div className="form-acts letter-note">
        {pdf !== undefined && (
          <Button component="a" variant="filled" href={pdf} download={`${letter.number}.pdf`}>
            {t('assessments.request.letterPdf')}
          </Button>
        )}
        <Button onClick={() => window.print()}>{t('assessments.request.print')}</Button>
      </div>
      <p className="letter-number">
        {letter.number}　{t('assessments.request.check', { number: letter.check })}
      </p>
      <div lang={letter.lang}>
        <h3>{letter.subject}</h3>
        {image !== undefined && (
          <img className="letter-code" src={image} alt={t('assessments.request.letterCode')} width={148} height={148} />
        )}
        <p className="answer-words">{letter.body}</p>
      </div>
    </article>
  )
}
