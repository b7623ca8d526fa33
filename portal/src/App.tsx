import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useExplain } from './api/explain.ts'
import { InterruptionDialogs } from './api/InterruptionDialogs.tsx'
import { createServices } from './api/services.ts'
import { ServicesContext } from './api/services-context.ts'
import type { PortalCatalogue } from './i18n/catalogues.ts'
import { Messages } from './i18n/Messages.tsx'
import { createPortalRouter } from './routes.tsx'
import { nonce } from './theme/nonce.ts'
import { cssVariablesResolver, theme } from './theme/theme.ts'
import { Confirms } from './ui/Confirms.tsx'
import { Toasts } from './ui/Toasts.tsx'

type Start = { readonly locale: 'en' | 'de' | 'pseudo'; readonly catalogue: PortalCatalogue }

export function App(props: { readonly start: Start }) {
  const [{ services, router }] = useState(() => {
    const made = createServices()
    return { services: made, router: createPortalRouter(made) }
  })
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      getStyleNonce={nonce}
    >
      <Messages start={props.start}>
        <QueryClientProvider client={services.queryClient}>
          <ServicesContext value={services}>
            <Toasts>
              <Asking>
                <RouterProvider router={router} />
                <InterruptionDialogs interruptions={services.interruptions} plain={services.plain} />
              </Asking>
            </Toasts>
          </ServicesContext>
        </QueryClientProvider>
      </Messages>
    </MantineProvider>
  )
}

function Asking(props: { readonly children: ReactNode }) {
  const explain = useExplain()
  return <Confirms explain={explain}>{props.children}</Confirms>
}
