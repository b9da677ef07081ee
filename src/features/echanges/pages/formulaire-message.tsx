import type { ComponentChildren } from 'preact'
import { refusEnMots } from '../../../formulaire/refus-de-piece.ts'
import { ZoneDeTexte } from '../../../ui/champs/cadre.tsx'
import { PiecesARetirer, Televersement } from '../../../ui/champs/piece-view.tsx'
import { unMessage } from '../../../ui/champs/un-message.ts'
import { alertesEnMots } from '../../pieces/index.ts'
import type { DocumentVue, EchangeVue } from '../echange.query.ts'
import { TEXTE_MAX } from '../message.ts'
import { adresseDe, type Cote } from './fil.tsx'

/** A message as it was typed, when its form comes back. */
export interface MessageTape {
  texte: string
  erreur?: string | undefined
}

const DOCUMENTS_MAX = 5

interface FormulaireProps {
  echange: EchangeVue
  cote: Cote
  tape: MessageTape
  /** Where to come back after an upload. */
  ici: string
  /** What stands above the words: the templates of the agents. */
  children?: ComponentChildren
}

/** What an analysis that was quick already found is said before the message leaves. */
function enPreparation({ refusee, alertes }: DocumentVue, cote: Cote): string {
  if (refusee) return `${refusEnMots[refusee]}. Retirez-le, puis ajoutez-en un autre.`
  return cote === 'agent' && alertes.length > 0
    ? `il contient ${alertes.map((alerte) => alertesEnMots[alerte]).join(', ')}\u00a0: l’usager ne pourra pas l’ouvrir. Retirez-le, puis ajoutez-en un autre.`
    : 'reçu, il partira avec le message'
}

/** The form of a message. Its key makes one message of a click twice. */
export function FormulaireDeMessage({ echange, cote, tape, ici, children }: FormulaireProps) {
  const { demande, preparation } = echange
  const adresse = adresseDe(cote, demande.reference)
  return (
    <>
      <form method="post" action={adresse} noValidate>
        <input type="hidden" name="cle" value={preparation.cle} />
        {children}
        <ZoneDeTexte
          nom="texte"
          libelle={cote === 'usager' ? 'Votre message' : 'Message à l’usager'}
          aide={`${TEXTE_MAX.toLocaleString('fr-FR')} caractères au plus.`}
          valeur={tape.texte}
          messages={unMessage(tape.erreur)}
          lignes={6}
        />
        <PiecesARetirer
          pieces={preparation.documents}
          suite={(document) => <span class="doux">– {enPreparation(document, cote)}</span>}
        />
        <div class="actions">
          <button type="submit" class="ds-button">
            Envoyer le message
          </button>
        </div>
      </form>
      <Televersement
        id="document-message"
        libelle="Ajouter un document à ce message (facultatif)"
        aide={`Avant d’envoyer le message. PDF, JPEG, PNG, HEIC, 10 Mo au plus, ${DOCUMENTS_MAX} documents au plus.`}
        messages={[]}
        adresse={`${adresse}/${preparation.cle}/pieces`}
        retour={ici}
        plein={preparation.documents.length >= DOCUMENTS_MAX}
      />
    </>
  )
}
