import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { fail, Secret } from '../domain/index.ts'

/** More than any password or code; what is longer comes from the wrong end of a pipe. */
const longestLine = 4096

/** The first line of a stream, without its end; what follows is left alone. Null when the stream held nothing. */
export async function readFirstLine(stream: Readable): Promise<string | null> {
  let read = ''
  stream.setEncoding('utf8')
  for await (const chunk of stream) {
    read += String(chunk)
    if (read.includes('\n') || read.length > longestLine) break
  }
  return firstLine(read)
}

/** Reads a secret from a file. @throws auth.input-needed naming the setting */
export async function secretOfFile(path: string, setting: string): Promise<Secret> {
  const content = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw unusable(`${path} cannot be read (${cause.code ?? 'unknown reason'}).`, setting, cause)
  })
  return checked(content, `${path} is empty.`, setting)
}

/** Runs a command by the shell and takes the first line that it prints. @throws auth.input-needed naming the setting */
export async function secretOfCommand(
  command: string,
  setting: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Secret> {
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'inherit'], env: { ...env } })
  let printed = ''
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', (chunk: string) => {
    if (printed.length <= longestLine) printed += chunk
  })
  const ended = await new Promise<number | string>((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown'))
  })
  if (ended !== 0) throw unusable(`The command of ${setting} failed (${ended}).`, setting)
  return checked(printed, `The command of ${setting} printed nothing.`, setting)
}

function checked(content: string, otherwise: string, setting: string): Secret {
  const line = firstLine(content)
  if (line === null || line === '') throw unusable(otherwise, setting)
  return new Secret(line)
}

const unusable = (detail: string, how: string, cause?: unknown) =>
  fail('auth.input-needed', { detail, how, ...(cause === undefined ? {} : { cause }) })

function firstLine(content: string): string | null {
  if (content === '') return null
  return content
    .replace(/^\ufeff/, '')
    .split(/\r?\n/, 1)[0]!
    .slice(0, longestLine)
}
