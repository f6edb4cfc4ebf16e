// What happened to the page I asked for? For anyone whose page could not be loaded.
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../lib/problem.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { BareFrame } from './BareFrame.tsx'

export function FailedPage({ error }: { error: unknown }) {
  const { t } = useTranslation()
  const router = useRouter()
  return (
    <BareFrame title={t('errors.load')}>
      <ErrorState what={t('errors.load')} problem={problemOf(error)} onRetry={() => router.invalidate()} />
    </BareFrame>
  )
}
