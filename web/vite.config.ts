import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const root = import.meta.dirname
const entries = { console: resolve(root, 'index.html'), portal: resolve(root, 'portal.html') }

export default defineConfig(({ mode }) => ({
  root,
  plugins: [react()],
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8787' } },
  build: {
    outDir: resolve(root, 'dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Tells the benchmark which files a page fetches beyond those its HTML names.
    manifest: 'manifest.json',
    rolldownOptions: {
      // The gallery shows every shared component to the accessibility test; it is never part of the product.
      input: mode === 'gallery' ? { ...entries, gallery: resolve(root, 'gallery.html') } : entries,
    },
  },
}))
