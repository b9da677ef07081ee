import { fileName } from './addresses.ts'
import { fetchAsking } from './fetch-asking.ts'
import { faultInWords, offerRetry } from './regions.ts'

/** Fetches a private file with a proof and hands it over; no secret ever stands in an address. */
async function download(address: string): Promise<void> {
  try {
    const response = await fetchAsking(address, { accept: '*/*' })
    if (response.status === 401) return
    if (!response.ok) return offerRetry(() => void download(address), await faultInWords(response))
    const copy = document.createElement('a')
    copy.href = URL.createObjectURL(await response.blob())
    copy.download = fileName(response.headers.get('content-disposition'))
    copy.click()
    setTimeout(() => URL.revokeObjectURL(copy.href), 60_000)
  } catch {
    offerRetry(() => void download(address))
  }
}

export function startDownloads(): void {
  addEventListener('click', (event) => {
    const link = (event.target as Element | null)?.closest?.('a[data-telecharge]')
    if (!link) return
    event.preventDefault()
    void download(link.getAttribute('href') ?? '')
  })
}
