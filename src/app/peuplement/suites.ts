// What follows each dépôt that `statements.ts` drew, in the same transaction: acts, decisions, news, exchanges, journal.

export const ACTES = `
insert into complement (id, demande_id, agent_id, demande_le, echeance, message, elements, effet, repondu_le, clos_le)
select pg_temp.id_de('complement', d.n, d.demande), d.id, a.id, d.demande, d.demande::date + 30,
  'Il nous manque un document pour continuer.',
  '[{"libelle": "Certificat de scolarité", "nature": "document", "bloquant": true}]', 'suspend', d.recu, d.recu
from plan d join agents a on a.i = d.agent where d.demande is not null;
insert into element_recu (complement_id, rang, reponse, recu_le, tardif)
select pg_temp.id_de('complement', n, demande), 1, 'Voici le document.', recu, false from plan where recu is not null;
insert into courriel (id, usager_id, demande_id, destinataire, modele, sujet, texte, html, cree_le, envoye_le)
select pg_temp.id_de('accuse', d.n, d.depose), p.id, d.id, p.email, 'accuse-reception',
  'Accusé de réception de votre demande ' || q.reference, 'Nous avons bien reçu votre demande.',
  '<p>Nous avons bien reçu votre demande.</p>', d.depose, d.depose + interval '4 seconds'
from plan d join personne p on p.n = d.usager join demande q on q.id = d.id order by d.depose;
insert into decision_implicite (demande_id, sens, nee_le, constatee_le)
select id, 'rejet', due, constat from plan where constat is not null`

/** Each decision with its document, the part of each option, and how it reached the person (CRPA R112-20). */
export const DECISIONS = `
insert into decision (id, rang, demande_id, agent_id, nature, sens, motivation, prise_le, modele_version, document)
select d.decision, 1, d.id, a.id, 'decision', d.statut, case
    when d.statut in ('acceptee', 'acceptee_partiellement') then ''
    when d.statut = 'refusee' then 'L’enfant n’est pas scolarisé dans un collège du département.'
    else 'Malgré nos rappels, nous n’avons pas reçu le document demandé.' end, d.fin, '$MODELE',
  jsonb_build_object('destinataire', jsonb_build_object('prenom', p.prenom, 'nom', p.nom, 'adresse',
      jsonb_build_array(1 + p.n % 120 || ' rue des Lilas', p.cp || ' ' || p.commune)),
    'decideur', jsonb_build_object('prenom', g.prenom, 'nom', g.nom, 'qualite', g.qualite))
from plan d join personne p on p.n = d.usager join agents a on a.i = d.agent join agent g on g.id = a.id
where d.decision is not null;
insert into decision_partie (decision_id, rang, instance, option, nom, libelle, sens, motivation)
select d.decision, o.rang, pg_temp.id_de('instance', d.n, d.depose)::text, o.valeur, e.prenom || ' ' || p.nom, o.libelle,
  case when refusee then 'refusee' else 'acceptee' end,
  case when refusee then 'L’enfant n’est pas scolarisé dans un collège du département.' else '' end
from plan d join personne p on p.n = d.usager join enfant e on e.usager = d.usager and e.enfant = d.enfant
join (values (0, 0, 'transport', 'Transport scolaire'), (1, 0, 'carte-jeune', 'Carte jeune'),
    (2, 0, 'transport', 'Transport scolaire'), (2, 1, 'carte-jeune', 'Carte jeune')) o(tirage, rang, valeur, libelle)
  on o.tirage = floor(pg_temp.alea('options', d.n) * 3)::int
cross join lateral (select d.statut = 'refusee' or (d.statut = 'acceptee_partiellement' and o.rang = 1) as refusee) r
where d.decision is not null and d.statut <> 'sans_suite';
create temp table remise on commit drop as
select d.decision, d.id, d.usager, d.agent, p.en_ligne, d.fin,
  case when p.en_ligne and pg_temp.alea('vue', d.n) < 0.9 then d.fin + d.pas * (0.1 + 2 * pg_temp.alea('vue-le', d.n)) end as vue,
  case when not p.en_ligne then d.fin + d.pas end as postee,
  case when p.en_ligne and pg_temp.alea('vue', d.n) >= 0.9
    then nullif(least(d.fin + interval '16 days', timestamptz '$FIN'), timestamptz '$FIN') end as reglee
from plan d join personne p on p.n = d.usager where d.decision is not null;
insert into notification_de_decision (decision_id, demarche, voie, deposee_le, vue_le, notifiee_le, notifiee_par,
  postee_le, postee_par)
select r.decision, '$DEMARCHE', case when r.en_ligne then 'espace' else 'courrier' end, r.fin, r.vue,
  (coalesce(r.vue, case when r.reglee is not null then r.fin end) at time zone 'Europe/Paris')::date,
  case when r.vue is not null then 'consultation' when r.reglee is not null then 'quinze-jours' end,
  (r.postee at time zone 'Europe/Paris')::date, case when r.postee is not null then a.id end
from remise r join agents a on a.i = r.agent`

