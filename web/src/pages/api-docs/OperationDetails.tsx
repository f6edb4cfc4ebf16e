import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FieldRow, Operation } from './api-document.ts'

/** One operation; its tables are drawn only once it is opened. */
export function OperationDetails({ operation }: { operation: Operation }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <details className="operation" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <code className="method">{operation.method}</code>
        <code className="path">{operation.path}</code>
        <span lang="en">{operation.summary}</span>
      </summary>
      {open && (
        <div className="operation-parts">
          {operation.parameters.length > 0 && (
            <FieldTable title={t('apiDocs.parameters')} fields={operation.parameters} />
          )}
          {operation.body.length > 0 && <FieldTable title={t('apiDocs.body')} fields={operation.body} />}
          {operation.answers.map((answer) => (
            <FieldTable
              key={answer.status}
              title={`${t('apiDocs.answers')} ${answer.status}`}
              fields={answer.status.startsWith('2') ? answer.fields : answer.fields.slice(0, 0)}
              {...(answer.status.startsWith('2') ? {} : { note: 'application/problem+json' })}
            />
          ))}
        </div>
      )}
    </details>
  )
}

function FieldTable({ title, fields, note }: { title: string; fields: readonly FieldRow[]; note?: string }) {
  const { t } = useTranslation()
  if (fields.length === 0) {
    return (
      <p className="operation-part">
        <b>{title}</b> <span className="meta">{note ?? t('apiDocs.noBody')}</span>
      </p>
    )
  }
  return (
    <table className="field-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('apiDocs.field')}</th>
          <th scope="col">{t('apiDocs.kind')}</th>
          <th scope="col">{t('apiDocs.meaning')}</th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.path}>
            <th scope="row">
              <code>{field.path}</code>{' '}
              {field.required && <span className="required-word">{t('apiDocs.required')}</span>}
            </th>
            <td>
              <code>{field.type}</code>
            </td>
            <td lang="en">{field.meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
