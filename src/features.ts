/** The features in their order: a feature calls only those before it and is heard by those after it through events. */
export const FEATURES = [
  'organizations',
  'files',
  'approvals',
  'catalog',
  'deadlines',
  'partners',
  'notices',
  'engagements',
  'imports',
  'assessments',
  'reports',
] as const
