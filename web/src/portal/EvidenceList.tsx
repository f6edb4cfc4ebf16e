import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Evidence, portalApi } from './portal-api.ts'
import { usePortal } from './portal-context.ts'
import { useLanguage } from './portal-language.ts'
import { UploadLine } from './UploadLine.tsx'
import { ENDINGS } from './upload.ts'

export const sizeIn = (language: string, bytes: number): string =>
  bytes < 1_000_000
    ? `${new Intl.NumberFormat(language).format(Math.max(1, Math.round(bytes / 1000)))} kB`
    : `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1_000_000)} MB`

function Kept({ file, remove }: { file: Evidence; remove: (() => void) | null }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { preview } = usePortal()
  return (
    <li className="portal-file">
      {preview ? <span>{file.name}</span> : <a href={`/api/v1/portal/files/${file.id}`}>{file.name}</a>}
      <small>{sizeIn(language, file.size)}</small>
      {remove !== null && (
        <button
          type="button"
          className="plain-button portal-link"
          aria-label={t('portal.files.removeNamed', { name: file.name })}
          onClick={remove}
        >
          {t('portal.files.remove')}
        </button>
      )}
    </li>
  )
}

type Upload = { id: number; file: File }

/** Papers and photos of one answer: chosen files go out at once, each with its progress or the reason it was refused. */
export function EvidenceList({ questionKey, files }: { questionKey: string; files: readonly Evidence[] }) {
  const { t } = useTranslation()
  const { editable, preview, reload } = usePortal()
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const [told, setTold] = useState('')
  const picker = useRef<HTMLInputElement>(null)
  const number = useRef(0)
  const canChange = editable && !preview
  const end = (id: number) => setUploads((before) => before.filter((one) => one.id !== id))
  const remove = async ({ id, name }: Evidence) => {
    const answer = await portalApi.DELETE('/api/v1/portal/files/{id}', { params: { path: { id } } }).catch(() => null)
    if (answer?.response.ok) setTold(t('portal.files.removed', { name }))
    else setTold(t('portal.trouble.text'))
    await reload()
  }
  const choose = (chosen: readonly File[]) => {
    setTold('')
    setUploads((before) => [...before, ...chosen.map((file) => ({ id: ++number.current, file }))])
  }
  if (!canChange && files.length === 0) return null
  return (
    <section className="portal-files">
      <h3>{t('portal.files.heading')}</h3>
      <ul>
        {files.map((file) => (
          <Kept key={file.id} file={file} remove={canChange ? () => void remove(file) : null} />
        ))}
        {uploads.map(({ id, file }) => (
          <UploadLine key={id} questionKey={questionKey} file={file} end={() => end(id)} />
        ))}
      </ul>
      <p role="status" className="meta">
        {told}
      </p>
      {canChange && (
        <>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            accept={ENDINGS}
            onChange={({ target }) => {
              choose([...(target.files ?? [])])
              target.value = ''
            }}
          />
          <button
            type="button"
            className="portal-button"
            aria-describedby="files-rule"
            onClick={() => picker.current?.click()}
          >
            {t('portal.files.add')}
          </button>
          <p id="files-rule" className="portal-hint">
            {t('portal.files.rule')}
          </p>
        </>
      )}
    </section>
  )
}
