import { createHash } from 'node:crypto'

/** Colours, type and space of the house's pages, light and dark; from a narrow phone to a wide screen. */
export const style = `
:root { color-scheme: light dark; --ground: #f5f4f0; --surface: #fff; --inset: #efede8; --line: #dfdcd4; --ink: #1a1d1f;
  --ink-2: #454a4e; --ink-3: #5f6468; --accent: #0b666d; --on-accent: #fff; --control: #87847b; --trouble: #b8321a;
  --trouble-soft: #fae7e1; }
@media (prefers-color-scheme: dark) { :root { --ground: #0f1214; --surface: #171b1e; --inset: #1f2428; --line: #2c3237;
  --ink: #eceeee; --ink-2: #bec5c9; --ink-3: #98a1a7; --accent: #66c7c2; --on-accent: #06201f; --control: #727c84;
  --trouble: #ff8a6e; --trouble-soft: #3a1c15; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 32px 16px; background: var(--ground); color: var(--ink);
  font: 400 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main { max-width: 40rem; margin: 0 auto; }
.brand { margin: 0 0 14px; color: var(--ink-3); font-size: .8125rem; font-weight: 600; }
h1 { margin: 0 0 8px; font-size: 1.5rem; line-height: 1.25; font-weight: 650; letter-spacing: -.018em; }
p { margin: 0 0 12px; color: var(--ink-2); }
.notice { margin: 0 0 14px; padding: 12px 16px; border: 1px solid var(--trouble); border-radius: 8px;
  background: var(--trouble-soft); color: var(--ink); }
.notice strong { display: block; color: var(--trouble); font-weight: 600; }
ol { margin: 20px 0 0; padding: 0; list-style: none; counter-reset: step;
  border: 1px solid var(--line); border-radius: 12px; background: var(--surface); }
li { position: relative; padding: 18px 18px 18px 56px; counter-increment: step; }
li + li { border-top: 1px solid var(--line); }
li::before { content: counter(step); position: absolute; left: 18px; top: 18px; width: 24px; height: 24px;
  border: 1px solid var(--control); border-radius: 12px; color: var(--ink-2); font-size: .8125rem; font-weight: 600;
  line-height: 22px; text-align: center; font-variant-numeric: tabular-nums; }
li p:last-child { margin-bottom: 0; }
h2, label { display: block; margin: 0 0 8px; font-size: 1rem; font-weight: 620; color: var(--ink); }
code { font: .875em ui-monospace, Consolas, "DejaVu Sans Mono", monospace; padding: 1px 4px; border-radius: 6px;
  background: var(--inset); color: var(--ink); overflow-wrap: anywhere; box-decoration-break: clone;
  -webkit-box-decoration-break: clone; }
a { color: var(--accent); }
.button { display: inline-block; min-height: 44px; padding: 10px 20px; border: 0; border-radius: 8px;
  background: var(--accent); color: var(--on-accent); font-family: inherit; font-size: 1rem; font-weight: 550; line-height: 24px;
  text-decoration: none; cursor: pointer; }
li .button { margin-bottom: 10px; }
form .button { margin: 10px 0 0; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
textarea { display: block; width: 100%; min-height: 92px; padding: 10px 12px; border: 1px solid var(--control);
  border-radius: 8px; background: var(--ground); color: var(--ink); resize: vertical; overflow-wrap: anywhere;
  font: .875rem/1.5 ui-monospace, Consolas, "DejaVu Sans Mono", monospace; }
textarea::placeholder { color: var(--ink-3); opacity: 1; }
details { margin: 20px 2px 0; color: var(--ink-2); }
summary { cursor: pointer; font-weight: 550; color: var(--ink); padding: 4px 0; }
details ul { margin: 8px 0 0; padding: 0; list-style: none; }
details li { padding: 0 0 8px 0; border: 0; }
details li::before { content: none; }
footer { margin: 20px 2px 0; color: var(--ink-3); font-size: .8125rem; }
footer p { color: inherit; }
@media (max-width: 30rem) { body { padding: 20px 12px; } li { padding: 16px 14px 16px 48px; } li::before { left: 14px; top: 16px; }
  .button { width: 100%; text-align: center; } }
`

/** What a Content-Security-Policy says of this style, the only one that is let in. */
export const styleSource = `'sha256-${createHash('sha256').update(style).digest('base64')}'`
