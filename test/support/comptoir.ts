/** The counter of the use cases, for the tests of features that work beside it. */
export {
  type Comptoir,
  createComptoir,
  demarcheDEssai,
} from '../../src/features/instruction/comptoir.fixture.ts'
export { REPONSES_DU_PACK } from '../../src/features/instruction/pack.fixture.ts'
