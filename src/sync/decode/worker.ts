import { parentPort } from 'node:worker_threads'
import { createCatalogue } from '../../datasets/index.ts'
import { readFitActivity, readFitWellness } from '../../fit/index.ts'
import { serveTasks } from './serve-tasks.ts'

// The first file of a thread that decodes; built into a file of its own (scripts/build.mjs).
if (parentPort !== null) serveTasks(parentPort, createCatalogue({ readFitActivity, readFitWellness }))
