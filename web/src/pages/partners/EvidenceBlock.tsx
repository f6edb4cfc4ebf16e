import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { EVIDENCE_KINDS } from '../../../../src/domain/partner/evidence-kind.ts'
import type { components } from '../../lib/api.gen.d.ts'
import { answer, api, body } from '../../lib/api.ts'
import { useClock } from '../../lib/clock.ts'
import { ifMatch } from '../../lib/if-match.ts'
import { useLocale } from '../../lib/locale.ts'
import { problemOf } from '../../lib/problem.ts'
import { ConfirmAct } from '../../ui/ConfirmAct.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Section.tsx'
import { Signal, type Weight } from '../../ui/Signal.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { RowForm } from './RowForm.tsx'

type Shelf = components['schemas']['EvidenceShelf']
type Item = Shelf['items'][number]
const WEIGHTS: Record<Item['state'], Weight> = {
  valid: 'done',
  no_expiry: 'open',
  expiring: 'wait',
  expired: 'wait',
}

export function EvidenceBlock({ id, shelf, editable }: { id: string; shelf: Shelf; editable: boolean }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const client = useQueryClient()
  const { day } = useClock()
  const stars = (item: Item) =>
    item.kind === 'security_action' || item.kind === 'scs' ? '★'.repeat(Number(item.grade)) : item.grade
  const nameOf = (item: Item) => `${t(`partners.evidenceKind.${item.kind}`)} ${stars(item)}`.trim()
  const remove = useMutation({
    mutationFn: (evidenceId: string) =>
      answer(api.DELETE('/api/v1/partners/{id}/evidence/{evidenceId}', { params: { path: { id, evidenceId } } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['partners'] })
      showNotice(t('partners.removed'))
    },
  })
  return (
    <Section title={t('partners.evidence')}>
      {remove.error && <ErrorState what={t('partners.saveFailed')} problem={problemOf(remove.error)} />}
      <ul className="plain-rows">
        {shelf.items.map((item) => (
          <li key={item.id}>
            <b>{nameOf(item)}</b>
            <span>{item.number}</span>
            <span className="meta">{item.scope}</span>
            <span className="meta">
              {item.checkedOn === null
                ? t('partners.unchecked')
                : t('partners.checkedBy', { date: day(item.checkedOn), name: item.checkedBy ?? '' })}
            </span>
            <span className="row-end">
              {item.expiresOn !== null && `${day(item.expiresOn)} `}
              <Signal weight={WEIGHTS[item.state]} word={t(`partners.evidenceState.${item.state}`)} />
            </span>
            {item.fileName !== null && (
              <a href={`/api/v1/partners/${id}/evidence/${item.id}/file`} download>
                {t('partners.openFile', { name: item.fileName })}
              </a>
            )}
            {editable && (
              <span className="row-acts">
                <EvidenceForm id={id} item={item} name={nameOf(item)} />
                <ConfirmAct
                  word={t('partners.remove')}
                  title={t('partners.removeOf', { name: nameOf(item) })}
                  text={t('partners.removeEvidenceText')}
                  onConfirm={() => remove.mutate(item.id)}
                />
              </span>
            )}
          </li>
        ))}
        <li>
          <b>{t('partners.securityAction')}</b>
          <span>{shelf.securityAction[locale]}</span>
        </li>
      </ul>
      {editable && <EvidenceForm id={id} />}
    </Section>
  )
}

/** Sends the copy first; it belongs to the certificate once that names it. */
const upload = (id: string, file: File) =>
  body(
    api.POST('/api/v1/partners/{id}/evidence-files', {
      params: { path: { id }, query: { name: file.name } },
      // The contract describes an upload as bytes, not as a body.
      body: file as never,
      bodySerializer: (bytes: unknown) => bytes as BodyInit,
      headers: { 'content-type': 'application/octet-stream' },
    }),
  )

function EvidenceForm({ id, item, name = '' }: { id: string; item?: Item; name?: string }) {
  const { t } = useTranslation()
  return (
    <RowForm
      label={t(item === undefined ? 'partners.addEvidence' : 'partners.editRow')}
      {...(item === undefined ? {} : { edits: t('partners.editOf', { name }) })}
      file={t('partners.file')}
      initial={
        item === undefined
          ? { kind: 'isms' }
          : {
              kind: item.kind,
              grade: item.grade,
              number: item.number,
              scope: item.scope,
              policyUrl: item.policyUrl,
              effectiveOn: item.effectiveOn ?? '',
              expiresOn: item.expiresOn ?? '',
              checkedOn: item.checkedOn ?? '',
            }
      }
      fields={[
        {
          name: 'kind',
          label: t('partners.kind'),
          choices: EVIDENCE_KINDS.map((value) => ({ value, label: t(`partners.evidenceKind.${value}`) })),
        },
        { name: 'grade', label: t('partners.grade') },
        { name: 'number', label: t('partners.number') },
        { name: 'scope', label: t('partners.scope') },
        { name: 'policyUrl', label: t('partners.policyUrl') },
        { name: 'effectiveOn', label: t('partners.effectiveOn'), date: true },
        { name: 'expiresOn', label: t('partners.expiresOn'), date: true },
        { name: 'checkedOn', label: t('partners.checkedOn'), date: true },
      ]}
      save={async (entries, file) => {
        const { kind, grade = '', number = '', scope = '', policyUrl = '', effectiveOn, expiresOn, checkedOn } = entries
        const fileId = file === null ? (item?.fileId ?? null) : (await upload(id, file)).id
        const facts = {
          kind: EVIDENCE_KINDS.find((each) => each === kind) ?? 'other',
          grade: grade.normalize('NFKC').trim(),
          number,
          scope,
          policyUrl,
          effectiveOn: effectiveOn || null,
          expiresOn: expiresOn || null,
          checkedOn: checkedOn || null,
          fileId,
        }
        return item === undefined
          ? answer(api.POST('/api/v1/partners/{id}/evidence', { params: { path: { id } }, body: facts }))
          : answer(
              api.PUT('/api/v1/partners/{id}/evidence/{evidenceId}', {
                params: { path: { id, evidenceId: item.id } },
                headers: ifMatch(item.version),
                body: facts,
              }),
            )
      }}
    />
  )
}
