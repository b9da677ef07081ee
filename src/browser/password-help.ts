const AFTER_MS = 500

let timer: ReturnType<typeof setTimeout> | undefined
let asked = 0

/** What else stands in the form and would be guessed first. */
const OWN = ['prenom', 'nom', 'email']

/** Says how strong the password is as it stands; the judgement is the server's, which keeps nothing of it. */
async function judge(field: HTMLInputElement): Promise<void> {
  const said = document.getElementById(field.dataset.force ?? '')
  if (!said) return
  asked += 1
  const mine = asked
  const words = OWN.map(
    (name) => field.form?.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? '',
  )
  const body = new URLSearchParams({ motDePasse: field.value, mots: words.join(' ') })
  const answer =
    field.value === ''
      ? undefined
      : await fetch('/mot-de-passe/force', { method: 'POST', credentials: 'omit', body })
  const { phrase } = answer?.ok ? ((await answer.json()) as { phrase: string }) : { phrase: '' }
  if (mine === asked) said.textContent = phrase
}

function toggle(button: HTMLElement): void {
  const field = document.getElementById(button.dataset.montre ?? '') as HTMLInputElement | null
  if (!field) return
  const shown = field.type === 'password'
  field.type = shown ? 'text' : 'password'
  button.setAttribute('aria-pressed', String(shown))
  const word = button.firstChild
  if (word) word.textContent = shown ? 'Masquer' : 'Afficher'
}

/** « Afficher » works with this script only: it is shown once the script is there. */
export function revealButtons(): void {
  for (const button of document.querySelectorAll<HTMLElement>('[data-montre]')) button.hidden = false
}

/** Showing a password, and hearing how strong it is while typing. */
export function startPasswordHelp(): void {
  revealButtons()
  addEventListener('click', (event) => {
    const button = (event.target as Element | null)?.closest?.<HTMLElement>('[data-montre]')
    if (button) toggle(button)
  })
  addEventListener('input', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.dataset.force) return
    clearTimeout(timer)
    // An answer that does not come says nothing: the server judges again when the form is sent.
    timer = setTimeout(() => judge(target).catch(() => undefined), AFTER_MS)
  })
  // A browser keeps passwords of password fields only.
  addEventListener('submit', ({ target }) => {
    for (const field of (target as HTMLFormElement).querySelectorAll<HTMLInputElement>('input'))
      if (field.autocomplete.endsWith('password')) field.type = 'password'
  })
}
