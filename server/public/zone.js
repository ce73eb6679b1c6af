// Tells the portal the reader's time zone, so that deadlines are shown on the reader's own clock too. On the first
// page the clock is added here.
const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
const cookie = `zone=${encodeURIComponent(timeZone)}`

if (timeZone && !document.cookie.split('; ').includes(cookie)) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser that reads us.
  document.cookie = `${cookie}; path=/; max-age=31536000; samesite=lax`
  for (const clocks of document.querySelectorAll('[data-instant]')) addClock(clocks)
}

/** Unless the reader's clock shows what stands there already. */
function addClock(clocks) {
  const at = new Date(clocks.dataset.instant)
  const time = at.toLocaleTimeString('sv-SE', { hour: '2-digit', minute: '2-digit' })
  if (clocks.textContent.includes(time)) return
  const clock = document.createElement('dt')
  clock.textContent = time
  const place = document.createElement('dd')
  place.textContent = clocks.dataset.where
  clocks.append(clock, place)
}
