import { setNonce } from 'get-nonce'

const nonce = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? ''

// Modal and Drawer write a scroll-lock style that asks this store instead of the provider.
setNonce(nonce)

export const styleNonce = (): string => nonce
