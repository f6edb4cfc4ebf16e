// What would my file do? For procurement and the security lead, on the first day and after each closing of the books.
import { Button, Progress } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Problem, problemOf } from '../../lib/problem.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { FileDrop } from './FileDrop.tsx'
import { ImportSteps } from './ImportSteps.tsx'
import { type ImportKind, importQuery } from './import-queries.ts'
import { uploadFile } from './upload.ts'
import './imports.css'

const KINDS: readonly ImportKind[] = ['partners', 'results', 'payees', 'corporate-numbers']

type Sending = { name: string; share: number; stop: AbortController }

export function NewImportPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [kind, setKind] = useState<ImportKind>('partners')
  const [sending, setSending] = useState<Sending>()
  const [refusal, setRefusal] = useState<{ name: string; problem: Problem }>()
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])

  const send = async (files: File[]) => {
    const [file] = files
    if (file === undefined) return
    if (files.length > 1) showNotice(t('imports.oneFile', { name: file.name }))
    const control = new AbortController()
    stop.current = control
    setRefusal(undefined)
    const show = (share: number) => setSending({ name: file.name, share, stop: control })
    show(0)
    try {
      const made = await uploadFile(file, kind, show, control.signal)
      client.setQueryData(importQuery(made.id).queryKey, made)
      void client.invalidateQueries({ queryKey: ['imports', 'list'] })
      await navigate({ to: '/imports/$id', params: { id: made.id }, search: {} })
    } catch (error) {
      if (!control.signal.aborted) setRefusal({ name: file.name, problem: problemOf(error) })
    } finally {
      setSending(undefined)
    }
  }

  return (
    <>
      <PageHead
        back={<Link to="/imports">{t('imports.backToList')}</Link>}
        title={t('imports.newTitle')}
        note={t('imports.newNote')}
      />
      <ImportSteps current="file" />
      <div className="import-new">
        {refusal !== undefined && (
          <ErrorState
            what={t('imports.refused', { name: refusal.name })}
            problem={refusal.problem}
            safe={t('imports.refusedSafe')}
          />
        )}
        {sending === undefined ? (
          <>
            <ChoiceList
              name="kind"
              legend={t('imports.kindLegend')}
              options={KINDS.map((key) => ({
                key,
                label: t(`imports.kinds.${key}`),
                help: t(`imports.kindHelp.${key}`),
              }))}
              value={kind}
              onChange={setKind}
            />
            <FileDrop onFiles={(files) => void send(files)} />
          </>
        ) : (
          <SendingState {...sending} />
        )}
      </div>
    </>
  )
}

function SendingState({ name, share, stop }: Sending) {
  const { t } = useTranslation()
  const said = t(share < 1 ? 'imports.uploading' : 'imports.reading', { name })
  return (
    <div className="import-sending">
      <p role="status">{said}</p>
      <Progress.Root>
        <Progress.Section value={Math.round(share * 100)} aria-label={said} />
      </Progress.Root>
      <Button onClick={() => stop.abort()}>{t('imports.stop')}</Button>
    </div>
  )
}
