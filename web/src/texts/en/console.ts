import { account } from './account.ts'
import { classification } from './classification.ts'
import { common } from './common.ts'
import { controls } from './controls.ts'
import { errors } from './errors.ts'
import { mail, sending } from './mail.ts'
import { pictures } from './pictures.ts'
import { scales } from './scales.ts'
import { setup } from './setup.ts'
import { shell } from './shell.ts'
import { signIn } from './sign-in.ts'

export const consoleTexts = {
  account,
  classification,
  common,
  controls,
  errors,
  mail,
  pictures,
  scales,
  sending,
  setup,
  shell,
  signIn,
}
