/**
 * The test file that every antivirus takes for a virus and that does nothing (eicar.org). In two parts, so that the
 * antivirus of a developer's machine does not take this source for one.
 */
export const eicar = (): Buffer =>
  Buffer.from(
    ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
    'latin1',
  )
