// npm run soak [-- …]: damaged FIT files, see soak/decoder.mjs; npm run soak -- readers [-- …]: many readers of one job,
// see soak/readers.mjs.
if (process.argv[2] === 'readers') await import('./soak/readers.mjs')
else await import('./soak/decoder.mjs')
