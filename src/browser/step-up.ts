import { recall } from './carrier.ts'
import { askInDialog } from './form-dialog.ts'
import { encodeForm, posted, signedFetch } from './signed-fetch.ts'

/** Whether an answer asks for the password again, the session being good (RFC 9470). */
export const wantsPassword = (response: Response): boolean =>
  (response.headers.get('www-authenticate') ?? '').includes('insufficient_user_authentication')

/** The password, asked over the page before a sensitive act. @returns whether it was given */
export async function askPassword(): Promise<boolean> {
  const address = recall()?.genre === 'agent' ? '/agents/identite' : '/espace/identite'
  const page = await signedFetch(address)
  return askInDialog({
    title: 'Confirmez que c’est vous',
    html: await page.text(),
    selector: 'form[data-preuve]',
    send: async (form) => {
      const answer = await signedFetch(address, posted(encodeForm(form)))
      return answer.status === 204 ? undefined : answer.text()
    },
  })
}
