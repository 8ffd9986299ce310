import { defineDataset, type Row } from '../domain/index.ts'
import { activityPartForm } from './reading/activity-item.ts'
import type { Fields } from './reading/fields.ts'
import { toDecimals } from './reading/to-decimals.ts'
import { activityWeatherTable } from './tables/index.ts'

const name = 'activity_weather'

/** One request an activity for what a weather archive tells as well: off until it is named. */
export const activityWeather = defineDataset({
  name,
  title: 'Weather',
  group: 'activities',
  optIn: 'costly',
  // It appears some time after the upload.
  settlesAfterDays: 2,
  tables: [activityWeatherTable],
  version: 1,
  source: 'DATA section 3, P',
  forms: [
    activityPartForm({
      dataset: name,
      per: { kind: 'item', of: 'activity_list', only: 'outdoor' },
      suffix: '/weather',
      keys: ['temp', 'issueDate', 'weatherStationDTO'],
      read: (body, activityId) => {
        const row = toRow(body, activityId)
        return row.temp_c === null && row.issued_utc === null ? null : { rows: { activity_weather: [row] } }
      },
    }),
  ],
})

const metersPerMile = 1609.344

/** °F and miles an hour, whatever units the person has set (SCHEMA-HINTS section 5.6). */
function toRow(weather: Fields, activityId: string): Row {
  const station = weather.object('weatherStationDTO')
  return {
    activity_id: activityId,
    temp_c: celsius(weather.real('temp')),
    feels_like_c: celsius(weather.real('apparentTemp')),
    dew_c: celsius(weather.real('dewPoint')),
    humidity_pct: weather.real('relativeHumidity'),
    wind_mps: metersASecond(weather.real('windSpeed')),
    wind_gust_mps: metersASecond(weather.real('windGust')),
    wind_dir_deg: weather.int('windDirection'),
    wind_dir: weather.text('windDirectionCompassPoint'),
    description: weather.object('weatherTypeDTO').text('desc'),
    station: station.text('name') ?? station.text('id'),
    issued_utc: weather.instant('issueDate'),
    lat: weather.real('latitude'),
    lon: weather.real('longitude'),
  }
}

function celsius(fahrenheit: number | null): number | null {
  return fahrenheit === null ? null : toDecimals((fahrenheit - 32) / 1.8, 1)
}

function metersASecond(milesAnHour: number | null): number | null {
  return milesAnHour === null ? null : toDecimals((milesAnHour * metersPerMile) / 3600, 2)
}
