import { render } from 'preact'
import { Console } from './console.tsx'
import { showLanguage } from './language.ts'
import { showTheme } from './theme.ts'

showTheme()
showLanguage()
const root = document.getElementById('console')
if (root !== null) render(<Console />, root)
