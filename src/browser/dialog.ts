import { revealButtons } from './password-help.ts'

/**
 * Opens a dialog over the page.
 * @param onLeft called when the person closes it
 * @returns closes it without `onLeft`
 */
export function openDialog(
  title: string,
  content: readonly HTMLElement[],
  leave: string,
  onLeft: () => void,
): () => void {
  const dialog = document.createElement('dialog')
  const heading = document.createElement('h2')
  heading.id = 'titre-dialogue'
  heading.textContent = title
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'lien'
  button.textContent = leave
  dialog.setAttribute('aria-labelledby', heading.id)
  dialog.append(heading, ...content, button)
  document.body.append(dialog)
  revealButtons()
  const close = (): void => {
    dialog.close()
    dialog.remove()
  }
  const left = (): void => {
    close()
    onLeft()
  }
  button.onclick = left
  dialog.oncancel = left
  dialog.showModal()
  return close
}
