export { type Comptoir, createComptoir } from '../../src/features/instruction/comptoir.fixture.ts'
