import type { Signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext, useEffect, useMemo } from 'preact/hooks'
import type { Load, Resource, Resources } from './resources.ts'

export const ResourcesContext = createContext<Resources | null>(null)

/**
 * The answer to a question, shared by all who ask with the same key. The key names everything that the answer hangs on
 * and begins with the noun that it is about (`activities?q=run`): what the live stream says has changed is found by it.
 */
export function useResource<T>(key: string, load: Load<T>): Signal<Resource<T>> {
  const resources = useContext(ResourcesContext)
  if (resources === null) throw new Error('useResource outside of the app')
  // The question is the key; a new function for the same key asks nothing new.
  const shown = useMemo(() => resources.use(key, load), [resources, key])
  useEffect(() => () => resources.release(key), [resources, key])
  return shown
}
