import { useEffect, useState } from 'preact/hooks'

/** The clock, looked at every so many ms: for what counts down and for "today". */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
