import { defineCommand } from '../command.ts'
import { option, text, wholeNumber } from '../options.ts'

/** The HTTP API on a socket until Ctrl-C or SIGTERM. */
export const command = defineCommand({
  args: {},
  options: {
    host: option('HOST', 'The address to listen on. Default: 127.0.0.1.', text),
    port: option('PORT', 'The port; 0 takes a free one. Default: 8787.', wholeNumber(0, 65_535)),
  },
  examples: [{ run: 'garminsync serve --port 8787', about: 'then: garminsync --server http://127.0.0.1:8787 status' }],
  localOnly: true,
  async run({ options, globals, terminal, app, output, interrupts }) {
    // A person reads sentences; whoever collects what a server says wants lines of one form.
    const watched = terminal.stderr.isTTY === true && !globals.verbose
    const { serve } = await app(watched ? {} : { log: { write: output.tell, verbose: globals.verbose === true } })
    await interrupts.untilFirst(async (interrupted) => {
      const server = await serve({ host: options.host ?? '127.0.0.1', port: options.port ?? 8787 })
      output.print(output.json ? `${JSON.stringify({ url: server.url })}\n` : `${server.url}\n`)
      if (watched) output.note(`Serving the API there; ${server.url}/docs explains it. Ctrl-C ends it.`)
      await interrupted
      await server.close()
    })
    return { sentence: 'The server has stopped.' }
  },
})
