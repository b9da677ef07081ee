import { fetchAsking } from './fetch-asking.ts'

/** Images on screen or soon to be, with the address that holds each in memory. */
const shown = new Map<HTMLImageElement, string>()

const observer = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      observer.unobserve(target)
      void show(target as HTMLElement)
    }
  },
  { rootMargin: '200px' },
)

/** Fetches one page of a document with a proof, and puts it in its button. */
async function show(button: HTMLElement): Promise<void> {
  const { apercu = '', largeur, hauteur } = button.dataset
  try {
    const response = await fetchAsking(apercu, { accept: 'image/jpeg' })
    if (!response.ok) throw new Error(String(response.status))
    const image = new Image(Number(largeur), Number(hauteur))
    image.alt = ''
    image.src = URL.createObjectURL(await response.blob())
    shown.set(image, image.src)
    button.replaceChildren(image)
  } catch {
    button.textContent = 'Cette page ne s’affiche pas. Appuyez pour réessayer.'
    button.dataset.echec = ''
  }
}

/** Called after each change of page: the images of the page before leave the memory. */
export function watchPreviews(): void {
  for (const [image, address] of shown) {
    if (image.isConnected) continue
    URL.revokeObjectURL(address)
    shown.delete(image)
  }
  for (const button of document.querySelectorAll('[data-apercu]:not(:has(img))')) observer.observe(button)
}

/** A press makes a page large, another one small again. */
export function startPreviews(): void {
  addEventListener('click', (event) => {
    const button = (event.target as Element | null)?.closest?.<HTMLElement>('[data-apercu]')
    if (!button) return
    if (button.dataset.echec !== undefined) {
      delete button.dataset.echec
      void show(button)
      return
    }
    const large = button.getAttribute('aria-pressed') !== 'true'
    button.setAttribute('aria-pressed', String(large))
  })
}
