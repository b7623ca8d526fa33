// Vite for `npm run dev`: serves the portal's pages from their sources and passes everything else to the server.
import { fileURLToPath } from 'node:url'
import { createServer } from 'vite'

const [port, apiPort] = process.argv.slice(2).map(Number)
const target = `http://localhost:${apiPort}`

const vite = await createServer({
  root: fileURLToPath(new URL('../portal', import.meta.url)),
  clearScreen: false,
  server: {
    host: 'localhost',
    port: port ?? 8080,
    strictPort: true,
    proxy: { '^/(?!portal(/|$|\\?))': target, '^/portal/api/': target },
  },
})
await vite.listen()
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void vite.close().then(() => process.exit(0)))
