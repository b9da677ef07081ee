import type { Demarche } from '../../../formulaire/demarche.ts'
import { longDate } from '../../../platform/legal-clock/paris.ts'
import { AdressePostale } from '../../../ui/adresse-postale.tsx'
import { Telephone } from '../../../ui/telephone.tsx'
import type { EchangeVue } from '../echange.query.ts'
import { Fil } from './fil.tsx'
import { FormulaireDeMessage, type MessageTape } from './formulaire-message.tsx'

interface Props {
  echange: EchangeVue
  demarche: Demarche
  ici: string
  tape?: MessageTape
}

/** The exchange on the page of a demande. */
export function SectionMessages(props: Props) {
  return (
    <section id="messages" class="echanges" aria-labelledby="titre-messages">
      <h2 id="titre-messages">Vos échanges avec le service</h2>
      <EchangeDUsager {...props} />
    </section>
  )
}

/** What was written, and the form, or how to write otherwise once it is too late. */
export function EchangeDUsager({ echange, demarche, ici, tape = { texte: '' } }: Props) {
  return (
    <>
      <Fil echange={echange} cote="usager" />
      {echange.closDepuis ? (
        <Autrement echange={echange} demarche={demarche} depuis={echange.closDepuis} tape={tape} />
      ) : (
        <FormulaireDeMessage echange={echange} cote="usager" tape={tape} ici={ici} />
      )}
    </>
  )
}

function Autrement({
  echange,
  demarche,
  depuis,
  tape,
}: Omit<Props, 'ici'> & { depuis: Date; tape: MessageTape }) {
  const { contact } = demarche
  return (
    <div class="encadre" data-ton="info">
      <p>
        <strong>Cette demande est terminée.</strong> On ne peut plus écrire ici depuis le {longDate(depuis)}.
        Vos messages restent lisibles. Pour joindre {contact.service}, rappelez la référence{' '}
        {echange.demande.reference} :
      </p>
      <p>
        <Telephone numero={contact.telephone} />, {contact.horaires}
      </p>
      <AdressePostale lignes={contact.adressePostale} />
      {tape.texte ? (
        <>
          <p>Ce que vous aviez écrit n’est pas parti. Copiez-le si vous voulez l’envoyer autrement :</p>
          <p class="message-texte">{tape.texte}</p>
        </>
      ) : null}
    </div>
  )
}
