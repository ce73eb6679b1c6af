import {
  PDFArray,
  PDFBool,
  PDFDict,
  type PDFDocument,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRef,
} from 'pdf-lib'
import type { Painted } from './paint.ts'
import { CannotRead } from './results.ts'
import type { StructNode } from './sheet.ts'
import { writeElements } from './structure.ts'

/** The structure of a document that another program tagged. */
export type Structure = { doc: PDFDocument; root: PDFDict; rootRef: PDFRef }

const NODES_MAX = 100_000

/** Null for a document that is not tagged, or does not say that it is. */
export function structureOf(doc: PDFDocument): Structure | null {
  const { catalog } = doc
  const marks = catalog.lookup(PDFName.of('MarkInfo'))
  const isMarked = marks instanceof PDFDict && marks.lookup(PDFName.of('Marked')) === PDFBool.True
  const rootRef = catalog.get(PDFName.of('StructTreeRoot'))
  const root = catalog.lookup(PDFName.of('StructTreeRoot'))
  if (!isMarked || !(root instanceof PDFDict) || !(rootRef instanceof PDFRef)) return null
  return { doc, root, rootRef }
}

/** A key above all that are taken, whatever the document says is the next. */
export function firstFreeKey({ root }: Structure): number {
  const said = root.lookup(PDFName.of('ParentTreeNextKey'))
  let free = said instanceof PDFNumber ? Math.max(0, Math.ceil(said.asNumber())) : 0
  const seen = new Set<PDFObject>()
  const stack = [root.lookup(PDFName.of('ParentTree'))]
  while (stack.length > 0) {
    const node = stack.pop()
    if (!(node instanceof PDFDict)) continue
    if (seen.has(node) || seen.size > NODES_MAX) throw new CannotRead('damaged')
    seen.add(node)
    const numbers = node.lookup(PDFName.of('Nums'))
    if (numbers instanceof PDFArray)
      for (let at = 0; at < numbers.size(); at += 2) {
        const key = numbers.lookup(at)
        if (key instanceof PDFNumber) free = Math.max(free, key.asNumber() + 1)
      }
    const kids = node.lookup(PDFName.of('Kids'))
    if (kids instanceof PDFArray)
      for (let at = 0; at < kids.size(); at += 1) stack.push(kids.lookup(at))
  }
  return free
}

/** Puts `root` behind the last element of the document. Gives what of the file is thereby changed. */
export function appendStructure(
  tree: Structure,
  added: { root: StructNode; painted: Painted; firstKey: number },
): PDFRef[] {
  const { context } = tree.doc
  const holder = holderOf(tree)
  const { element, parents } = writeElements(context, { ...added, parent: holder.ref })
  addKid(holder.dict, element)
  const changed = [tree.rootRef, holder.ref]
  const last = (parents.at(-1)?.[0] ?? added.firstKey) + 1
  tree.root.set(PDFName.of('ParentTreeNextKey'), context.obj(last))

  const numbers = context.obj(parents.flat())
  const known = tree.root.get(PDFName.of('ParentTree'))
  const parentTree = tree.root.lookup(PDFName.of('ParentTree'))
  if (!(parentTree instanceof PDFDict)) {
    tree.root.set(PDFName.of('ParentTree'), context.register(context.obj({ Nums: numbers })))
    return changed
  }
  if (known instanceof PDFRef) changed.push(known)
  const kids = parentTree.lookup(PDFName.of('Kids'))
  if (kids instanceof PDFArray) {
    const limits = [added.firstKey, last - 1]
    const leaf = context.register(context.obj({ Limits: limits, Nums: numbers }))
    parentTree.set(PDFName.of('Kids'), context.obj([...kids.asArray(), leaf]))
  } else {
    const held = parentTree.lookup(PDFName.of('Nums'))
    const before = held instanceof PDFArray ? held.asArray() : []
    parentTree.set(PDFName.of('Nums'), context.obj([...before, ...numbers.asArray()]))
  }
  return changed
}

/** Where a whole document is one element, the new one goes into that; else beside what is there. */
function holderOf({ doc, root, rootRef }: Structure): { dict: PDFDict; ref: PDFRef } {
  const kids = root.lookup(PDFName.of('K'))
  const entry = kids instanceof PDFArray ? kids.get(0) : root.get(PDFName.of('K'))
  const isOne = !(kids instanceof PDFArray) || kids.size() === 1
  const only = isOne && entry instanceof PDFRef ? doc.context.lookup(entry) : undefined
  const isDocument =
    only instanceof PDFDict && only.lookup(PDFName.of('S')) === PDFName.of('Document')
  return isDocument && entry instanceof PDFRef
    ? { dict: only, ref: entry }
    : { dict: root, ref: rootRef }
}

function addKid(holder: PDFDict, element: PDFRef): void {
  const entry = holder.get(PDFName.of('K'))
  const kids = holder.lookup(PDFName.of('K'))
  const before = kids instanceof PDFArray ? kids.asArray() : entry === undefined ? [] : [entry]
  holder.set(PDFName.of('K'), holder.context.obj([...before, element]))
}
