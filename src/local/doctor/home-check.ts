import { accessSync, constants, existsSync, lstatSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { hasUnfinishedRestore } from '../../platform/home/unfinished-restore.ts'
import { broken, type Finding, ok, warning } from './finding.ts'

const SECRETS = ['master.key', 'database-roles.secret', 'pg.secret', 'setup.secret']
const GIB = 2 ** 30
const LOW = 5 * GIB
const EMPTY = GIB

/** Looks at the folder of an installation: whether it is there and whole, who may read its secrets, and how much room is left. */
export const checkHome = (home: string): Finding[] => {
  if (hasUnfinishedRestore(home)) {
    return [
      broken(
        'restore',
        ['復元が途中で終わっています。', 'A restore was cut short.'],
        ['同じ置き場所に kizuna restore をもう一度行ってください。', 'Run kizuna restore into the same home again.'],
      ),
    ]
  }
  if (!existsSync(join(home, 'database-roles.secret'))) {
    return [
      broken(
        'home',
        [
          `データの置き場所 ${home} に Kizuna のデータがありません。`,
          `There is no data of Kizuna in the home ${home}.`,
        ],
        [
          'KIZUNA_HOME をサーバーと同じ値にするか、npm start で一度起動してください。',
          'Set KIZUNA_HOME as the server has it, or start Kizuna once with npm start.',
        ],
      ),
    ]
  }
  return [
    ok('home', `データの置き場所: ${home}`, `Home: ${home}`),
    ...SECRETS.map((name) => checkSecret(home, name)).filter((f) => f !== undefined),
    checkSpace(home),
  ]
}

const checkSecret = (home: string, name: string): Finding | undefined => {
  const path = join(home, name)
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (!found) {
    if (name !== 'master.key') return undefined
    return broken(
      name,
      [`暗号鍵 ${path} がありません。`, `The key ${path} is missing.`],
      [
        '保管してある master.key を元の場所に戻してください。鍵がないと添付ファイルを開けません。',
        'Put the master.key that you keep elsewhere back: without it no file can be opened.',
      ],
    )
  }
  if (!found.isFile() || (found.mode & 0o077) !== 0) {
    return broken(
      name,
      [`${path} を他の利用者も読めます。`, `Others may read ${path}.`],
      [`chmod 600 ${path} を実行してください。`, `Run chmod 600 ${path}.`],
    )
  }
  try {
    accessSync(path, constants.R_OK)
  } catch {
    return broken(
      name,
      [`${path} をこの利用者では読めません。`, `This user cannot read ${path}.`],
      ['Kizuna を動かしている利用者で実行してください。', 'Run this as the user that Kizuna runs as.'],
    )
  }
  return ok(name, `${name} は本人だけが読めます。`, `${name} is readable by its owner only.`)
}

const checkSpace = (home: string): Finding => {
  const { bavail, bsize } = statfsSync(home)
  return judgeSpace(bavail * bsize)
}

/** Judges the free space of the home's disk, in bytes. */
export const judgeSpace = (free: number): Finding => {
  const shown = `${(free / GIB).toFixed(1)} GB`
  if (free >= LOW) return ok('disk', `ディスクの空き: ${shown}`, `Free disk space: ${shown}`)
  return (free < EMPTY ? broken : warning)(
    'disk',
    [`ディスクの空きが ${shown} しかありません。`, `Only ${shown} of disk space are free.`],
    [
      '不要なファイルを消すか、ディスクを増やしてください。いっぱいになると保存できなくなります。',
      'Remove what is not needed or enlarge the disk: when it is full nothing can be saved.',
    ],
  )
}
