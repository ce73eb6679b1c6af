import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// Each test file is a process of its own: what one has compiled and stripped of types, the next need not.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url)))
