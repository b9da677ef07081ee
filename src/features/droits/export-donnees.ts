import { sql } from 'kysely'
import type { Clock } from '../../platform/clock/clock.ts'
import { type Db, inTransaction } from '../../platform/db/database.ts'
import { appendJournal } from '../../platform/journal/journal.ts'
import type { UsagerActor } from '../../platform/session/actor.ts'
import { alerte, type CourrielDeps, queueAlerte } from '../comptes/index.ts'

export interface ExportDeps extends CourrielDeps {
  db: Db
  clock: Clock
  linkKey: Buffer
}

/** What a link that was mailed is for, in words. */
const POUR_EN_MOTS = sql`case genre when 'reinitialisation' then 'choisir un nouveau mot de passe'
  when 'deblocage' then 'débloquer la connexion' when 'nouvelle-adresse' then 'confirmer une nouvelle adresse'
  when 'annulation-adresse' then 'reprendre l’ancienne adresse' when 'cloture' then 'garder le compte qui devait fermer'
  when 'alerte' then 'bloquer le compte après une alerte' when 'signalement' then 'bloquer le compte après un signalement'
  else genre end`

/**
 * Everything that is kept of a person, in a form that other programs read (GDPR, articles 15 and 20). Told by mail.
 * @returns JSON text
 */
