import { hash, verify } from '@node-rs/argon2'

// argon2id with 19 MiB and 2 passes: the library's defaults are the OWASP minimum.
const DECOY = '$argon2id$v=19$m=19456,t=2,p=1$a2l6dW5hLWRlY295LXNhbHQ$sRaRgl1bhYb5G0cOuEpPPnU9QDQ1Fd1qzv5mLQw0mLw'

export const hashPassword = (password: string): Promise<string> => hash(password)

/** Checks a password; an unknown account costs the same time as a wrong password. */
export const passwordFits = async (stored: string | undefined, password: string): Promise<boolean> => {
  const fits = await verify(stored ?? DECOY, password).catch(() => false)
  return stored !== undefined && fits
}
