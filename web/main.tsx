import { render } from 'preact'
import { ResourcesContext } from './api/use-resource.ts'
import { createApp } from './app/app.ts'
import { Shell } from './app/shell.tsx'
import { AppContext } from './app/use-app.ts'
import { pages } from './pages/registry.ts'
import './styles/index.css'

const app = createApp({ window, pages })
app.router.start()
// A pair link is for whoever opens it, also beside an account that is signed in here.
if (location.hash.startsWith('#pair=')) app.router.go(`/sign-in${location.hash}`, { replace: true })
app.keys.start()
void begin(app, location.hash === '#demo')
const place = document.getElementById('app')
if (place !== null)
  render(
    <AppContext.Provider value={app}>
      <ResourcesContext.Provider value={app.resources}>
        <Shell />
      </ResourcesContext.Provider>
    </AppContext.Provider>,
    place,
  )

/** The address that a demo prints begins with the invented person, once. */
async function begin({ client, session, router }: typeof app, demo: boolean): Promise<void> {
  if (demo) router.go(location.pathname, { replace: true })
  await session.find()
  if (demo && session.state.value.kind === 'out') await client.authDemo().then(session.began, () => undefined)
}
