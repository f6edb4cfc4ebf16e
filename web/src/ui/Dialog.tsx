import { Drawer, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type Props = { opened: boolean; onClose: () => void; title: string; children: ReactNode }

// The kit's head is a <header>, which beside the page's own would be a second banner.
const plainHead = { role: 'none' } as const

/** For guards, for sending and for acts that cannot be undone; everything else happens in the page. */
export function Dialog({ opened, onClose, title, children }: Props) {
  const { t } = useTranslation()
  return (
    <Modal.Root opened={opened} onClose={onClose} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Header {...plainHead}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('controls.close')} />
        </Modal.Header>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

/** Details beside the page: from the right on a desktop, from the foot on a phone. */
export function SidePanel({ position, opened, onClose, title, children }: Props & { position: 'right' | 'bottom' }) {
  const { t } = useTranslation()
  return (
    <Drawer.Root opened={opened} onClose={onClose} position={position} size={position === 'right' ? 480 : '85%'}>
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Header {...plainHead}>
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('controls.close')} />
        </Drawer.Header>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
