import { spawn } from 'node:child_process'

/**
 * A browser that is opened from here appears in front of the person: there is a display, and they do not sit elsewhere
 * (SSH). On macOS and Windows there always is one.
 */
export function hasDesktop(
  env: Readonly<Record<string, string | undefined>>,
  platform: string = process.platform,
): boolean {
  if (env.SSH_CONNECTION || env.SSH_CLIENT || env.SSH_TTY) return false
  return platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

const openers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Opens the address in the person's own browser. Other people of this machine may see it in the list of processes. */
export function openInBrowser(url: string): void {
  const [file, ...args] = openers[process.platform] ?? ['xdg-open']
  spawn(file, [...args, url], { detached: true, stdio: 'ignore' })
    .on('error', () => {
      // Where there is no such program, the address that was printed is opened by hand.
    })
    .unref()
}
