import { command, query, type Route } from '../../platform/http/route.ts'
import {
  CatalogView,
  DocumentParams,
  DraftBody,
  ImportBody,
  IndustryChoices,
  VersionParams,
  VersionsView,
  VersionView,
} from './catalog.contract.ts'
import { catalogErrors } from './catalog.errors.ts'
import {
  browseCatalog,
  browseIndustries,
  browseVersions,
  draftVersion,
  exportVersion,
  importVersion,
  publishVersion,
  showVersion,
} from './catalog.service.ts'

export const catalogRoutes: Route[] = [
  query({ method: 'GET', path: '/catalog', summary: 'Policy and texts in force', response: CatalogView }, (ctx) =>
    browseCatalog(ctx),
  ),
  query(
    { method: 'GET', path: '/industries', summary: 'Industries a partner can work in', response: IndustryChoices },
    (ctx) => browseIndustries(ctx),
  ),
  command(
    {
      method: 'POST',
      path: '/catalog/import',
      summary: 'Take a YAML document in as a draft',
      body: ImportBody,
      response: VersionView,
      status: 201,
      errors: [catalogErrors.draft_open],
    },
    (ctx, { body }) => importVersion(ctx, body),
  ),
  query(
    {
      method: 'GET',
      path: '/catalog/:kind/:key/versions',
      summary: 'Versions of a document',
      params: DocumentParams,
      response: VersionsView,
    },
    (ctx, { params }) => browseVersions(ctx, params),
  ),
  query(
    {
      method: 'GET',
      path: '/catalog/:kind/:key/versions/:no',
      summary: 'One version with its content',
      params: VersionParams,
      response: VersionView,
    },
    (ctx, { params }) => showVersion(ctx, params),
  ),
  query(
    {
      method: 'GET',
      path: '/catalog/:kind/:key/versions/:no/yaml',
      summary: 'One version as YAML',
      params: VersionParams,
      response: undefined,
      file: true,
    },
    async (ctx, { params, download }) => {
      const { name, text } = await exportVersion(ctx, params)
      download({ name, mediaType: 'application/yaml; charset=utf-8', body: Buffer.from(text, 'utf8') })
      return undefined
    },
  ),
  command(
    {
      method: 'POST',
      path: '/catalog/:kind/:key/draft',
      summary: 'Save the draft of a document',
      params: DocumentParams,
      body: DraftBody,
      response: VersionView,
      status: 201,
      versioned: true,
      errors: [catalogErrors.wrong_key],
    },
    (ctx, { params, version, body }) => draftVersion(ctx, params, version, body),
  ),
  command(
    {
      method: 'POST',
      path: '/catalog/:kind/:key/versions/:no/publish',
      summary: 'Publish a draft',
      params: VersionParams,
      response: VersionView,
      versioned: true,
      errors: [catalogErrors.not_a_draft, catalogErrors.nothing_changed],
    },
    (ctx, { params, version }) => publishVersion(ctx, params, version),
  ),
]
