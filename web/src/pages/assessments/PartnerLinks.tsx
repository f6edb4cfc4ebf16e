import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Section.tsx'
import type { Assessment } from './assessment-queries.ts'
import { Letter } from './Letter.tsx'
import { codeToReadOut, makeLetter, useAct } from './request-acts.ts'

/** The partner's ways in: live links, a letter for those without mail, a code to read out over the telephone. */
export function PartnerLinks({ assessment }: { assessment: Assessment }) {
  const { t } = useTranslation()
  const { id, links, can } = assessment
  const letter = useAct(
    () => makeLetter(id),
    () => t('assessments.request.letterMade'),
  )
  const code = useMutation({ mutationFn: (grantId: string) => codeToReadOut(id, grantId) })
  const error = letter.error ?? code.error
  const asks = can.includes('assessment:ask')
  return (
    <Section title={t('assessments.request.links')}>
      {error && <ErrorState what={t('assessments.request.actFailed')} problem={problemOf(error)} />}
      <ul className="partner-links">
        {links.map((link) => (
          <li key={link.id}>
            <span>
              <b>{link.name}</b>{' '}
              <span className="meta">
                {t(`assessments.request.role.${link.role}`)} ・{' '}
                {t(link.byMail ? 'assessments.request.byMail' : 'assessments.request.byCall')}
                {!link.byMail && ` ・ ${t('assessments.request.check', { number: link.check })}`}
              </span>
            </span>
            {asks && !link.byMail && (
              <Button size="compact-sm" loading={code.isPending} onClick={() => code.mutate(link.id)}>
                {t('assessments.request.code')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {code.data !== undefined && (
        <div role="status">
          <p className="meta">{t('assessments.request.codeShown', { minutes: code.data.minutes })}</p>
          <p className="figure">{code.data.code}</p>
        </div>
      )}
      {asks && (
        <Button loading={letter.isPending} onClick={() => letter.mutate()}>
          {t('assessments.request.letter')}
        </Button>
      )}
      {letter.data !== undefined && <Letter letter={letter.data} />}
    </Section>
  )
}
