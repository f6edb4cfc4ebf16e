import { Switch } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isBareKey, letterKeys, useShortcutList } from '../lib/shortcuts.ts'
import { Dialog } from '../ui/Dialog.tsx'
import './shortcuts.css'

/** Under “?”: every key that acts here, and the switch for those of one letter. */
export function ShortcutList() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const here = useShortcutList()
  const on = letterKeys.use()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key !== '?' || !isBareKey(event)) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  return (
    <Dialog opened={open} onClose={() => setOpen(false)} title={t('controls.shortcuts')}>
      <h3>{t('controls.shortcutsHere')}</h3>
      {here.length === 0 ? (
        <p className="meta">{t('controls.shortcutsNone')}</p>
      ) : (
        <Keys keys={here.map(({ key, label }) => ({ key: key.toUpperCase(), label }))} />
      )}
      <h3>{t('controls.shortcutsEverywhere')}</h3>
      <Keys
        keys={[
          { key: '/', label: t('controls.keySearch') },
          { key: '?', label: t('controls.keyHelp') },
          { key: 'Esc', label: t('controls.keyEscape') },
        ]}
      />
      <Switch
        label={t('controls.letterKeys')}
        description={t('controls.letterKeysHelp')}
        checked={on}
        onChange={(event) => letterKeys.set(event.currentTarget.checked)}
      />
    </Dialog>
  )
}

function Keys({ keys }: { keys: readonly { key: string; label: string }[] }) {
  return (
    <dl className="key-list">
      {keys.map(({ key, label }) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{label}</dd>
        </div>
      ))}
    </dl>
  )
}