/** A few exchanges, and a year of news: the older ones are purged. */
export const NOUVELLES = `
create temp table echange on commit drop as
select n, id, usager, agent, pg_temp.id_de('message', n, pris) as question, pris + pas * 0.4 as posee,
  case when pg_temp.alea('lu', n) < 0.8 then pris + pas * 0.7 end as lue,
  case when pg_temp.alea('lu', n) < 0.4 then pg_temp.id_de('reponse', n, pris) end as reponse, pris + pas as repondue,
  case when fin is not null or pg_temp.alea('relu', n) < 0.6 then pris + pas * 1.5 end as relue
from plan where pris is not null and pg_temp.alea('message', n) < 0.06;
insert into message (id, demande_id, demarche, auteur, agent_id, texte, cree_le, envoye_le, lu_le)
select e.question, e.id, '$DEMARCHE', 'agent', a.id, 'Pouvez-vous nous dire le nom du collège ?', e.posee, e.posee, e.lue
from echange e join agents a on a.i = e.agent
union all select reponse, id, '$DEMARCHE', 'usager', null, 'C’est le collège Olympique.', repondue, repondue, relue
from echange where reponse is not null;
insert into notification (id, usager_id, demande_id, objet_id, genre, donnees, le, a_faire, lue_le, faite_le)
select pg_temp.id_de('nouvelle-' || f.genre, d.n, f.le), p.id, d.id, f.objet_id, f.genre, f.donnees, f.le,
  f.genre = 'complement.demande', case when f.le < timestamptz '$FIN' - interval '6 days' then f.le + interval '1 day' end,
  case when f.genre = 'complement.demande' then d.recu end
from plan d join personne p on p.n = d.usager cross join lateral (values
  ('demande.deposee', d.depose, null::uuid, '{}'::jsonb), ('demande.prise-en-charge', d.pris, null, '{}'),
  ('complement.demande', d.demande, pg_temp.id_de('complement', d.n, d.demande),
    jsonb_build_object('echeance', d.demande::date + 30)),
  ('complement.recu', d.recu, pg_temp.id_de('complement', d.n, d.demande), '{}'),
  ('decision.implicite', d.constat, null, '{}'),
  ('decision.prise', case when d.decision is not null then d.fin end, d.decision, '{}')) f(genre, le, objet_id, donnees)
where f.le > timestamptz '$FIN' - interval '365 days'
union all select pg_temp.id_de('nouvelle-message', e.n, e.posee), p.id, e.id, e.question, 'message.recu', '{}', e.posee,
  false, e.lue, null
from echange e join personne p on p.n = e.usager where e.posee > timestamptz '$FIN' - interval '365 days'`

/** In the order of time, as the portal would have written it: the triggers chain the lines. */
export const JOURNAL = `
insert into journal (le, acteur, acteur_id, action, demande_id, objet_id, donnees)
select le, acteur, acteur_id, action, demande_id, objet_id, donnees from (
  select cree as le, 'anonyme' as acteur, null::uuid as acteur_id, 'compte.cree' as action, null::uuid as demande_id,
    id as objet_id, '{}'::jsonb as donnees from personne
  union all select cree, 'usager', id, 'contact.notification-acceptee', null, id, '{}' from personne where en_ligne
  union all select d.depose, 'usager', p.id, 'demande.deposee', d.id, null, '{}' from plan d join personne p on p.n = d.usager
  union all select d.pris, 'agent', a.id, 'demande.prise-en-charge', d.id, null, '{}' from plan d join agents a on a.i = d.agent
  union all select d.demande, 'agent', a.id, 'demande.complement-demande', d.id, null,
      jsonb_build_object('complementId', pg_temp.id_de('complement', d.n, d.demande), 'echeance', d.demande::date + 30,
        'effet', 'suspend', 'elements', 1, 'decisionImpliciteAvant',
        ((d.depose at time zone 'Europe/Paris')::date + 1 + interval '$SILENCE months')::date)
    from plan d join agents a on a.i = d.agent where d.demande is not null
  union all select d.recu, 'usager', p.id, 'demande.complement-recu', d.id, null,
      jsonb_build_object('complementId', pg_temp.id_de('complement', d.n, d.demande))
    from plan d join personne p on p.n = d.usager where d.recu is not null
  union all select constat, 'systeme', null, 'demande.rejet-implicite', id, null, jsonb_build_object('neeLe', due)
    from plan where constat is not null
  union all select d.fin, case when d.statut = 'desistee' then 'usager' else 'agent' end,
      case when d.statut = 'desistee' then p.id else a.id end,
      'demande.' || case d.statut when 'sans_suite' then 'classee-sans-suite'
        when 'acceptee_partiellement' then 'acceptee-en-partie' else d.statut end, d.id, null, '{}'
    from plan d join personne p on p.n = d.usager left join agents a on a.i = d.agent where d.fin is not null
  union all select r.vue, 'usager', p.id, 'decision.consultee', r.id, r.decision,
      jsonb_build_object('notifieeLe', (r.vue at time zone 'Europe/Paris')::date, 'par', 'consultation')
    from remise r join personne p on p.n = r.usager where r.vue is not null
  union all select r.postee, 'agent', a.id, 'decision.postee', r.id, r.decision,
      jsonb_build_object('posteeLe', (r.postee at time zone 'Europe/Paris')::date)
    from remise r join agents a on a.i = r.agent where r.postee is not null
  union all select reglee, 'systeme', null, 'decision.notifiee', id, decision,
      jsonb_build_object('notifieeLe', (fin at time zone 'Europe/Paris')::date, 'par', 'quinze-jours')
    from remise where reglee is not null
  union all select e.posee, 'agent', a.id, 'message.envoye', e.id, e.question, '{}'
    from echange e join agents a on a.i = e.agent
  union all select e.repondue, 'usager', p.id, 'message.envoye', e.id, e.reponse, '{}'
    from echange e join personne p on p.n = e.usager where e.reponse is not null
) fait order by le, demande_id`
