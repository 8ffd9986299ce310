import { defineCommand } from '../command.ts'

/** Where `config.toml` is, or would be. */
export const command = defineCommand({
  args: {},
  options: {},
  examples: [{ run: 'garminsync config path', about: 'where the configuration file is' }],
  localOnly: true,
  async run({ app }) {
    const { configPath } = await app()
    return { sentence: 'That is where settings are read from.', data: { path: configPath }, lines: [configPath] }
  },
})
