import { defineMessage, sources } from './message.ts'

export const workout = defineMessage(26, 'workout', {
  about: 'A planned workout.',
  source: sources.published,
  fields: [
    [254, 'message_index', 'uint16'],
    [4, 'sport', 'enum'],
    [5, 'capabilities', 'uint32z'],
    [6, 'num_valid_steps', 'uint16'],
    [8, 'wkt_name', 'string'],
    [11, 'sub_sport', 'enum'],
    [14, 'pool_length', 'uint16', 'm', 100],
    [15, 'pool_length_unit', 'enum'],
  ],
})

export const workoutStep = defineMessage(27, 'workout_step', {
  about: 'One step of a workout; what `duration_value` and `target_value` mean depends on their types.',
  source: sources.published,
  fields: [
    [254, 'message_index', 'uint16'],
    [0, 'wkt_step_name', 'string'],
    [1, 'duration_type', 'enum'],
    [2, 'duration_value', 'uint32'],
    [3, 'target_type', 'enum'],
    [4, 'target_value', 'uint32'],
    [5, 'custom_target_value_low', 'uint32'],
    [6, 'custom_target_value_high', 'uint32'],
    [7, 'intensity', 'enum'],
    [8, 'notes', 'string'],
    [9, 'equipment', 'enum'],
    [10, 'exercise_category', 'uint16'],
    [11, 'exercise_name', 'uint16'],
    [12, 'exercise_weight', 'uint16', 'kg', 100],
    [13, 'weight_display_unit', 'uint16'],
    [19, 'secondary_target_type', 'enum'],
    [20, 'secondary_target_value', 'uint32'],
    [21, 'secondary_custom_target_value_low', 'uint32'],
    [22, 'secondary_custom_target_value_high', 'uint32'],
  ],
})

export const exerciseTitle = defineMessage(264, 'exercise_title', {
  about: 'Name of an exercise of a workout.',
  source: sources.published,
  fields: [
    [254, 'message_index', 'uint16'],
    [0, 'exercise_category', 'uint16'],
    [1, 'exercise_name', 'uint16'],
    [2, 'wkt_step_name', 'string'],
  ],
})

export const course = defineMessage(31, 'course', {
  about: 'A route to follow.',
  source: sources.published,
  fields: [
    [4, 'sport', 'enum'],
    [5, 'name', 'string'],
    [6, 'capabilities', 'uint32z'],
    [7, 'sub_sport', 'enum'],
  ],
})

export const coursePoint = defineMessage(32, 'course_point', {
  about: 'A marked place of a route.',
  source: sources.published,
  fields: [
    [254, 'message_index', 'uint16'],
    [1, 'timestamp', 'uint32', 'time'],
    [2, 'position_lat', 'sint32', 'semicircles'],
    [3, 'position_long', 'sint32', 'semicircles'],
    [4, 'distance', 'uint32', 'm', 100],
    [5, 'type', 'enum'],
    [6, 'name', 'string'],
    [8, 'favorite', 'enum'],
  ],
})

export const trainingFile = defineMessage(72, 'training_file', {
  about: 'The workout or course that was followed.',
  source: sources.published,
  fields: [
    [253, 'timestamp', 'uint32', 'time'],
    [0, 'type', 'enum'],
    [1, 'manufacturer', 'uint16'],
    [2, 'product', 'uint16'],
    [3, 'serial_number', 'uint32z'],
    [4, 'time_created', 'uint32', 'time'],
  ],
})
