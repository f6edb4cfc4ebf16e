import { useTranslation } from 'react-i18next'
import { useOnline } from '../lib/use-online.ts'
import { DoneMark, NoteMark } from './marks.tsx'
import { usePortal } from './portal-context.ts'
import { useLanguage } from './portal-language.ts'

/** Says where the entries are: with the server, or on this device until the connection is back. */
export function SavingLine() {
  const { t } = useTranslation()
  const { queue, editable } = usePortal()
  const language = useLanguage()
  const online = useOnline()
  const waiting = Object.values(queue.waiting)
  const n = waiting.length
  const at =
    queue.savedAt === null
      ? ''
      : new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
          new Date(queue.savedAt),
        )
  const words = () => {
    if (!editable) return null
    if (!online || queue.state === 'unreachable') return t('portal.save.offline', { n })
    if (queue.refused.length > 0) return t('portal.save.refused', { n: queue.refused.length })
    if (waiting.some(({ value }) => value !== '')) return t('portal.save.saving')
    if (n > 0) return `${t('portal.save.kept', { n })} ${t('portal.save.chooseFirst')}`
    return at === '' ? t('portal.save.auto') : t('portal.save.saved', { at })
  }
  const isTroubled = !online || queue.state === 'unreachable' || queue.refused.length > 0
  return (
    <p className="portal-saving" role="status">
      {editable && isTroubled && <NoteMark />}
      {editable && !isTroubled && n === 0 && at !== '' && <DoneMark />}
      {words()}
    </p>
  )
}
