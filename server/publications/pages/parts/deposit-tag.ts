import type { Html } from '../../../html.ts'
import type { View } from '../../../view.ts'
import { type SeatKind, stateTag } from '../../../views/lists.ts'
import { depositTexts } from '../../deposit-texts.ts'
import { type DepositState, depositState } from '../../rules/deposits.ts'

const SEATS: Record<DepositState, SeatKind> = {
  begun: 'open',
  returned: 'now',
  submitted: 'half',
  approved: 'half',
  published: 'full',
  withdrawn: 'wrong',
}

/** In whose hands a deposit is, as its authors are told. */
export const depositTag = (view: View, deposit: Parameters<typeof depositState>[0]): Html => {
  const state = depositState(deposit)
  return stateTag(SEATS[state], depositTexts[view.language].states[state])
}
