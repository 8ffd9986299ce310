import { en } from '../../words/en.ts'
import { Card } from './card.tsx'

/** No field at all that the server would refuse, and where it would not. */
export function InsecureCard({ url }: { url: string | null }) {
  const words = en.signIn
  const [before, address, after] = words.insecureAction(url ?? '')
  return (
    <Card title={words.insecureTitle} about={words.insecureAbout}>
      {url === null ? null : (
        <p>
          {before}
          <a href={url}>{address}</a>
          {after}
        </p>
      )}
    </Card>
  )
}
