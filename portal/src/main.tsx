import './theme/fonts.css'
import './theme/tokens.css'
import '@mantine/core/styles/baseline.css'
import '@mantine/core/styles/default-css-variables.css'
import '@mantine/core/styles/global.css'
import './theme/base.css'
import { languageTag } from '@portico/messages/locale.ts'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { loadCatalogue } from './i18n/catalogues.ts'
import { startLocale, storedLocale } from './i18n/locale.ts'

const locale = startLocale({ search: location.search, stored: storedLocale(), browser: navigator.languages })
document.documentElement.lang = languageTag(locale)

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(<App start={{ locale, catalogue: await loadCatalogue(locale) }} />)
