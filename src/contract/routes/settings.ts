import { createRoute } from '@hono/zod-openapi'
import { operations } from '../operations.ts'
import * as schema from '../schemas/settings.ts'
import { failure, json, jsonBody, withSession } from './define.ts'

export const settings = createRoute({
  ...operations.settings,
  operationId: 'settings',
  tags: ['settings'],
  summary: 'What is fetched of the account, and who said so',
  security: withSession,
  responses: { 200: json(schema.settings, 'With the source of each.'), default: failure },
})

export const settingsChange = createRoute({
  ...operations.settingsChange,
  operationId: 'settingsChange',
  tags: ['settings'],
  summary: 'An earlier first day; the next sync goes back to it',
  description: 'What the environment or `config.toml` says is changed there.',
  security: withSession,
  request: { body: jsonBody(schema.settingsBody) },
  responses: { 200: json(schema.settings, 'As they are now.'), default: failure },
})

export const doctor = createRoute({
  ...operations.doctor,
  operationId: 'doctor',
  tags: ['settings'],
  summary: 'What `garminsync doctor` finds, and how to mend it',
  description: 'Where others reach the server, details of files and keys are left out. Nothing is sent to Garmin.',
  security: withSession,
  responses: { 200: json(schema.doctor, 'Findings.'), default: failure },
})
