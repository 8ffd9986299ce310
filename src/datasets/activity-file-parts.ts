import type { FitActivity, FitLap, FitLength, FitSession, FitSet, Row } from '../domain/index.ts'

/** Rows of an activity's sessions, laps, lengths and sets, in the order of the file. */
export function partRows(activityId: string, { sessions, laps, lengths, sets }: FitActivity): Record<string, Row[]> {
  return {
    activity_session: sessions.map((session, index) => ({
      activity_id: activityId,
      seq: index + 1,
      ...ofSession(session),
    })),
    activity_lap: laps.map((lap, index) => ({ activity_id: activityId, lap_index: index, ...ofLap(lap) })),
    activity_length: lengths.map((length, index) => ({
      activity_id: activityId,
      length_index: index,
      ...ofLength(length),
    })),
    activity_file_set: sets.map((set, index) => ({ activity_id: activityId, seq: index + 1, ...ofSet(set) })),
  }
}

function ofSession(session: FitSession): Row {
  return {
    sport: session.sport,
    sport_code: session.sportCode,
    sub_sport_code: session.subSportCode,
    sport_profile: session.sportProfile,
    start_utc: session.startTime,
    elapsed_s: session.elapsedSeconds,
    timer_s: session.timerSeconds,
    distance_m: session.distanceMeters,
    ascent_m: session.ascentMeters,
    descent_m: session.descentMeters,
    avg_speed_mps: session.avgSpeedMps,
    max_speed_mps: session.maxSpeedMps,
    avg_hr_bpm: session.avgHeartRate,
    max_hr_bpm: session.maxHeartRate,
    avg_power_w: session.avgPowerWatts,
    max_power_w: session.maxPowerWatts,
    kcal: session.calories,
    lap_count: session.lapCount,
    length_count: session.activeLengthCount,
    pool_length_m: session.poolLengthMeters,
    start_lat: session.startLat,
    start_lon: session.startLon,
  }
}

function ofLap(lap: FitLap): Row {
  return {
    start_utc: lap.startTime,
    timer_s: lap.timerSeconds,
    elapsed_s: lap.elapsedSeconds,
    distance_m: lap.distanceMeters,
    avg_hr_bpm: lap.avgHeartRate,
    max_hr_bpm: lap.maxHeartRate,
    avg_power_w: lap.avgPowerWatts,
    max_power_w: lap.maxPowerWatts,
    norm_power_w: lap.normPowerWatts,
    avg_cadence_rpm: lap.avgCadence,
    max_cadence_rpm: lap.maxCadence,
    avg_speed_mps: lap.avgSpeedMps,
    max_speed_mps: lap.maxSpeedMps,
    ascent_m: lap.ascentMeters,
    descent_m: lap.descentMeters,
    kcal: lap.calories,
    intensity: lap.intensity,
    trigger: lap.trigger,
    start_lat: lap.startLat,
    start_lon: lap.startLon,
    end_lat: lap.endLat,
    end_lon: lap.endLon,
    length_count: lap.activeLengthCount,
    strokes: lap.strokes,
    stroke: lap.swimStroke,
    swolf: swolf(lap),
    avg_temp_c: lap.avgTemperature,
    workout_step: lap.workoutStepIndex,
  }
}

/** Seconds and strokes of a length, on average over the lengths that were swum (SCHEMA-HINTS section 4). */
function swolf({ timerSeconds, strokes, activeLengthCount: lengths }: FitLap): number | null {
  if (timerSeconds === null || strokes === null || lengths === null || lengths === 0) return null
  return Math.round(((timerSeconds + strokes) / lengths) * 10) / 10
}

function ofLength(length: FitLength): Row {
  return {
    lap_index: length.lapIndex,
    start_utc: length.startTime,
    elapsed_s: length.elapsedSeconds,
    timer_s: length.timerSeconds,
    is_active: length.isActive,
    stroke: length.stroke,
    strokes: length.strokes,
    avg_speed_mps: length.avgSpeedMps,
    strokes_per_min: length.cadence,
  }
}

function ofSet(set: FitSet): Row {
  return {
    set_type: set.type,
    start_utc: set.startTime,
    duration_s: set.durationSeconds,
    reps: set.repetitions,
    weight_g: set.weightGrams,
    category_code: set.categoryCode,
    exercise_code: set.exerciseCode,
    workout_step: set.workoutStepIndex,
  }
}
