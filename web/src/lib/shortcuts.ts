import { useEffect, useSyncExternalStore } from 'react'

export type Shortcut = { key: string; label: string; run: () => void }

const storageKey = 'kizuna.letterKeys'
const watchers = new Set<() => void>()
let groups: readonly (readonly Shortcut[])[] = []

const changed = () => {
  for (const watcher of watchers) watcher()
}

const subscribe = (watcher: () => void) => {
  watchers.add(watcher)
  return () => {
    watchers.delete(watcher)
  }
}

const letterKeysOn = (): boolean => localStorage.getItem(storageKey) !== 'off'

const useLetterKeys = (): boolean => useSyncExternalStore(subscribe, letterKeysOn)

const setLetterKeys = (on: boolean): void => {
  localStorage.setItem(storageKey, on ? 'on' : 'off')
  changed()
}

/** Whether one-letter keys act at all, kept on this device. */
export const letterKeys = { use: useLetterKeys, set: setLetterKeys, on: letterKeysOn }

/** The keys of the screens that are open now, for the list under “?”. */
export const useShortcutList = (): readonly Shortcut[] => useSyncExternalStore(subscribe, () => groups).flat()

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(target.type))

/** A bare key outside of any text; Shift is part of the character that it makes. */
export const isBareKey = (event: KeyboardEvent): boolean =>
  !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing && !isTyping(event.target)

/** Gives a screen its one-letter keys while it is open; keys of letters work in either case. Pass a stable list. */
export const useShortcuts = (shortcuts: readonly Shortcut[]): void => {
  useEffect(() => {
    groups = [...groups, shortcuts]
    changed()
    const press = (event: KeyboardEvent) => {
      if (!isBareKey(event) || !letterKeysOn() || document.querySelector('[role=dialog]') !== null) return
      const found = shortcuts.find((each) => each.key === event.key.toLowerCase())
      if (found === undefined) return
      event.preventDefault()
      found.run()
    }
    document.addEventListener('keydown', press)
    return () => {
      groups = groups.filter((each) => each !== shortcuts)
      changed()
      document.removeEventListener('keydown', press)
    }
  }, [shortcuts])
}
