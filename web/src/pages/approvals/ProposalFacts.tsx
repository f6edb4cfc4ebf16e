import type { Approval } from './approval-query.ts'

/** What would be done, part by part, in the reader's words. */
export function ProposalFacts({ approval }: { approval: Approval }) {
  return (
    <dl className="proposal">
      {approval.facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
