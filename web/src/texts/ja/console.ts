import { account } from './account.ts'
import { common } from './common.ts'
import { errors } from './errors.ts'
import { partners } from './partners.ts'
import { pictures } from './pictures.ts'
import { scales } from './scales.ts'
import { setup } from './setup.ts'
import { shell } from './shell.ts'
import { signIn } from './sign-in.ts'

export const consoleTexts = { account, common, errors, partners, pictures, scales, setup, shell, signIn }
