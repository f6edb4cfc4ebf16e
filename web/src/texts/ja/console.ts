import { account } from './account.ts'
import { classification } from './classification.ts'
import { apiDocs } from './api-docs.ts'
import { approvals } from './approvals.ts'
import { common } from './common.ts'
import { controls } from './controls.ts'
import { errors } from './errors.ts'
import { partners } from './partners.ts'
import { pictures } from './pictures.ts'
import { scales } from './scales.ts'
import { settings } from './settings.ts'
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
  apiDocs,
  approvals,
  settings,
  setup,
  shell,
  signIn,
}
export const consoleTexts = { account, common, errors, partners, pictures, scales, setup, shell, signIn }
