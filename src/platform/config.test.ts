import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('the settings of a process', () => {
  it.each([
    [{}, 'http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
    [{ HOST: '::1', PORT: '90' }, 'http://[::1]:90', 'http://[::1]:90'],
    [{ HOST: '0.0.0.0', PORTAL_PORT: '91' }, 'http://127.0.0.1:8787', 'http://127.0.0.1:91'],
    [
      { PUBLIC_URL: 'https://kizuna.example/', PORTAL_URL: 'https://portal.example//' },
      'https://kizuna.example',
      'https://portal.example',
    ],
  ])('%j show addresses that open', (env, publicUrl, portalUrl) => {
    expect(readConfig(env)).toMatchObject({ publicUrl, portalUrl })
  })

  it.each([
    [{ PORT: '70000' }, 'PORT'],
    [{ PORTAL_PORT: 'x' }, 'PORTAL_PORT'],
    [{ PUBLIC_URL: 'kizuna.example' }, 'PUBLIC_URL'],
    [{ PORTAL_URL: 'javascript:alert(1)' }, 'PORTAL_URL'],
    [{ TLS_CERT_FILE: '/a' }, 'TLS_KEY_FILE'],
    [{ KIZUNA_ROLE: 'everything' }, 'KIZUNA_ROLE'],
  ])('%j are refused by name', (env, name) => {
    expect(() => readConfig(env)).toThrow(name)
  })
})
