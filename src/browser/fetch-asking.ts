import { recall } from './carrier.ts'
import { askSignIn } from './sign-in.ts'
import { type SignedRequest, signedFetch } from './signed-fetch.ts'
import { askPassword, wantsPassword } from './step-up.ts'
import { askOtherTabs } from './tabs.ts'

let asking: Promise<boolean> | undefined

/** A session again: the one of another tab, if it is not the one that is over, or a sign-in over the page. */
async function findSession(): Promise<boolean> {
  const over = recall()?.token
  return ((await askOtherTabs()) && recall()?.token !== over) || askSignIn()
}

/**
 * Sends a signed request. When the session is over the person signs in over the page, when the act is a sensitive one
 * they give the password; then the request goes on, with nothing of the page lost.
 */
export async function fetchAsking(address: string, request: SignedRequest = {}): Promise<Response> {
  const response = await signedFetch(address, request)
  if (response.status !== 401) return response
  asking ??= (wantsPassword(response) ? askPassword() : findSession()).finally(() => {
    asking = undefined
  })
  return (await asking) ? signedFetch(address, request) : response
}
