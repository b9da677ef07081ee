import { type RawBuilder, sql } from 'kysely'

/**
 * When a demande ended, for a query on `demande`: its last change of state, decision, correction, notification or
 * reasons given, or the day that what it grants began to count.
 */
export const FINIE_LE = `greatest(demande.statut_depuis,
  (select max(x.prise_le) from decision x where x.demande_id = demande.id),
  (select max(coalesce(n.notifiee_le, n.postee_le))::timestamp at time zone 'Europe/Paris'
    from notification_de_decision n join decision x on x.id = n.decision_id where x.demande_id = demande.id),
  (select m.communiques_le from demande_de_motifs m where m.demande_id = demande.id),
  (select max(a.effective_le) from attribution_differee a where a.demande_id = demande.id))`

/**
 * What keeps a demande that has ended, for a query on `demande`: a document still waited for (not for ever: the SQL
 * function `attend_encore`), an appeal or an inspection, a decision that was not notified yet, reasons owed, a message
 * that nobody read, a mail or a letter on its way.
 * @param jour today in Paris, YYYY-MM-DD
 */
export const retenue = (jour: string): RawBuilder<boolean> => sql<boolean>`(
  exists (select from conservation_suspendue s where s.demande_id = demande.id)
  or attend_encore(demande.id, ${jour}::date)
  or exists (select from notification_de_decision n join decision x on x.id = n.decision_id
    where x.demande_id = demande.id and n.notifiee_le is null and n.postee_le is null)
  or exists (select from demande_de_motifs m where m.demande_id = demande.id and m.communiques_le is null)
  or exists (select from message m where m.demande_id = demande.id and m.auteur = 'usager' and m.lu_le is null
    and m.envoye_le is not null)
  or exists (select from courriel k where k.demande_id = demande.id and k.envoye_le is null and k.abandonne_le is null)
  or exists (select from lettre l where l.demande_id = demande.id and l.imprimee_le is null))`

/** Whether the account that it belongs to was erased, for a query on `demande`: there is nobody to tell. */
export const SANS_PERSONNE = sql<boolean>`exists (select from usager u
  where u.id = demande.usager_id and u.email_normalise = 'efface-' || u.id)`
