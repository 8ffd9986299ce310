const keepAliveMs = 15_000

interface Options {
  readonly events: AsyncIterable<{ readonly id: number; readonly data: { readonly type: string } }>
  /** Called when it is over, or nobody listens any more. */
  readonly onEnd: () => void
  /** The problem document for what went wrong while the stream was under way. */
  readonly problemOf: (thrown: unknown) => object
}

/** Events as server-sent events (HTML standard, section 9.2), each as soon as it comes, as fast as they are read. */
export function eventStream({ events, onEnd, problemOf }: Options): Response {
  const encoder = new TextEncoder()
  const iterator = events[Symbol.asyncIterator]()
  let timer: ReturnType<typeof setInterval> | undefined
  let open = true
  const end = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    clearInterval(timer)
    controller.close()
    onEnd()
  }
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        // Proxies cut connections on which nothing moves.
        timer = setInterval(() => {
          // A reader that has not taken the last one needs no other.
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encoder.encode(': still here\n\n'))
        }, keepAliveMs)
        timer.unref()
      },
      async pull(controller) {
        try {
          const { done, value } = await iterator.next()
          if (!open) return
          if (done) return end(controller)
          controller.enqueue(
            encoder.encode(`id: ${value.id}\nevent: ${value.data.type}\ndata: ${JSON.stringify(value.data)}\n\n`),
          )
        } catch (thrown) {
          if (!open) return
          controller.enqueue(encoder.encode(`event: error\ndata: ${JSON.stringify(problemOf(thrown))}\n\n`))
          end(controller)
        }
      },
      async cancel() {
        open = false
        clearInterval(timer)
        onEnd()
        await iterator.return?.()
      },
    },
    { highWaterMark: 1 },
  )
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  })
}
