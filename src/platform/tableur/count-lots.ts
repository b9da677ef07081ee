/** Tells how many lines went through, also when the reader left in the middle. */
export async function* countLots<T>(
  lots: AsyncIterable<readonly T[]>,
  tell: (nombre: number, entier: boolean) => Promise<void>,
): AsyncGenerator<readonly T[]> {
  let nombre = 0
  let entier = false
  try {
    for await (const lot of lots) {
      nombre += lot.length
      yield lot
    }
    entier = true
  } finally {
    await tell(nombre, entier)
  }
}
