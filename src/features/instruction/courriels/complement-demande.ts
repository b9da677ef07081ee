import type { EffetDuComplement } from '../../../platform/legal-clock/complement.ts'
import { longDay } from '../../../platform/legal-clock/paris.ts'
import { composeMail } from '../../../platform/mail/compose-mail.ts'
import { APRES_LA_DATE, boutonDemande, DITES_LE_NOUS, effetEnMots, joindre } from '../../demandes/index.ts'
import type { CourrielContexte } from '../instruction-deps.ts'

interface CeQuiManque {
  nombre: number
  echeance: string
  effet: EffetDuComplement
  bloquant: boolean
  /** Whether silence has decided already. */
  nee: boolean
}

/** Something is missing: how many, until when, where. The list itself is read on line only. */
export function complementDemande(contexte: CourrielContexte, manque: CeQuiManque) {
  const { deps, prenom, reference, demarche } = contexte
  const { effet, nee, echeance, bloquant } = manque
  const paragraphe = (texte: string) => ({ type: 'paragraphe' as const, texte })
  return {
    modele: 'complement-demande' as const,
    ...composeMail(
      {
        sujet: bloquant
          ? `Votre demande ${reference} : il manque quelque chose`
          : `Votre demande ${reference} : vous pouvez ajouter un document ou une réponse`,
        salutation: `Bonjour ${prenom},`,
        blocs: [
          paragraphe(
            `${quoi(contexte, manque)} La liste est dans votre espace. Vous pouvez répondre jusqu’au ${longDay(echeance)} inclus.`,
          ),
          boutonDemande(contexte, 'Voir la liste et répondre'),
          paragraphe(APRES_LA_DATE),
          paragraphe(effetEnMots({ effet, nee, mois: demarche.silence.mois, echeance })),
          paragraphe(`Vous n’arrivez pas à obtenir un document à temps ? ${DITES_LE_NOUS}`),
          joindre(contexte),
        ],
      },
      deps.mailIdentity,
    ),
  }
}

function quoi(
  { reference, demarche }: CourrielContexte,
  { nombre, bloquant }: Pick<CeQuiManque, 'nombre' | 'bloquant'>,
): string {
  const demande = `votre demande ${reference} (${demarche.titre})`
  const elements = nombre === 1 ? 'un élément' : `${nombre} éléments`
  if (bloquant) return `Pour examiner ${demande}, il nous manque ${elements}.`
  const aide = nombre === 1 ? 'Un élément nous aiderait' : `${nombre} éléments nous aideraient`
  return `L’examen de ${demande} continue. ${aide} pourtant.`
}
