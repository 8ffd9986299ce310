import { useState } from 'preact/hooks'
import { addDays } from '../../../src/domain/index.ts'
import { Calendar } from '../../charts/calendar.tsx'
import { CellSample } from '../../charts/cell.tsx'
import { createCursor } from '../../charts/cursor.ts'
import { Curve } from '../../charts/curve.tsx'
import { Sparkline } from '../../charts/sparkline.tsx'
import { StateLegend } from '../../charts/state-legend.tsx'
import type { DayState } from '../../charts/states.ts'
import { Strip, StripSample } from '../../charts/strip.tsx'
import { Button } from '../../components/button.tsx'
import { Chip } from '../../components/chip.tsx'
import { Choice } from '../../components/choice.tsx'
import { CodeField } from '../../components/code-field.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { Facts } from '../../components/facts.tsx'
import { Field } from '../../components/field.tsx'
import { Legend } from '../../components/legend.tsx'
import { Nothing } from '../../components/nothing.tsx'
import { Notice, Notices } from '../../components/notice.tsx'
import { Panel } from '../../components/panel.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Progress } from '../../components/progress.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { Table } from '../../components/table.tsx'
import { StateTag, Tag } from '../../components/tag.tsx'
import { Tile, Tiles, WaitingTile } from '../../components/tile.tsx'
import { Tip } from '../../components/tip.tsx'
import { firstDay, names, problem, runs, week } from './samples.ts'
import './parts.css'

const five: readonly DayState[] = ['present', 'provisional', 'empty', 'failed', 'missing']
const last = addDays(firstDay, week.values.length - 1)
const cursor = createCursor()

/** Every part in every state, for tests and for whoever builds a page. Not part of the product: no page leads here. */
export function Parts() {
  const [range, setRange] = useState<'30' | '90' | '365'>('90')
  const [code, setCode] = useState('481')
  const [word, setWord] = useState('')
  const [asking, setAsking] = useState(false)
  return (
    <main class="parts">
      <h1>States and parts</h1>
      <Panel title="Parts, and the five states">
        <div class="parts-row">
          <Button kind="primary">Fetch 12 days</Button>
          <Button>List the gaps</Button>
          <Button kind="quiet">Undo</Button>
          <Button kind="danger" onClick={() => setAsking(true)}>
            Erase account
          </Button>
          <Button notNow="A sync is running.">Not now</Button>
          <Button busy="Fetching…">Fetch</Button>
        </div>
        <div class="parts-row">
          <StateTag state="completed" />
          <StateTag state="provisional" />
          <Tag tone="notice">waiting until 23:30</Tag>
          <StateTag state="failed" />
          <Tag tone="outline">by hand, no file</Tag>
          <Chip label="HRV" hue="hrv" onRemove={() => undefined} />
          <Chip label="Distance" set={false} onPress={() => undefined} />
        </div>
        <div class="parts-row">
          <Choice
            label="Range"
            value={range}
            onChange={setRange}
            options={[
              { value: '30', label: '30 d' },
              { value: '90', label: '90 d' },
              { value: '365', label: '1 y' },
            ]}
          />
        </div>
        <Table
          caption="The five states"
          columns={[
            { key: 'state', head: 'state', cell: (state: DayState) => <strong>{state}</strong> },
            { key: 'strip', head: 'strip', cell: (state) => <StripSample state={state} /> },
            { key: 'cell', head: 'cell', cell: (state) => <CellSample state={state} /> },
            { key: 'none', head: 'bpm', number: true, nothing: 'no heart rate', cell: () => '–' },
          ]}
          rows={five}
          rowKey={(state) => state}
        />
      </Panel>
      <Panel title="Gaps in a curve" aside="a year in a row">
        <Curve {...week} from={firstDay} hue="hrv" label="HRV, 27 days." cursor={cursor} />
        <Strip runs={runs} from={firstDay} to={last} label="27 days in five states" />
        <Calendar label="2026" year={2026} runs={runs} onSelect={() => undefined} />
        <StateLegend />
        <Legend
          entries={[
            { kind: 'line', hue: 'hrv', label: '7-day average' },
            { kind: 'hatch', label: 'missing' },
          ]}
        />
      </Panel>
      <Tiles>
        <Tile
          href="#hrv"
          name="HRV"
          age="last night"
          figure={[{ value: '51', unit: 'ms' }]}
          side="within"
          comparison="balanced, 44–58"
          hue="hrv"
        >
          <Sparkline values={week.values} band={{ low: 50, high: 54 }} />
        </Tile>
        <Tile
          href="#steps"
          name="Steps"
          age="so far"
          figure={[{ value: '6,204' }]}
          side="unknown"
          comparison="of 9,000"
          hue="steps"
        >
          <Sparkline values={week.values} kind="bars" target={52} />
        </Tile>
        <WaitingTile name="Stress" reason="Comes with the days, about 1 min from now." />
      </Tiles>
      <Panel title="Facts">
        <Facts
          facts={[
            { label: 'Distance', value: '14.60', note: 'km' },
            { label: 'Time', value: '1:18:00' },
          ]}
        />
      </Panel>
      <Panel title="Loading">
        <Skeleton label="HRV is on its way" />
        <Progress
          label="Sleep"
          done={252}
          of={365}
          segments={[
            { state: 'present', count: 243 },
            { state: 'empty', count: 8 },
            { state: 'failed', count: 1 },
          ]}
        />
      </Panel>
      <Panel title="A problem document, shown">
        <ProblemNote problem={problem} action={<Button small>Try now</Button>} />
      </Panel>
      <Notices
        notices={[
          {
            id: 'browser',
            title: 'Garmin wants a browser for this account.',
            children: 'Syncing waits for you.',
            action: <Button small>Sign in</Button>,
          },
        ]}
      />
      <Notice kind="tells" title="You are offline.">
        Shown as of 18:12.
      </Notice>
      <Tip
        title="Fri 20 November 2026"
        rows={[{ label: 'night', value: 'failed' }]}
        reason="Garmin answered 500, next try 19:12"
      />
      <Panel title="Fields">
        <Field
          label="Password"
          type="password"
          value={word}
          onInput={setWord}
          autocomplete="current-password"
          error="Not accepted."
        />
        <CodeField label="Code" value={code} onInput={setCode} onComplete={() => undefined} />
      </Panel>
      <Panel title="Names">
        <Table
          caption="Names"
          columns={[
            { key: 'name', head: 'name', cell: (name: string) => <span dir="auto">{name}</span> },
            { key: 'km', head: 'km', number: true, cell: () => '14.6' },
          ]}
          rows={names}
          rowKey={(name) => name}
          rowHref={() => '#activity'}
        />
        <Chip label={names[0] ?? ''} onRemove={() => undefined} />
      </Panel>
      <Panel title="Nothing there, and why">
        <Nothing title="No weight yet">Garmin has none.</Nothing>
      </Panel>
      {asking ? (
        <Dialog
          title="Erase the account of Noa Berg?"
          confirm="Erase"
          danger
          onConfirm={() => setAsking(false)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </main>
  )
}
