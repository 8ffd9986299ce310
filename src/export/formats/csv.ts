import { type ActivityFormat, timeText } from '../activity.ts'
import { csvCell } from '../csv-cell.ts'

/** RFC 4180: every record of the file with every channel, columns as the API names them. */
export const csv: ActivityFormat = {
  name: 'csv',
  title: 'every record with every value, for spreadsheets',
  mediaType: 'text/csv; charset=utf-8',
  extension: 'csv',
  needsTrack: false,
  *write({ times, channels, values }) {
    yield `${['time_utc', 'elapsed_s', ...channels].map(csvCell).join(',')}\r\n`
    const columns = channels.map((name) => ({
      numbers: values(name),
      digits: name === 'lat' || name === 'lon' ? 7 : 4,
    }))
    const start = times[0] ?? 0
    for (let row = 0; row < times.length; row++) {
      const at = times[row]!
      const cells = columns.map(({ numbers, digits }) => {
        const value = numbers?.[row]
        return value === undefined || !Number.isFinite(value) ? '' : String(Number(value.toFixed(digits)))
      })
      yield `${timeText(at)},${Number(((at - start) / 1000).toFixed(3))}${cells.map((cell) => `,${cell}`).join('')}\r\n`
    }
  },
}
