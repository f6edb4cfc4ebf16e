import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NoteMark } from './marks.tsx'
import { usePortal } from './portal-context.ts'
import { type Refusal, type Sending, sendFile } from './upload.ts'

type Words = Exclude<Refusal, 'ended' | 'locked'>
type Props = { questionKey: string; file: File; end: () => void }

/** One file on its way; when it is refused the line says why and what to do. */
export function UploadLine({ questionKey, file, end }: Props) {
  const { t } = useTranslation()
  const { reload, ended } = usePortal()
  const [percent, setPercent] = useState(0)
  const [why, setWhy] = useState<Words | null>(null)
  const [attempt, setAttempt] = useState(0)
  const started = useRef(-1)
  const sending = useRef<Sending | null>(null)
  const acts = useRef({ reload, ended, end })
  acts.current = { reload, ended, end }
  const { name } = file
  useEffect(() => {
    // One request for each attempt, also when the page draws this line twice.
    if (started.current === attempt) return
    started.current = attempt
    const next = sendFile(questionKey, file, setPercent)
    sending.current = next
    void next.done.then(async (sent) => {
      if (sent.ok || sent.why === 'locked') {
        await acts.current.reload()
        acts.current.end()
      } else if (sent.why === 'ended') acts.current.ended()
      else setWhy(sent.why)
    })
  }, [attempt, questionKey, file])
  const again = () => {
    setWhy(null)
    setPercent(0)
    setAttempt(attempt + 1)
  }
  const stop = () => {
    sending.current?.stop()
    end()
  }
  const canSendAgain = why === 'network' || why === 'failed'
  return (
    <li className="portal-file">
      {why === null ? (
        <>
          <span>{t('portal.files.sending', { name })}</span>
          <progress className="portal-bar" value={percent} max={100} aria-label={t('portal.files.sending', { name })} />
        </>
      ) : (
        <span role="status" className="portal-refused">
          <NoteMark />
          {t(`portal.files.${why}`, { name })}
        </span>
      )}
      {canSendAgain && (
        <button type="button" className="plain-button portal-link" onClick={again}>
          {t('portal.files.again')}
        </button>
      )}
      <button type="button" className="plain-button portal-link" onClick={stop}>
        {why === null ? t('portal.files.giveUp') : t('portal.files.close')}
      </button>
    </li>
  )
}
