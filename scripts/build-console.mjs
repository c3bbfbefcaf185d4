// Bundles src/console into dist/console: hashed files, each beside its compressed forms, and index.html.
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'

// Tokens and base first: a view's rules may refine theirs.
const leadingStyles = ['tokens.css', 'base.css']

export async function buildConsole(root) {
  const source = join(root, 'src/console')
  const target = join(root, 'dist/console')
  rmSync(target, { recursive: true, force: true })
  mkdirSync(join(target, 'assets'), { recursive: true })

  const script = await bundleScripts(source, join(target, 'assets'))
  const style = writeHashed(join(target, 'assets'), 'console', 'css', readStyles(root, source))
  const icon = writeHashed(
    join(target, 'assets'),
    'icon',
    'svg',
    readFileSync(join(source, 'icon.svg'), 'utf8'),
  )
  const page = readFileSync(join(source, 'index.html'), 'utf8')
    .replace('console.css', `assets/${style}`)
    .replace('main.tsx', `assets/${script}`)
    .replace('icon.svg', `assets/${icon}`)
  writeFileSync(join(target, 'index.html'), page)

  for (const name of readdirSync(target, { recursive: true })) {
    if (/\.(js|css|svg|html)$/.test(name)) compress(join(target, name))
  }
  for (const notice of ['preact', 'uplot']) {
    cpSync(join(root, 'node_modules', notice, 'LICENSE'), join(target, `LICENSE.${notice}.txt`))
  }
}

async function bundleScripts(source, dir) {
  const bundle = await rolldown({
    cwd: source,
    input: { console: join(source, 'main.tsx') },
    tsconfig: false,
    transform: { target: 'es2022', jsx: { runtime: 'automatic', importSource: 'preact' } },
  })
  const { output } = await bundle.write({
    dir,
    format: 'esm',
    entryFileNames: '[name]-[hash].js',
    chunkFileNames: '[name]-[hash].js',
    minify: true,
    comments: false,
  })
  await bundle.close()
  return output.find((chunk) => chunk.type === 'chunk' && chunk.isEntry).fileName
}

function readStyles(root, source) {
  const names = readdirSync(join(source, 'styles')).filter((name) => !leadingStyles.includes(name))
  const own = [...leadingStyles, ...names.sort()].map((name) => join(source, 'styles', name))
  return [join(root, 'node_modules/uplot/dist/uPlot.min.css'), ...own]
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s*\n\s*/g, '\n')
}

function writeHashed(dir, name, extension, text) {
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 8)
  const fileName = `${name}-${hash}.${extension}`
  writeFileSync(join(dir, fileName), text)
  return fileName
}

function compress(path) {
  const bytes = readFileSync(path)
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY }
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params }))
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
}
