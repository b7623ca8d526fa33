// Vite for `npm run dev`: serves the portal's pages from their sources and passes everything else to the server.
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

const [port, apiPort] = process.argv.slice(2).map(Number)
const target = `http://localhost:${apiPort}`

/** Vite serves what is below `/portal/`; sign-in leads to `/portal`. */
const portalRoot = {
  name: 'portal-root',
  /** @param {import('vite').ViteDevServer} server */
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      if (!/^\/portal(\?|$)/.test(request.url ?? '')) return next()
      response.writeHead(302, { location: (request.url ?? '').replace('/portal', '/portal/') }).end()
    })
  },
}

const vite = await createServer({
  plugins: [portalRoot],
  root: fileURLToPath(new URL('../portal', import.meta.url)),
  clearScreen: false,
  server: {
    host: 'localhost',
    port: port ?? 8080,
    strictPort: true,
    // The server answers to its own name only, so the name that the browser asked for stays.
    proxy: {
      '^/(?!portal(/|$|\\?))': { target, changeOrigin: false },
      '^/portal/api/': { target, changeOrigin: false },
    },
  },
})
await vite.listen()
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void vite.close().then(() => process.exit(0)))
