export {}

type DefaultPolicy = { createHTML: (html: string) => string }
type PolicyFactory = { createPolicy: (name: 'default', rules: DefaultPolicy) => unknown }

declare global {
  interface Window {
    trustedTypes?: PolicyFactory
  }
}

// Loaded before anything else: libraries may set plain text, and markup from a string is refused everywhere.
window.trustedTypes?.createPolicy('default', {
  createHTML: (html) => {
    if (html.includes('<')) throw new TypeError('Markup from a string is refused')
    return html
  },
})
