export { type App, type AppOptions, createApp } from './app.ts'
export { type SettingEntry, settings } from './settings.ts'
