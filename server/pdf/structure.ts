import {
  PDFArray,
  type PDFContext,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFRef,
} from 'pdf-lib'
import { destination, type Painted } from './paint.ts'
import type { PlacedEntry, StructNode } from './sheet.ts'

/** The tagged structure that screen readers follow: elements, and the way back from marked content. */
export function addStructure(doc: PDFDocument, root: StructNode, painted: Painted): void {
  const { context, catalog } = doc
  const treeRef = context.nextRef()
  const { element, parents } = writeElements(context, { root, parent: treeRef, painted })
  const numbers = context.obj(parents.flat())
  const tree = context.obj({
    Type: 'StructTreeRoot',
    K: element,
    ParentTree: context.register(context.obj({ Nums: numbers })),
    ParentTreeNextKey: parents.length,
  })
  context.assign(treeRef, tree)
  catalog.set(PDFName.of('StructTreeRoot'), treeRef)
  catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }))
}

/** By its key in the tree of parents: the elements of a page's marked content, or that of an annotation. */
export type ParentEntry = [key: number, elements: PDFRef]

/** Writes `root` and all below it as elements; `parents` in ascending order of their keys, from `firstKey` on. */
export function writeElements(
  context: PDFContext,
  given: { root: StructNode; parent: PDFRef; painted: Painted; firstKey?: number },
): { element: PDFRef; parents: ParentEntry[] } {
  const { painted, firstKey = 0 } = given
  const refs = new Map<StructNode, PDFRef>()
  const annotated: ParentEntry[] = []

  const write = (node: StructNode, parent: PDFRef): PDFRef => {
    const ref = context.nextRef()
    refs.set(node, ref)
    const kids = PDFArray.withContext(context)
    for (const mark of painted.marks.get(node) ?? []) {
      if ('mcid' in mark) kids.push(context.obj({ Type: 'MCR', Pg: mark.page, MCID: mark.mcid }))
      else {
        kids.push(context.obj({ Type: 'OBJR', Pg: mark.page, Obj: mark.annotation }))
        annotated.push([mark.key, ref])
      }
    }
    for (const kid of node.kids) kids.push(write(kid, ref))
    const element = context.obj({
      Type: 'StructElem',
      S: node.type,
      P: parent,
    })
    if (kids.size() > 0) element.set(PDFName.of('K'), kids)
    if (node.language) element.set(PDFName.of('Lang'), PDFHexString.fromText(node.language))
    if (node.scope) element.set(PDFName.of('A'), context.obj({ O: 'Table', Scope: node.scope }))
    context.assign(ref, element)
    return ref
  }

  const element = write(given.root, given.parent)
  const ofPages = painted.parents.map(
    (nodes, page): ParentEntry => [
      firstKey + page,
      context.register(context.obj(nodes.map((node) => refs.get(node)))),
    ],
  )
  return { element, parents: [...ofPages, ...annotated.sort(([a], [b]) => a - b)] }
}

/** Bookmarks, nested by level; a level that is skipped does not leave a gap. */
export function addOutline(
  doc: PDFDocument,
  entries: readonly PlacedEntry[],
  painted: Painted,
): void {
  if (entries.length === 0) return
  const { context, catalog } = doc
  const root: Bookmark = {
    level: 0,
    entry: null,
    ref: context.nextRef(),
    kids: [],
  }
  const path = [root]
  for (const entry of entries) {
    while ((path.at(-1)?.level ?? 0) >= entry.level && path.length > 1) path.pop()
    const bookmark: Bookmark = {
      level: entry.level,
      entry,
      ref: context.nextRef(),
      kids: [],
    }
    path.at(-1)?.kids.push(bookmark)
    path.push(bookmark)
  }
  writeBookmark(context, root, painted)
  catalog.set(PDFName.of('Outlines'), root.ref)
}

type Bookmark = {
  level: number
  entry: PlacedEntry | null
  ref: PDFRef
  kids: Bookmark[]
}

function writeBookmark(context: PDFContext, bookmark: Bookmark, painted: Painted): PDFDict {
  const dict = PDFDict.withContext(context)
  const set = (key: string, value: Parameters<PDFDict['set']>[1]) =>
    dict.set(PDFName.of(key), value)
  const page = bookmark.entry ? painted.pages[bookmark.entry.page - 1] : undefined
  if (bookmark.entry) set('Title', PDFHexString.fromText(bookmark.entry.text))
  if (bookmark.entry && page) set('Dest', destination(context, page, bookmark.entry.y))
  const { kids } = bookmark
  for (const [index, kid] of kids.entries()) {
    const child = writeBookmark(context, kid, painted)
    const previous = kids[index - 1]
    const next = kids[index + 1]
    child.set(PDFName.of('Parent'), bookmark.ref)
    if (previous) child.set(PDFName.of('Prev'), previous.ref)
    if (next) child.set(PDFName.of('Next'), next.ref)
  }
  const first = kids[0]
  const last = kids.at(-1)
  if (first) set('First', first.ref)
  if (last) set('Last', last.ref)
  // The first two levels stand open; the third is folded.
  if (kids.length > 0)
    set('Count', context.obj(bookmark.level < 2 ? openCount(bookmark) : -kids.length))
  context.assign(bookmark.ref, dict)
  return dict
}

const openCount = (bookmark: Bookmark): number =>
  bookmark.kids.reduce((sum, kid) => sum + 1 + (kid.level < 2 ? openCount(kid) : 0), 0)
