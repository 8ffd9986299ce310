import { devices as owned, person } from '../life/index.ts'
import { json, notFound } from '../reply.ts'
import type { Service } from '../routing.ts'
import { picture } from './user-profile.ts'

/** What the person wears (DATA section 2, evidence P: field names are peers'). */
export const devices: Service = {
  name: 'devices',
  host: 'connectapi',
  routes: [
    {
      method: 'GET',
      path: '/device-service/deviceregistration/devices',
      answer: (_, { life }) => {
        const registered = Date.parse(`${life.firstDay}T09:00:00Z`)
        return json([device(owned.watch, registered, true), device(owned.bikeComputer, registered + 86_400_000, false)])
      },
    },
    {
      method: 'GET',
      path: '/device-service/deviceservice/mylastused',
      answer: (_, { life }) =>
        json({
          userDeviceId: owned.watch.id,
          userProfileNumber: person.profileId,
          applicationNumber: owned.watch.product,
          lastUsedDeviceApplicationKey: 'forerunner965',
          lastUsedDeviceName: owned.watch.name,
          lastUsedDeviceUploadTime: life.lastUpload(),
          imageUrl: picture,
          released: true,
        }),
    },
    {
      // Its form is unknown (DATA section 2); this is one that it may have.
      method: 'GET',
      path: '/wellness-service/wellness/syncTimestamp',
      answer: (_, { life }) => json(life.lastUpload()),
    },
    {
      method: 'GET',
      path: '/device-service/deviceservice/device-info/settings/{deviceId}',
      answer: ({ vars }) => {
        const found = [owned.watch, owned.bikeComputer].find(({ id }) => String(id) === vars.deviceId)
        return found === undefined ? notFound() : json(settings(found.id, found === owned.watch))
      },
    },
  ],
}

/** Alarms are minutes of the local day (DATA section 2). */
function settings(deviceId: number, isWatch: boolean) {
  return {
    deviceId,
    timeFormat: 'time_twenty_four_hr',
    dateFormat: 'date_day_month',
    measurementUnits: 'metric',
    allUnits: 'metric',
    visibleScreens: null,
    enabledScreens: {},
    autoSyncFrequency: 1,
    alarms: isWatch
      ? [
          {
            alarmMode: 'ON',
            alarmTime: 395,
            alarmDays: ['MONDAY', 'FRIDAY'],
            alarmSound: 'TONE',
            changeState: 'UNCHANGED',
          },
        ]
      : [],
    activityTracking: isWatch
      ? { activityTrackingEnabled: true, moveAlertEnabled: false, pulseOxSleepTrackingEnabled: false }
      : null,
    keyTonesEnabled: !isWatch,
    backlightMode: 'AUTO_BRIGHTNESS',
    autoActivityUploadEnabled: true,
  }
}

function device(
  { id, product, name, part, firmware, typePk }: (typeof owned)['watch' | 'bikeComputer'],
  registered: number,
  primary: boolean,
) {
  return {
    deviceId: id,
    unitId: id,
    serialNumber: String(id),
    deviceTypePk: typePk,
    applicationKey: name.toLowerCase().replace(/ /g, ''),
    productDisplayName: name,
    displayName: name,
    productSku: `010-0${product}-10`,
    partNumber: part,
    applicationNumber: product,
    currentFirmwareVersion: firmware,
    currentFirmwareVersionMajor: Math.floor(Number(firmware)),
    currentFirmwareVersionMinor: Math.round((Number(firmware) % 1) * 100),
    deviceCategories: ['FITNESS'],
    deviceStatus: 'active',
    registeredDate: registered,
    primary,
    wifi: true,
    bluetoothLowEnergyDevice: true,
    sleepTrackingCapable: primary,
    hrvStatusCapable: primary,
    bodyBatteryCapable: primary,
    solarCapable: !primary,
    imageUrl: picture,
  }
}
