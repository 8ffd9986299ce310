import { z } from '@hono/zod-openapi'
import { instant, localDate } from './common.ts'

const source = z.enum(['env', 'config', 'default', 'here']).openapi({
  description: 'Who said so: the environment, `config.toml`, nobody, or a person here or by `sync --from`.',
})

export const settings = z
  .object({
    first_day: z.object({
      value: localDate.nullable().openapi({ description: 'Null = as far back as Garmin has data.' }),
      source,
    }),
    pace: z.object({ value: z.string().nullable().openapi({ description: 'Null = not paced.' }), source }),
    datasets: z.array(
      z.object({
        dataset: z.string(),
        title: z.string(),
        group: z.string(),
        on: z.boolean(),
        usually: z.boolean().openapi({ description: 'Whether it is fetched where nobody says anything.' }),
        why_off: z.enum(['sensitive', 'costly']).nullable().openapi({
          description: 'Why it is off until somebody names it: private beyond the rest, or a request an item.',
        }),
        source,
      }),
    ),
  })
  .openapi('Settings')

export const settingsBody = z
  .strictObject({
    first_day: z.string().min(1).max(20).openapi({ description: 'Earlier than it is; `2017-01-09`, `-10y`.' }),
  })
  .openapi('SettingsChange')

export const doctor = z
  .object({
    checked_at: instant,
    full: z.boolean().openapi({ description: 'False = asked from another machine: without details of files.' }),
    items: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        level: z.enum(['ok', 'info', 'warning', 'problem']),
        detail: z.string().nullable().openapi({ description: 'Null = told on that machine only.' }),
        hint: z.string().nullable(),
        commands: z.array(z.string()).openapi({ description: 'To copy.' }),
      }),
    ),
  })
  .openapi('Doctor')

export type SettingsJson = z.infer<typeof settings>
export type DoctorJson = z.infer<typeof doctor>
