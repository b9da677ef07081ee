/** The options of the server (WebAuthn, JSON form), as far as they are read here. */
interface Options {
  challenge: string
  user?: { id: string }
  allowCredentials?: { id: string }[]
  excludeCredentials?: { id: string }[]
}

const BUTTONS = 'button[data-cle-creation], button[data-cle-connexion]'

const bytes = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))

const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')

/** The options with bytes where the browser wants bytes. */
const decoded = ({ user, allowCredentials, excludeCredentials, ...rest }: Options): object => {
  const known = (list: { id: string }[]) => list.map((one) => ({ ...one, id: bytes(one.id) }))
  return {
    ...rest,
    challenge: bytes(rest.challenge),
    ...(user ? { user: { ...user, id: bytes(user.id) } } : {}),
    ...(allowCredentials ? { allowCredentials: known(allowCredentials) } : {}),
    ...(excludeCredentials ? { excludeCredentials: known(excludeCredentials) } : {}),
  }
}

/** Makes a key or uses one. @returns the answer for the server. @throws whatever the browser or the person refuses */
async function askKey(button: HTMLButtonElement): Promise<string> {
  const { cleCreation, cleConnexion } = button.dataset
  const publicKey = decoded(JSON.parse(cleCreation ?? cleConnexion ?? '') as Options)
  const made = cleCreation
    ? await navigator.credentials.create({ publicKey: publicKey as PublicKeyCredentialCreationOptions })
    : await navigator.credentials.get({ publicKey: publicKey as PublicKeyCredentialRequestOptions })
  const { id, rawId, type, response } = made as PublicKeyCredential
  const parts = response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse
  const answer = {
    clientDataJSON: text(parts.clientDataJSON),
    ...(cleCreation
      ? { attestationObject: text(parts.attestationObject), transports: parts.getTransports?.() ?? [] }
      : { authenticatorData: text(parts.authenticatorData), signature: text(parts.signature) }),
  }
  return JSON.stringify({ id, rawId: text(rawId), type, response: answer, clientExtensionResults: {} })
}

const field = (form: HTMLFormElement | null): HTMLInputElement | null | undefined =>
  form?.querySelector<HTMLInputElement>('input[type="hidden"][name="cle"]')

async function onPress(button: HTMLButtonElement): Promise<void> {
  const { form } = button
  const answer = field(form)
  const failure = form?.querySelector<HTMLElement>('[data-cle-echec]')
  if (!form || !answer || button.ariaBusy === 'true') return
  button.ariaBusy = 'true'
  if (failure) failure.hidden = true
  try {
    answer.value = await askKey(button)
    form.requestSubmit()
  } catch {
    if (failure) failure.hidden = false
  } finally {
    button.ariaBusy = 'false'
  }
}

/** Passkeys: a press asks the browser for the key, and its answer goes with the form. */
export function startPasskeys(): void {
  addEventListener('click', (event) => {
    const button = (event.target as Element | null)?.closest?.<HTMLButtonElement>(BUTTONS)
    if (button) void onPress(button)
  })
  // Whoever writes a code after all means the code, not the key that did not open.
  addEventListener('input', (event) => {
    const input = event.target as HTMLInputElement
    const answer = input.form?.querySelector(BUTTONS) ? field(input.form) : undefined
    if (answer) answer.value = ''
  })
}
