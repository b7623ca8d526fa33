import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

export default defineConfig({
  base: '/portal/',
  plugins: [react(), head(), precompress()],
  html: { cspNonce: '{{nonce}}' },
  build: { target: 'es2023', modulePreload: { polyfill: false }, assetsInlineLimit: 0, reportCompressedSize: false },
})

/**
 * Adds what must be known before the first paint: the colour scheme, by a blocking script from our own origin (an inline
 * one would need more than the policy gives), and the font.
 */
function head(): Plugin {
  const source = readFileSync(new URL('src/theme/scheme.js', import.meta.url), 'utf8')
  const fileName = `assets/scheme-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`
  let base = '/'
  return {
    name: 'portico-head',
    configResolved: (config) => void (base = config.base),
    buildStart() {
      if (this.meta.watchMode === false) this.emitFile({ type: 'asset', fileName, source })
    },
    transformIndexHtml(_html, { bundle }) {
      const font = Object.keys(bundle ?? {}).find((name) => /inter-latin-wght-normal-.*\.woff2$/.test(name))
      const script = bundle === undefined ? `${base}src/theme/scheme.js` : `${base}${fileName}`
      const preload = { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `${base}${font}` }
      return [
        { tag: 'script', attrs: { src: script, nonce: '{{nonce}}' }, injectTo: 'head-prepend' as const },
        ...(font === undefined ? [] : [{ tag: 'link', attrs: preload, injectTo: 'head-prepend' as const }]),
      ]
    },
  }
}

/** Writes `.br` and `.gz` beside every asset that shrinks: the server sends them as they are and compresses nothing. */
function precompress(): Plugin {
  return {
    name: 'portico-precompress',
    apply: 'build',
    writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => /\.(js|css|svg|json)$/.test(file))) {
        const plain = readFileSync(join(dir, name))
        for (const [ending, packed] of [
          ['br', brotliCompressSync(plain)],
          ['gz', gzipSync(plain, { level: 9 })],
        ] as const)
          if (packed.length < plain.length * 0.9) writeFileSync(join(dir, `${name}.${ending}`), packed)
      }
    },
  }
}
