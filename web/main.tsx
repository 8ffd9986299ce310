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
void app.session.find()
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
