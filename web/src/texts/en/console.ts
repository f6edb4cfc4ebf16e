import type { consoleTexts as ja } from '../ja/console.ts'
import type { Translation } from '../translation.ts'
import { account } from './account.ts'
import { apiDocs } from './api-docs.ts'
import { approvals } from './approvals.ts'
import { assessmentReview } from './assessment-review.ts'
import { assessments } from './assessments.ts'
import { classification } from './classification.ts'
import { common } from './common.ts'
import { controls } from './controls.ts'
import { errors } from './errors.ts'
import { imports } from './imports.ts'
import { mail, sending } from './mail.ts'
import { partners } from './partners.ts'
import { pictures } from './pictures.ts'
import { scales } from './scales.ts'
import { settings } from './settings.ts'
import { setup } from './setup.ts'
import { shell } from './shell.ts'
import { signIn } from './sign-in.ts'
import { today } from './today.ts'

export const consoleTexts: Translation<typeof ja> = {
  account,
  apiDocs,
  approvals,
  assessmentReview,
  assessments,
  classification,
  common,
  controls,
  errors,
  imports,
  mail,
  partners,
  pictures,
  scales,
  sending,
  settings,
  setup,
  shell,
  signIn,
  today,
}
