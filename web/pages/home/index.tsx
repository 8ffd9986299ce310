import { useResource } from '../../api/use-resource.ts'
import { PageHead } from '../../app/page-head.tsx'
import { en } from '../../words/en.ts'

/** Five seconds: is everything here, does anything need me. */
export default function Home() {
  const status = useResource('status', (client, signal) => client.status({ signal }))
  const { data } = status.value
  return <PageHead title={en.rail.home} line={data === null ? undefined : data.account.full_name} />
}
