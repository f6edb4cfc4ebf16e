// How did we do, why, and what is the next step? For the person at a partner once the answers were read.
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { portalApi, type Result } from './portal-api.ts'
import { useLanguage } from './portal-language.ts'
import { ResultSheet } from './ResultSheet.tsx'

export function ResultPage() {
  const { t } = useTranslation()
  const lang = useLanguage()
  const [result, setResult] = useState<Result | 'loading' | 'none'>('loading')
  useEffect(() => {
    let isCurrent = true
    void portalApi
      .GET('/api/v1/portal/result', { params: { query: { lang } } })
      .then(({ data }) => data ?? ('none' as const))
      .catch(() => 'none' as const)
      .then((found) => {
        if (isCurrent) setResult(found)
      })
    return () => {
      isCurrent = false
    }
  }, [lang])
  return (
    <section className="portal-sheet">
      <h2>{t('portal.result.heading')}</h2>
      {result === 'loading' && <p role="status">{t('portal.loading')}</p>}
      {result === 'none' && <p>{t('portal.result.none')}</p>}
      {typeof result === 'object' && <ResultSheet result={result} />}
    </section>
  )
}
