// A button after each text that is made to be copied. Without scripts the text is marked by hand.
for (const text of document.querySelectorAll('[data-copy]')) {
  const button = document.createElement('button')
  const { copy, copied } = text.dataset
  button.type = 'button'
  button.className = 'btn quiet'
  button.textContent = copy
  button.setAttribute('aria-describedby', text.id)
  const said = document.createElement('span')
  said.className = 'small soft'
  said.setAttribute('role', 'status')
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text.textContent.trim())
    said.textContent = copied
  })
  const line = document.createElement('p')
  line.append(button, ' ', said)
  text.after(line)
}
