import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isBareKey, letterKeys } from '../lib/shortcuts.ts'
import type { Level } from '../ui/levels.ts'
import { RiskTag } from '../ui/RiskTag.tsx'
import { Icon } from './icons.tsx'
import './search.css'

export type Hit = { id: string; name: string; meta: string; level: Level | null }

export type SearchBoxProps = {
  words: string
  onWords: (words: string) => void
  hits: readonly Hit[]
  /** What is known about these words: nothing asked yet, on the way, here, or not to be had. */
  state: 'idle' | 'loading' | 'ready' | 'failed'
  onOpen: (hit: Hit) => void
  onList: (words: string) => void
}

/** Finds a partner from anywhere: “/” jumps here, arrows choose, Enter opens; the last line is the list with the same words. */
export function SearchBox({ words, onWords, hits, state, onOpen, onList }: SearchBoxProps) {
  const { t } = useTranslation()
  const id = useId()
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  useSlashKey(() => input.current?.focus())
  const asked = words.trim()
  const shown = open && asked !== '' && state !== 'idle'
  const listed = state === 'ready' && hits.length > 0
  const count = listed ? hits.length + 1 : 0
  const current = Math.min(at, Math.max(0, count - 1))
  const leave = () => {
    setOpen(false)
    onWords('')
    input.current?.blur()
  }
  const take = (index: number) => {
    const hit = hits[index]
    if (hit !== undefined && listed) onOpen(hit)
    else if (asked !== '') onList(asked)
    else return
    leave()
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      if (shown) setOpen(false)
      else leave()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setOpen(true)
      if (count > 0) setAt((current + (event.key === 'ArrowDown' ? 1 : count - 1)) % count)
    }
  }
  return (
    <search className="search-place">
      <form
        className="search"
        onSubmit={(event) => {
          event.preventDefault()
          take(current)
        }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
        }}
      >
        <Icon name="search" size={16} />
        <input
          ref={input}
          type="text"
          role="combobox"
          inputMode="search"
          enterKeyHint="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          aria-label={t('shell.searchLabel')}
          aria-keyshortcuts="/"
          aria-autocomplete="list"
          aria-expanded={shown && listed}
          aria-controls={`${id}-list`}
          {...(shown && listed ? { 'aria-activedescendant': `${id}-${current}` } : {})}
          title={t('shell.searchKey')}
          placeholder={t('shell.search')}
          value={words}
          onFocus={() => setOpen(true)}
          onKeyDown={press}
          onChange={(event) => {
            onWords(event.target.value)
            setAt(0)
            setOpen(true)
          }}
        />
        <span className="key-hint" aria-hidden="true">
          /
        </span>
        <div className="search-panel" hidden={!shown}>
          <p className={listed ? 'visually-hidden' : 'search-told'} role="status">
            {shown && <Told state={state} words={asked} count={hits.length} />}
          </p>
          <div id={`${id}-list`} role="listbox" aria-label={t('shell.searchLabel')} hidden={!listed}>
            {listed &&
              hits.map((hit, index) => (
                <Option key={hit.id} id={`${id}-${index}`} on={index === current} onPress={() => take(index)}>
                  <span className="search-name">{hit.name}</span>
                  <span className="meta">{hit.meta}</span>
                  <RiskTag level={hit.level} />
                </Option>
              ))}
            {listed && (
              <Option id={`${id}-${hits.length}`} on={hits.length === current} onPress={() => take(hits.length)}>
                <span className="search-all">{t('shell.searchAll', { words: asked })}</span>
              </Option>
            )}
          </div>
        </div>
      </form>
    </search>
  )
}

function Told({ state, words, count }: { state: SearchBoxProps['state']; words: string; count: number }) {
  const { t } = useTranslation()
  if (state === 'loading') return t('common.loading')
  if (state === 'failed') return t('shell.searchFailed')
  return count === 0 ? t('shell.searchNone', { words }) : t('shell.searchCount', { count })
}

type OptionProps = { id: string; on: boolean; onPress: () => void; children: ReactNode }

function Option({ id, on, onPress, children }: OptionProps) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (on) row.current?.scrollIntoView({ block: 'nearest' })
  }, [on])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and its keys choose
    // biome-ignore lint/a11y/useFocusableInteractive: named by aria-activedescendant, as the pattern asks
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={on}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </div>
  )
}

const useSlashKey = (focus: () => void): void => {
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || !isBareKey(event) || !letterKeys.on()) return
      event.preventDefault()
      focus()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}
