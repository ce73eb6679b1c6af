// Saves each field a second after a pause and when it is left. Text is never taken out of a field:
// where it cannot be saved, the page says so and tries again.
const form = document.querySelector('form[data-autosave]')
const said = form.dataset
const PAUSE_MS = 1000
const RETRY_MS = 5000
const timers = new Map()
const busy = new Map()
const waiting = new Set()

const versionOf = (key) => form.elements[`v-${key}`]
const controlsOf = (key) => [...form.querySelectorAll(`[name="${CSS.escape(`q-${key}`)}"]`)]
const keyOf = (control) => (control.name?.startsWith('q-') ? control.name.slice(2) : null)

const answerIn = (key) => {
  const controls = controlsOf(key)
  const [first] = controls
  if (first.type === 'checkbox') return controls.filter((c) => c.checked).map((c) => c.value)
  if (first.type === 'radio') {
    const value = controls.find((c) => c.checked)?.value ?? null
    return value === 'yes' ? true : value === 'no' && isYesNo(controls) ? false : value
  }
  const text = first.value.trim()
  if (text === '') return null
  if (!first.inputMode) return first.value
  const figure = Number(text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.'))
  if (Number.isNaN(figure)) return undefined
  return first.inputMode === 'numeric' ? Math.round(figure * 100) : figure
}
const isYesNo = (controls) => controls.some((c) => c.value === 'yes') && controls.length === 2

const say = (key, text, kind) => {
  const near = controlsOf(key)[0]?.closest('.field')?.querySelector('.saved')
  for (const place of [near, form.querySelector('.bar .saved')]) {
    if (!place) continue
    const state = document.createElement('span')
    state.className = `state ${kind}`
    state.textContent = text
    place.replaceChildren(state)
  }
}

const save = async (key) => {
  clearTimeout(timers.get(key))
  timers.delete(key)
  if (busy.get(key)) return timers.set(key, setTimeout(save, PAUSE_MS, key))
  const value = answerIn(key)
  if (value === undefined) return say(key, said.unsaved, 'now')
  const stamp = versionOf(key)
  busy.set(key, true)
  waiting.add(key)
  say(key, said.saving, 'half')
  try {
    const answer = await fetch(`${said.autosave}/answers/${encodeURIComponent(key)}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'if-match': `"${stamp.value.split('.')[0]}"` },
      body: JSON.stringify({ value }),
    })
    if (answer.ok) {
      const { version } = await answer.json()
      stamp.value = `${version}.sent-by-page`
      waiting.delete(key)
      const clock = new Date().toLocaleTimeString(document.documentElement.lang)
      say(key, said.saved.replace('{time}', clock), 'full')
    } else if (answer.status === 412) {
      waiting.delete(key)
      compare(key, (await answer.json()).current)
    } else {
      const reasons = { 401: said.signedOut, 403: said.signedOut, 409: said.refused }
      say(key, reasons[answer.status] ?? said.unsaved, 'wrong')
      if (answer.status === 409) waiting.delete(key)
      else retry()
    }
  } catch {
    say(key, said.offline, 'now')
    retry()
  }
  busy.delete(key)
}

let retrying
const retry = () => {
  clearTimeout(retrying)
  retrying = setTimeout(() => [...waiting].forEach(save), RETRY_MS)
}

// Both texts side by side; the writer chooses, and nothing is lost meanwhile.
const compare = (key, current) => {
  const [first] = controlsOf(key)
  const field = first.closest('.field')
  field.querySelector('.theirs')?.remove()
  const part = (name, text, press) => {
    const made = document.createElement(name)
    made.textContent = text
    if (press) made.className = 'btn second'
    if (press) made.type = 'button'
    made.addEventListener('click', press ?? (() => {}))
    return made
  }
  const settle = () => {
    versionOf(key).value = `${current.version}.sent-by-page`
    box.remove()
    void save(key)
  }
  const box = document.createElement('div')
  box.className = 'note now theirs'
  box.setAttribute('role', 'alert')
  const take = () => {
    first.value = String(current.value ?? '')
    settle()
  }
  const theirs = part('blockquote', [current.value ?? ''].flat().join(', '))
  theirs.style.whiteSpace = 'pre-wrap'
  const acts = part('div', '')
  acts.className = 'acts'
  acts.append(part('button', said.mine, settle))
  if (/^(text|textarea|date)/.test(first.type)) acts.append(part('button', said.theirs, take))
  box.append(part('p', said.changed), theirs, acts)
  field.append(box)
  say(key, said.unsaved, 'wrong')
}

const count = (control) => {
  const shown = document.getElementById(`${control.id}-count`)
  if (!shown) return
  const words = control.value.match(/\S+/g)?.length ?? 0
  shown.textContent = shown.textContent.replace(/^\d+/, words)
  shown.classList.toggle('over', words > Number(control.dataset.wordsMax))
}

form.addEventListener('input', ({ target }) => {
  count(target)
  const key = keyOf(target)
  if (key === null || !versionOf(key) || target.closest('[data-picker]')) return
  say(key, said.unsaved, 'half')
  clearTimeout(timers.get(key))
  timers.set(key, setTimeout(save, PAUSE_MS, key))
})
form.addEventListener('focusout', ({ target }) => {
  const key = keyOf(target)
  if (key !== null && timers.has(key)) void save(key)
})
form.addEventListener('submit', () => timers.forEach(clearTimeout))
addEventListener('online', () => [...waiting].forEach(save))
addEventListener('beforeunload', (event) => {
  if ((timers.size > 0 || waiting.size > 0) && !form.dataset.sending) event.preventDefault()
})
form.addEventListener('submit', () => (form.dataset.sending = '1'))
