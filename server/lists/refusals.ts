import type { RefusalTexts } from '../refusals.ts'
import type { ListRefusal } from './rules.ts'

type Of<R extends ListRefusal['reason']> = Extract<ListRefusal, { reason: R }>

/** Sentences for the reasons that this feature’s rules give. */
export const listsRefusals: RefusalTexts = {
  en: {
    list_full: ({ most }: Of<'list_full'>) =>
      `A list holds ${most} publications. Take one off it, or begin another list.`,
    too_many_lists: ({ most }: Of<'too_many_lists'>) =>
      `This browser keeps ${most} lists. Delete one of them first.`,
    list_publication_gone: () => 'This publication is not in the library, or no longer.',
  },
  sv: {
    list_full: ({ most }: Of<'list_full'>) =>
      `En lista rymmer ${most} publikationer. Ta bort någon, eller börja på en ny lista.`,
    too_many_lists: ({ most }: Of<'too_many_lists'>) =>
      `Den här webbläsaren har ${most} listor. Ta bort någon av dem först.`,
    list_publication_gone: () => 'Publikationen finns inte i biblioteket, eller inte längre.',
  },
}
