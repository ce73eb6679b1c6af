// Publications by title while one types. Without this file the form is sent as ever.
const PAUSE_MS = 150
const LEAST = 2

for (const input of document.querySelectorAll('input[data-suggest]')) suggestFor(input)

function suggestFor(input) {
  const place = document.createElement('div')
  const search = input.closest('.search') ?? input
  search.after(place)
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
  }))
    input.setAttribute(name, value)
  let timer
  let asked
  let chosen = -1

  const options = () => [...place.querySelectorAll('[role=option]')]
  const close = () => {
    clearTimeout(timer)
    asked?.abort()
    place.replaceChildren()
    choose(-1)
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-controls')
  }
  const choose = (index) => {
    chosen = index
    options().forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === index))
    })
    const option = options()[index]
    if (option) input.setAttribute('aria-activedescendant', option.id)
    else input.removeAttribute('aria-activedescendant')
  }
  const ask = async () => {
    asked?.abort()
    asked = new AbortController()
    const { signal } = asked
    const words = input.value.trim()
    if (words.length < LEAST) return close()
    try {
      const address = `${input.dataset.suggest}?q=${encodeURIComponent(words)}`
      const answer = await fetch(address, { signal })
      if (!answer.ok) return close()
      const markup = await answer.text()
      if (signal.aborted || document.activeElement !== input) return
      place.innerHTML = markup
      choose(-1)
      const list = place.querySelector('[role=listbox]')
      input.setAttribute('aria-expanded', String(list !== null))
      if (list) input.setAttribute('aria-controls', list.id)
    } catch {
      // Left off, or no connection: the form still works.
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE_MS)
  })
  input.addEventListener('keydown', (event) => {
    const count = options().length
    if (count === 0) return
    if (event.key === 'ArrowDown') choose((chosen + 1) % count)
    else if (event.key === 'ArrowUp') choose(chosen <= 0 ? count - 1 : chosen - 1)
    else if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && chosen >= 0) location.assign(options()[chosen].dataset.href)
    else return
    event.preventDefault()
  })
  // Before the field loses the focus, and with it the list.
  place.addEventListener('mousedown', (event) => {
    const option = event.target.closest('[role=option]')
    if (!option) return
    event.preventDefault()
    location.assign(option.dataset.href)
  })
  input.addEventListener('blur', close)
}

// Long lists of filters: what does not hold the letters is hidden while one types, and how many are left is said.
// Without this file the button beside the field asks the server.
for (const input of document.querySelectorAll('input[data-find]')) findIn(input)

function findIn(input) {
  const group = input.closest('[role=group]')
  const more = group.querySelector('details')
  const summary = more?.querySelector('summary')
  const said = group.querySelector('[data-found]')
  const choices = [...group.querySelectorAll('.choice')]
  const plain = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const names = choices.map((choice) => plain(choice.querySelector('span').textContent))
  // It finds here and now, so it is no part of the question.
  input.removeAttribute('name')
  input.nextElementSibling.hidden = true
  // With the button goes what the eye was told of the field.
  input.placeholder = input.labels[0].textContent
  group.querySelector('[data-found-none]')?.remove()

  const find = () => {
    const letters = plain(input.value.trim())
    let found = 0
    for (const [at, choice] of choices.entries()) {
      const isFound = names[at].includes(letters)
      if (isFound) found += 1
      choice.hidden = !isFound && !choice.querySelector(':checked')
    }
    if (more) {
      more.open = letters !== ''
      summary.hidden = letters !== ''
    }
    said.textContent =
      letters === ''
        ? ''
        : found === 0
          ? said.dataset.none
          : said.dataset.found.replace('{n}', found)
  }
  input.addEventListener('input', find)
  input.addEventListener('keydown', (event) => {
    // Enter in a field that only finds would send the whole form.
    if (event.key === 'Enter') event.preventDefault()
    else if (event.key === 'Escape' && input.value !== '') {
      event.preventDefault()
      input.value = ''
      find()
    }
  })
  if (input.value !== '') find()
}
