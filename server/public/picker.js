// Makes the organisation picker a combobox (WAI-ARIA 1.2). Without it the form asks the server.
const WAIT_MS = 150
for (const box of document.querySelectorAll('[data-picker]')) enhance(box)

function enhance(box) {
  const input = box.querySelector('input[type=text]')
  const name = input.name.slice(0, -2)
  const shown = box.querySelector(`[name="${name}_shown"]`)
  const said = box.querySelector('[data-said]')
  const radio = box.querySelector('[data-choices] input:checked')
  const { suggest, none, one, many, chosen } = box.dataset
  const value = Object.assign(document.createElement('input'), { type: 'hidden', name })
  const list = Object.assign(document.createElement('ul'), {
    id: `${input.id}-list`,
    className: 'suggest',
    hidden: true,
  })
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', box.querySelector('label').textContent)
  let items = []
  let active = -1
  let timer
  let asked = 0

  if (radio?.value) {
    value.value = radio.value
    const label = radio.parentElement
    input.value = shown.value = label.querySelector('[data-name]').textContent
    say(`${chosen} ${input.value}`)
  }
  box.querySelector('[data-choices]')?.remove()
  box.querySelector('button').remove()
  box.querySelector('.search').after(list, value)
  for (const [key, text] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
    'aria-expanded': 'false',
  }))
    input.setAttribute(key, text)

  input.addEventListener('input', () => {
    value.value = shown.value = ''
    clearTimeout(timer)
    timer = setTimeout(find, WAIT_MS)
  })
  input.addEventListener('blur', close)
  input.addEventListener('keydown', (event) => {
    const { key } = event
    if (key === 'ArrowDown' && list.hidden) void find()
    else if (key === 'ArrowDown') mark((active + 1) % items.length)
    else if (key === 'ArrowUp' && !list.hidden) mark((active || items.length) - 1)
    else if (key === 'Enter' && active >= 0) choose(items[active])
    else if (key === 'Escape' && !list.hidden) close()
    else return
    event.preventDefault()
  })

  async function find() {
    const q = input.value.trim()
    const turn = ++asked
    if (!q) return close()
    const answer = await fetch(`${suggest}?q=${encodeURIComponent(q)}`).catch(() => null)
    if (!answer?.ok || turn !== asked || document.activeElement !== input) return
    items = (await answer.json()).items
    list.replaceChildren(...items.map(option))
    say(items.length === 0 ? none : items.length === 1 ? one : `${items.length} ${many}`)
    open(items.length > 0)
  }
  function option(item, i) {
    const row = document.createElement('li')
    row.id = `${list.id}-${i}`
    row.setAttribute('role', 'option')
    row.setAttribute('aria-selected', 'false')
    row.append(
      item.name,
      Object.assign(document.createElement('span'), { className: 'soft', textContent: item.note }),
    )
    row.addEventListener('pointerdown', (event) => {
      event.preventDefault()
      choose(item)
    })
    return row
  }
  function mark(next) {
    list.children[active]?.setAttribute('aria-selected', 'false')
    active = next
    const row = list.children[active]
    row?.setAttribute('aria-selected', 'true')
    row?.scrollIntoView({ block: 'nearest' })
    input.setAttribute('aria-activedescendant', row?.id ?? '')
  }
  function choose(item) {
    value.value = item.id
    input.value = shown.value = item.name
    close()
    say(`${chosen} ${item.name}, ${item.note}`)
  }
  function open(isOpen) {
    list.hidden = !isOpen
    input.setAttribute('aria-expanded', String(isOpen))
    mark(-1)
  }
  function close() {
    asked++
    open(false)
  }
  function say(text) {
    said.textContent = text
  }
}
