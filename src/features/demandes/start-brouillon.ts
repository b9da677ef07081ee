import { SAISIE_VIDE } from '../../formulaire/definition.ts'
import { prefill } from '../../formulaire/prefill.ts'
import { inTransaction, type Tx } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { type Compte, getCompte } from '../comptes/index.ts'
import { answerIn, requireAccepted } from '../conditions/index.ts'
import { campagneDe } from '../demarches/index.ts'
import { insertBrouillon } from './brouillon-store.ts'
import { type BrouillonDeps, formulaireDe } from './parcours-de-brouillon.ts'
import { DemarcheFermee, TropDeBrouillons } from './refusals.ts'

/** Open at once, for one person: more than any family needs, and a bound to what one account may fill. */
const MAX_BROUILLONS = 10

/** What the account offers to the fields that ask for it. */
function sourcesOf(compte: Compte): Record<string, string | Record<string, string>> {
  return {
    'compte.email': compte.email,
    'compte.identite': { prenom: compte.prenom, nom: compte.nom, civilite: compte.civilite ?? '' },
    ...(compte.telephone ? { 'compte.telephone': compte.telephone } : {}),
    ...(compte.adresse ? { 'compte.adresse': compte.adresse } : {}),
  }
}

/**
 * Begins a brouillon with what the account already knows.
 * @param conditionsLues the number of the démarche's terms that the person accepts by starting, when they were asked
 * @returns its id
 * @throws DemarcheIntrouvable | DemarcheFermee | ServiceFerme | TropDeBrouillons | ConditionsAAccepter | ConditionsChangees
 */
export async function startBrouillon(
  deps: BrouillonDeps,
  acteur: UsagerActor,
  slug: string,
  conditionsLues: number | undefined,
): Promise<string> {
  const publiee = deps.catalogue.get(slug)
  const definition = formulaireDe(publiee)
  deps.calendrier.exigeOuverte(slug)
  const le = deps.clock.now()
  return inTransaction(deps.db, async (tx) => {
    const { etat, phrase } = await campagneDe(tx, publiee.demarche, le)
    if (etat !== 'ouverte') throw new DemarcheFermee(slug, phrase)
    await refuseTooMany(tx, acteur.usagerId)
    if (conditionsLues !== undefined)
      await answerIn(tx, acteur, { texte: slug, numero: conditionsLues, reponse: 'acceptee' }, le)
    await requireAccepted(tx, acteur.usagerId, slug)
    const saisie = prefill(definition, SAISIE_VIDE, sourcesOf(await getCompte(tx, acteur.usagerId)))
    const id = await insertBrouillon(tx, {
      usagerId: acteur.usagerId,
      demarche: slug,
      definitionVersion: definition.version,
      saisie,
      le,
    })
    await appendJournal(tx, { le, acteur, action: 'brouillon.commence', objetId: id })
    return id
  })
}

/** Under the lock of the account: two that begin at the same moment are counted one after the other. */
async function refuseTooMany(tx: Tx, usagerId: string): Promise<void> {
  await tx.selectFrom('usager').select('id').where('id', '=', usagerId).forUpdate().execute()
  const { open } = await tx
    .selectFrom('brouillon')
    .select((eb) => eb.fn.countAll<string>().as('open'))
    .where('usager_id', '=', usagerId)
    .where('demande_id', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(open) >= MAX_BROUILLONS) throw new TropDeBrouillons()
}
