import { defineMessage, sources } from './message.ts'

export const fieldDescription = defineMessage(206, 'field_description', {
  about: 'What a developer field is.',
  source: sources.published,
  fields: [
    [0, 'developer_data_index', 'uint8'],
    [1, 'field_definition_number', 'uint8'],
    [2, 'fit_base_type_id', 'uint8'],
    [3, 'field_name', 'string'],
    [4, 'array', 'uint8'],
    [5, 'components', 'string'],
    [6, 'scale', 'uint8'],
    [7, 'offset', 'sint8'],
    [8, 'units', 'string'],
    [9, 'bits', 'string'],
    [10, 'accumulate', 'string'],
    [13, 'fit_base_unit_id', 'uint16'],
    [14, 'native_mesg_num', 'uint16'],
    [15, 'native_field_num', 'uint8'],
  ],
})

export const developerDataId = defineMessage(207, 'developer_data_id', {
  about: 'The application that defines developer fields.',
  source: sources.published,
  fields: [
    [0, 'developer_id', 'byte'],
    [1, 'application_id', 'byte'],
    [2, 'manufacturer_id', 'uint16'],
    [3, 'developer_data_index', 'uint8'],
    [4, 'application_version', 'uint32'],
  ],
})
