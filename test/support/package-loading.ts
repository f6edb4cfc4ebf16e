import { shortenPackageLoading } from '../../src/platform/package-loading.ts'

shortenPackageLoading()
