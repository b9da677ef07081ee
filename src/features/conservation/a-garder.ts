import { sql } from 'kysely'

/**
 * When a demande ended, for a query on `demande`: its last change of state, decision, correction, notification or
 * reasons given.
 */
export const FINIE_LE = `greatest(demande.statut_depuis,
  (select max(x.prise_le) from decision x where x.demande_id = demande.id),
  (select max(coalesce(n.notifiee_le, n.postee_le))::timestamp at time zone 'Europe/Paris'
    from notification_de_decision n join decision x on x.id = n.decision_id where x.demande_id = demande.id),
  (select m.communiques_le from demande_de_motifs m where m.demande_id = demande.id))`

/**
 * What keeps a demande that has ended, for a query on `demande`: a complement or a document still waited for, an appeal or
 * an inspection, a decision that was not notified yet, reasons owed, a message that nobody read, a mail or a letter on
 * its way.
 */
export const RETENUE = sql<boolean>`(
  exists (select from conservation_suspendue s where s.demande_id = demande.id)
  or exists (select from complement c where c.demande_id = demande.id and c.clos_le is null)
  or exists (select from attribution_differee a where a.demande_id = demande.id and a.effective_le is null)
  or exists (select from notification_de_decision n join decision x on x.id = n.decision_id
    where x.demande_id = demande.id and n.notifiee_le is null and n.postee_le is null)
  or exists (select from demande_de_motifs m where m.demande_id = demande.id and m.communiques_le is null)
  or exists (select from message m where m.demande_id = demande.id and m.auteur = 'usager' and m.lu_le is null
    and m.envoye_le is not null)
  or exists (select from courriel k where k.demande_id = demande.id and k.envoye_le is null and k.abandonne_le is null)
  or exists (select from lettre l where l.demande_id = demande.id and l.imprimee_le is null))`
