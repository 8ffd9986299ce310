import { open, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fail } from '../../domain/index.ts'
import { type Context, defineCommand, type Outcome } from '../command.ts'
import { flag, id, oneOf, option, required, text } from '../options.ts'
import { bytes as sizeText } from '../text.ts'

/** The original file of an activity, byte for byte as the device wrote it, or one made of what is kept. */
export const command = defineCommand({
  args: { id: required('ID', 'As `activities list` shows it.', id('activity.not-found')) },
  options: {
    output: option(
      'FILE',
      'Where to; - is standard output. Default: ID.fit (or ID.gpx, …) here, or standard output in a pipe.',
      text,
      'o',
    ),
    as: option('FORMAT', 'Made of what is kept: gpx, tcx or csv. Default: the original.', oneOf(['gpx', 'tcx', 'csv'])),
    force: flag('Replace a file that is there.'),
  },
  examples: [
    { run: 'garminsync activities file 17264185129', about: 'writes 17264185129.fit' },
    { run: 'garminsync activities file 17264185129 -o - > ride.fit', about: 'to standard output' },
    { run: 'garminsync activities file 17264185129 --as gpx', about: 'the track, for a map; also tcx and csv' },
  ],
  async run(context) {
    const { args, options, terminal } = context
    const { client } = await context.connect()
    const { bytes, filename } = await client.activityFile({
      params: { activity_id: args.id },
      query: { as: options.as },
    })
    const piped = options.output === undefined && terminal.stdout.isTTY !== true
    if (options.output === '-' || piped) return { sentence: `${sizeText(bytes.length)} of ${filename}.`, bytes }
    const extension = /\.[a-z0-9]{1,8}$/i.exec(filename)?.[0] ?? '.bin'
    return write(context, resolve(terminal.cwd, options.output ?? `${args.id}${extension}`), bytes)
  },
})

async function write(
  { options }: Context<unknown, { readonly force: boolean }>,
  path: string,
  bytes: Uint8Array,
): Promise<Outcome> {
  try {
    if (options.force) await writeFile(path, bytes)
    else {
      const file = await open(path, 'wx')
      await file.writeFile(bytes).finally(() => file.close())
    }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown reason'
    if (code === 'EEXIST')
      throw fail('usage.value', {
        detail: `${path} is there already; --force replaces it.`,
        command: 'activities file',
        cause,
      })
    throw fail('store.unwritable', { path, detail: code, cause })
  }
  return { sentence: `Wrote ${path} (${sizeText(bytes.length)}).`, data: { path, size: bytes.length } }
}
