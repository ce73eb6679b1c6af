/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from './browser.ts'

/** What axe cannot see. Each finding is a sentence; none is good. */
export const checkByHand = async (page: Page): Promise<string[]> => {
  const findings = await page.evaluate(() => {
    const found: string[] = []
    const headings = document.querySelectorAll('h1')
    if (headings.length !== 1) found.push(`${headings.length} h1`)
    if (!/ – Rådslag$/.test(document.title) && document.title !== 'Rådslag')
      found.push(`the title is "${document.title}"`)
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id)
    for (const id of new Set(ids))
      if (ids.filter((other) => other === id).length > 1) found.push(`two elements are #${id}`)
    for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
      const target = link.getAttribute('href')?.slice(1) ?? ''
      if (target !== '' && !document.getElementById(target)) found.push(`#${target} leads nowhere`)
    }
    for (const field of document.querySelectorAll<HTMLInputElement>(
      'input:not([type=hidden]):not([type=submit]), select, textarea',
    ))
      if (
        !field.labels?.length &&
        !field.getAttribute('aria-label') &&
        !field.getAttribute('aria-labelledby')
      )
        found.push(`${field.name} has no label`)
    for (const element of document.querySelectorAll('[draggable=true]'))
      found.push(`${element.tagName} can only be dragged`)
    if (document.querySelectorAll('main .btn:not(.quiet):not(.second):not(.stop)').length > 3)
      found.push('more than three first buttons')
    return found
  })
  return findings
}

/** At this width nothing runs over the edge, but for what scrolls in its own frame. */
export const checkReflow = async (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= width) return []
    const wide = [...document.querySelectorAll('main *, header *, footer *')]
      .filter((element) => element.getBoundingClientRect().right > width + 1)
      .slice(0, 3)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`)
    return [`${document.documentElement.scrollWidth} px wide at ${width}: ${wide.join(', ')}`]
  })

const STOPS_MAX = 60

/** Tabs through the page: whatever has focus is in view and not covered (WCAG 2.4.11), and shows it. */
export const checkFocus = async (page: Page): Promise<string[]> => {
  const findings: string[] = []
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    await page.keyboard.press('Tab')
    const finding = await page.evaluate(() => {
      const focused = document.activeElement
      if (!focused || focused === document.body) return 'end'
      const box = focused.getBoundingClientRect()
      const name = `${focused.tagName.toLowerCase()} "${(focused.textContent ?? '').trim().slice(0, 30)}"`
      if (box.width === 0 || box.height === 0) return null
      if (box.bottom < 0 || box.top > window.innerHeight) return `${name} has focus out of view`
      const points = [0.1, 0.5, 0.9].map((part) => ({
        x: Math.min(Math.max(box.left + box.width * part, 0), window.innerWidth - 1),
        y: Math.min(Math.max(box.top + box.height / 2, 0), window.innerHeight - 1),
      }))
      const isSeen = points.some(({ x, y }) => {
        const top = document.elementFromPoint(x, y)
        return top !== null && (focused.contains(top) || top.contains(focused))
      })
      return isSeen ? null : `${name} has focus but is covered`
    })
    if (finding === 'end') break
    if (finding) findings.push(finding)
  }
  return findings
}
