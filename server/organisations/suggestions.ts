import type { View } from '../view.ts'
import type { PickerResults } from './picker.ts'
import { placeOf } from './picker.ts'

/** What the script of the picker shows: a name, and where it is or how it was found. */
export const suggestionsOf = (view: Pick<View, 'language'>, items: PickerResults['candidates']) =>
  items.map((item) => ({
    id: item.id,
    name: item.name,
    note: [placeOf(view, item), item.foundBy].filter(Boolean).join(' · '),
  }))
