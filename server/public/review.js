// Saves a review while it is written. Without this script the button does the same.
const form = document.querySelector('form[data-review]')
const status = form?.querySelector('.bar [role=status]')
const PAUSE_MS = 900

let timer = 0
let saving = null
let again = false
let stopped = false

const contentOf = () => {
  const content = { scores: {}, commentToApplicant: '', commentToPanel: '' }
  const scoreOf = (key) => {
    content.scores[key] ??= { score: null, comment: '' }
    return content.scores[key]
  }
  for (const { name, value, type, checked } of form.elements) {
    if (name.startsWith('score.')) {
      const criterion = scoreOf(name.slice(6))
      if (type !== 'radio' || checked) criterion.score = Number(value)
    } else if (name.startsWith('comment.')) scoreOf(name.slice(8)).comment = value
    else if (name === 'commentToApplicant' || name === 'commentToPanel') content[name] = value
  }
  return content
}

const say = (kind, words) => {
  const tag = document.createElement('span')
  tag.className = `state ${kind}`
  tag.textContent = words
  status.replaceChildren(tag)
}

const refreshSide = async () => {
  const answer = await fetch(location.pathname)
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const side = fresh.querySelector('aside')
  if (answer.ok && side && fresh.querySelector('form[data-review]'))
    document.querySelector('aside')?.replaceChildren(...side.childNodes)
}

const put = async () => {
  say('half', form.dataset.saving)
  try {
    const answer = await fetch(form.dataset.review, {
      method: 'PUT',
      headers: {
        'content-type': 'application/json',
        'if-match': `"${form.elements.version.value}"`,
      },
      body: JSON.stringify(contentOf()),
    })
    if (answer.status === 412) {
      stopped = true
      say('wrong', form.dataset.elsewhere)
    } else if (answer.ok) {
      form.elements.version.value = (await answer.json()).version
      say('full', form.dataset.saved + new Date().toLocaleTimeString(document.documentElement.lang))
      await refreshSide()
    } else say('wrong', form.dataset.failed)
  } catch {
    say('wrong', form.dataset.failed)
  }
}

const save = async () => {
  if (saving) {
    again = true
    return
  }
  saving = put()
  await saving
  saving = null
  if (again && !stopped) {
    again = false
    await save()
  }
}

form?.addEventListener('input', () => {
  clearTimeout(timer)
  if (!stopped) timer = setTimeout(save, PAUSE_MS)
})
form?.addEventListener('submit', async (event) => {
  clearTimeout(timer)
  again = false
  if (!saving) return
  // The form carries the version that the save under way is about to change.
  event.preventDefault()
  await saving
  form.requestSubmit(event.submitter)
})