export async function exportDonnees(deps: ExportDeps, acteur: UsagerActor): Promise<string> {
  const le = deps.clock.now()
  const id = acteur.usagerId
  return inTransaction(deps.db, async (tx) => {
    const { rows } = await sql<{ donnees: Record<string, unknown>; email: string; normalise: string }>`
      select u.email, u.email_normalise as normalise, json_build_object(
        'compte', json_build_object('adresseElectronique', u.email, 'civilite', u.civilite, 'prenom', u.prenom,
          'nom', u.nom, 'dateNaissance', u.date_naissance, 'telephone', u.telephone, 'adressePostale', u.adresse,
          'conditions', (select coalesce(json_agg(json_build_object('texte', texte, 'version', numero, 'reponse', reponse,
            'le', le) order by le), '[]') from conditions_reponse where usager_id = u.id),
          'creeLe', u.cree_le),
        'foyer', (select coalesce(json_agg(json_build_object('prenom', prenom, 'nom', nom,
            'dateNaissance', date_naissance, 'scolarite', saisie, 'ajouteLe', cree_le) order by id), '[]')
          from foyer_enfant where usager_id = u.id),
        'services', (select coalesce(json_agg(demarche order by demarche), '[]')
          from service_choisi where usager_id = u.id),
        'choixDeContact', (select coalesce(json_agg(json_build_object('genre', genre, 'courriel', courriel)
          order by genre), '[]') from choix_de_contact where usager_id = u.id),
        'notificationEnLigne', (select json_build_object('accord', accord, 'ditLe', dit_le)
          from accord_de_notification where usager_id = u.id),
        'appareils', (select coalesce(json_agg(json_build_object('appareil', appareil, 'vuLe', vu_le) order by vu_le),
          '[]') from appareil_connu where usager_id = u.id),
        'sessions', (select coalesce(json_agg(json_build_object('appareil', appareil, 'ouverteLe', creee_le,
          'vueLe', vue_le, 'termineeLe', terminee_le) order by creee_le), '[]') from session where usager_id = u.id),
        'clesDAcces', (select coalesce(json_agg(json_build_object('nom', nom, 'ajouteeLe', cree_le,
          'utiliseeLe', utilisee_le) order by cree_le), '[]') from cle_d_acces where usager_id = u.id),
        'liensEnvoyes', (select coalesce(json_agg(json_build_object('pour', ${POUR_EN_MOTS}, 'adresse', email_normalise,
          'donnees', donnees, 'envoyeLe', cree_le) order by cree_le), '[]') from lien where usager_id = u.id),
        'brouillons', (select coalesce(json_agg(json_build_object('demarche', demarche, 'modifieLe', modifie_le,
          'reponses', saisie, 'changements', changements) order by id), '[]') from brouillon where usager_id = u.id and demande_id is null),
        'demandes', (select coalesce(json_agg(json_build_object('reference', d.reference, 'demarche', d.demarche,
            'deposeeLe', d.deposee_le, 'statut', d.statut, 'statutDepuis', d.statut_depuis, 'reponses', d.reponses,
            'calculs', d.calculs, 'recherchee', d.beneficiaires,
            'transmission', (select json_build_object('autorite', autorite, 'adresse', adresse, 'contact', contact,
              'motifs', motifs, 'transmiseLe', transmise_le) from transmission where demande_id = d.id),
            'conservation', json_build_object(
              'effaceeApresLe', (select echeance from fin_de_conservation where demande_id = d.id),
              'suspenduePour', (select motif from conservation_suspendue where demande_id = d.id)),
            'aPayer', (select json_build_object('montantCents', montant_cents, 'lignes', lignes, 'avantLe', a_payer_avant)
              from montant_du where demande_id = d.id),
            'paiements', (select coalesce(json_agg(json_build_object('commande', p.commande, 'moyen', p.moyen,
              'montantCents', p.montant_cents, 'statut', p.statut, 'autorisation', p.autorisation, 'creeLe', p.cree_le,
              'concluLe', p.conclu_le, 'aRendreCents', p.a_rendre_cents, 'remboursements', (select coalesce(json_agg(json_build_object(
                'montantCents', r.montant_cents, 'motif', r.motif, 'statut', r.statut, 'concluLe', r.conclu_le,
                'referenceDuVirement', r.virement_reference)
                order by r.sequence), '[]') from remboursement r where r.paiement_id = p.id),
              'cheque', (select json_build_object('numero', k.numero, 'banque', k.banque, 'recuLe', k.recu_le, 'impaye',
                (select json_build_object('motif', i.motif, 'le', i.conclu_le) from cheque_impaye i
                where i.paiement_id = k.paiement_id)) from cheque k where k.paiement_id = p.id)) order by p.rang), '[]')
              from paiement p where p.demande_id = d.id),
            'silence', (select json_build_object('sens', sens, 'neeLe', nee_le) from decision_implicite
              where demande_id = d.id order by nee_le desc limit 1),
            'motifs', (select json_build_object('demandesLe', demandee_le, 'motifs', motifs,
              'communiquesLe', communiques_le) from demande_de_motifs where demande_id = d.id),
            'verdicts', (select coalesce(json_agg(json_build_object('document', piece_id, 'verdict', verdict,
              'motif', motif, 'precisions', precisions, 'le', le) order by le), '[]')
              from verdict_piece where demande_id = d.id),
            'decisions', (select coalesce(json_agg(json_build_object('nature', c.nature, 'sens', c.sens, 'motif', c.motif,
              'motivation', c.motivation, 'fondement', c.fondement,
              'destinataire', c.document -> 'destinataire', 'priseLe', c.prise_le, 'ouverteLe', n.vue_le, 'notifieeLe', n.notifiee_le,
              'posteeLe', n.postee_le, 'parties', (select coalesce(json_agg(json_build_object('nom', p.nom,
                'option', p.option, 'libelle', p.libelle, 'sens', p.sens, 'motivation', p.motivation, 'detail', p.detail) order by p.rang), '[]')
                from decision_partie p where p.decision_id = c.id)) order by c.rang), '[]')
              from decision c left join notification_de_decision n on n.decision_id = c.id
              where c.demande_id = d.id),
            'complements', (select coalesce(json_agg(json_build_object('demandeLe', demande_le, 'echeance', echeance,
              'message', message, 'elements', elements, 'reponse', reponse, 'reponduLe', repondu_le,
              'recus', (select coalesce(json_agg(json_build_object('rang', rang, 'reponse', e.reponse, 'recuLe', recu_le)
                order by rang), '[]') from element_recu e where e.complement_id = complement.id))
              order by demande_le), '[]') from complement where demande_id = d.id),
            'messages', (select coalesce(json_agg(json_build_object('de', m.auteur, 'texte', m.texte,
              'envoyeLe', m.envoye_le, 'luLe', m.lu_le, 'documents', (select coalesce(json_agg(json_build_object(
                'nom', dm.nom_fichier, 'recuLe', dm.recu_le) order by dm.id), '[]')
                from document_de_message dm where dm.message_id = m.id)) order by m.envoye_le, m.id), '[]')
              from message m where m.demande_id = d.id and m.envoye_le is not null),
            'documents', (select coalesce(json_agg(json_build_object('nom', nom_fichier, 'taille', taille,
              'recuLe', recue_le) order by piece.id), '[]') from piece join fichier f on f.id = piece.fichier_id
              where demande_id = d.id)) order by d.deposee_le), '[]')
          from demande d where d.usager_id = u.id),
        'notifications', (select coalesce(json_agg(json_build_object('le', le, 'genre', genre, 'donnees', donnees,
          'lueLe', lue_le) order by le, id), '[]') from notification where usager_id = u.id),
        'mesDocuments', (select coalesce(json_agg(json_build_object('nom', nom, 'nature', nature, 'ajouteLe', ajoute_le,
          'dateDuDocument', date_du_document, 'valableJusquAu', valable_jusqu_au) order by id), '[]')
          from document where usager_id = u.id),
        'signalements', (select coalesce(json_agg(json_build_object('reference', reference, 'adresse', courriel,
          'recit', recit, 'sessions', indices, 'creeLe', cree_le, 'traiteLe', traite_le) order by cree_le),
          '[]') from signalement where usager_id = u.id),
        'messages', (select coalesce(json_agg(json_build_object('a', destinataire, 'sujet', sujet, 'texte', texte,
          'creeLe', cree_le, 'envoyeLe', envoye_le) order by id), '[]') from courriel where usager_id = u.id),
        'activite', (select coalesce(json_agg(json_build_object('le', le, 'action', action, 'donnees', donnees)
          order by id), '[]') from journal where acteur_id = u.id or objet_id = u.id)
      ) as donnees from usager u where u.id = ${id}`.execute(tx)
    const row = rows[0]
    if (!row) throw new Error('an account without a row')
    await appendJournal(tx, { le, acteur, action: 'compte.donnees-telechargees', objetId: id })
    await queueAlerte(tx, deps.linkKey, {
      usagerId: id,
      destinataire: row.email,
      emailNormalise: row.normalise,
      courriel: alerte(deps, 'export', { le }),
      le,
    })
    return JSON.stringify({ extraitLe: le, ...row.donnees }, null, 2)
  })
}
