-- Opinions of colleagues, transfer to another authority, exports and statistics of the counter.

-- Avis -----------------------------------------------------------------------------------------------------------
create table avis (
  id uuid primary key,
  demande_id uuid not null references demande,
  demandeur_id uuid not null references agent,
  consulte_id uuid not null references agent,
  question text not null constraint question_d_avis_bornee check (length(question) between 10 and 2000),
  pour_le date not null,
  demande_le timestamptz not null,
  relance_le timestamptz,
  sens text constraint sens_d_avis_connu check (sens in ('favorable', 'defavorable', 'reserve')),
  reponse text not null default '' constraint reponse_d_avis_bornee check (length(reponse) <= 4000),
  repondu_le timestamptz,
  retire_le timestamptz,
  constraint un_avis_est_demande_a_un_autre check (demandeur_id <> consulte_id),
  constraint un_avis_rendu_a_un_sens check ((repondu_le is null) = (sens is null)),
  constraint un_avis_rendu_n_est_pas_retire check (repondu_le is null or retire_le is null)
);
comment on table avis is 'Opinions that an agent asks of another on one demande: for agents only, binding nobody. Kept: as the demande.';
create index avis_par_demande on avis (demande_id, demande_le);
create unique index un_seul_avis_ouvert_par_agent on avis (demande_id, consulte_id) where repondu_le is null and retire_le is null;
create index avis_a_rendre on avis (consulte_id, pour_le, id) where repondu_le is null and retire_le is null;
create index avis_rendus on avis (consulte_id, repondu_le desc, id desc) where repondu_le is not null;

-- The one rule of who at the counter may read a demande: whoever its démarche was given to, and a colleague whose
-- opinion is asked, until it is given, withdrawn or of no use any more.
create function agent_lit_demande(la_demande uuid, la_demarche text, agent uuid, demarches text[]) returns boolean
  language sql stable set search_path = public
as $$
  select la_demarche = any(demarches) or exists (
    select 1 from avis join demande on demande.id = avis.demande_id
    where avis.demande_id = la_demande and avis.consulte_id = agent
      and avis.repondu_le is null and avis.retire_le is null
      and demande.statut in ('deposee', 'en_instruction', 'a_completer'))
$$;

-- Transmission to the competent authority (CRPA L114-2, L114-3) ----------------------------------------------------
alter table demande drop constraint statut_de_demande_connu;
alter table demande add constraint statut_de_demande_connu check (statut in ('deposee', 'en_instruction', 'a_completer',
  'acceptee', 'acceptee_partiellement', 'refusee', 'sans_suite', 'desistee', 'transmise'));
create table transmission (
  demande_id uuid primary key references demande,
  agent_id uuid not null references agent,
  autorite text not null constraint autorite_nommee check (length(autorite) between 3 and 200),
  adresse text not null constraint adresse_de_l_autorite_bornee check (length(adresse) between 5 and 500),
  contact text not null default '' constraint contact_de_l_autorite_borne check (length(contact) <= 200),
  motifs text not null constraint une_transmission_est_motivee check (length(motifs) between 20 and 4000),
  transmise_le timestamptz not null
);
comment on table transmission is 'Which authority a demande was sent to because it is the competent one (CRPA L114-2), and why. Kept: as the demande.';

-- Exports ----------------------------------------------------------------------------------------------------------
create table export_de_demandes (
  id uuid primary key,
  agent_id uuid not null references agent,
  demarche text not null,
  du date not null,
  au date not null,
  statuts text[] not null,
  colonnes text[] not null,
  format text not null constraint format_d_export_connu check (format in ('csv', 'xlsx')),
  demande_le timestamptz not null,
  constraint un_export_ne_finit_pas_avant_de_commencer check (du <= au)
);
comment on table export_de_demandes is 'What an agent asked to take away: the file is made again at each download, and each is journaled with its number of lines. Kept: 30 days.';
create index export_par_agent on export_de_demandes (agent_id, demande_le desc, id desc);
create index export_par_date on export_de_demandes (demande_le);

-- Statistiques: counts, nothing about anybody ----------------------------------------------------------------------
create table statistique (
  demarche text not null,
  pas text not null constraint pas_connu check (pas in ('jour', 'mois')),
  debut date not null,
  contenu jsonb not null,
  comptee_le timestamptz not null,
  primary key (demarche, pas, debut)
);
comment on table statistique is 'Counts of each day and each month of a démarche, made again by a job at will: received, decided, delays, options and communes. Nobody is named.';
create table statistique_attente (
  demarche text primary key,
  contenu jsonb not null,
  comptee_le timestamptz not null
);
comment on table statistique_attente is 'How many demandes of a démarche wait and since when, as the last count saw it. Nobody is named.';
create index decision_par_moment on decision (prise_le, demande_id);

grant select, insert, update on avis to espace_application;
grant select, insert on transmission to espace_application;
grant select, insert, delete on export_de_demandes to espace_application;
grant select, insert, update, delete on statistique, statistique_attente to espace_application;
revoke execute on function agent_lit_demande(uuid, text, uuid, text[]) from public;
grant execute on function agent_lit_demande(uuid, text, uuid, text[]) to espace_application;

-- Paper demandes: typed by an agent for a person without an account -------------------------------------------------
alter table demande alter column usager_id drop not null;
alter table brouillon alter column usager_id drop not null;
alter table brouillon add column agent_id uuid references agent;
alter table brouillon add constraint un_brouillon_a_un_titulaire check (num_nonnulls(usager_id, agent_id) = 1);
create index brouillon_par_agent on brouillon (agent_id, modifie_le desc) where agent_id is not null and demande_id is null;
alter table piece alter column usager_id drop not null;
alter table piece add column agent_id uuid references agent;
alter table piece add constraint une_piece_a_un_titulaire check (num_nonnulls(usager_id, agent_id) = 1);
comment on column piece.agent_id is 'The agent who scanned a document that came on paper.';

create table saisie_papier (
  brouillon_id uuid primary key references brouillon on delete cascade,
  saisie jsonb not null,
  recue_le date not null
);
comment on table saisie_papier is 'Who a paper demande being typed is for, and the day it arrived; gone once it is filed.';
comment on column saisie_papier.saisie is 'Purpose: identify the applicant (CRPA R112-9-1). Basis: legal duty. Kept: 100 days after the last change.';
create table demandeur_papier (
  demande_id uuid primary key references demande,
  civilite text constraint civilite_du_demandeur_connue check (civilite in ('madame', 'monsieur')),
  prenom text not null,
  nom text not null,
  adresse jsonb not null,
  telephone text,
  email text
);
comment on table demandeur_papier is 'Who filed a demande on paper, without an account.';
comment on column demandeur_papier.civilite is 'Purpose: how to address the person, optional. Basis: public task. Kept: as the demande.';
comment on column demandeur_papier.prenom is 'Purpose: identify the applicant (CRPA R112-9-1). Basis: legal duty. Kept: as the demande.';
comment on column demandeur_papier.nom is 'Purpose: identify the applicant (CRPA R112-9-1). Basis: legal duty. Kept: as the demande.';
comment on column demandeur_papier.adresse is 'Purpose: answer by post. Basis: legal duty. Kept: as the demande.';
comment on column demandeur_papier.telephone is 'Purpose: contact. Basis: public task. Kept: as the demande.';
comment on column demandeur_papier.email is 'Purpose: contact. Basis: public task. Kept: as the demande.';
create table lettre (
  id uuid primary key,
  demande_id uuid not null references demande,
  modele text not null,
  objet text not null,
  paragraphes jsonb not null,
  ecrite_le timestamptz not null,
  imprimee_le timestamptz
);
comment on table lettre is 'What is sent by post to whoever has no account: written in the transaction of the act, printed by an agent.';
comment on column lettre.paragraphes is 'Purpose: answer by post. Basis: legal duty. Kept: as the demande.';
create index lettre_par_demande on lettre (demande_id, ecrite_le);
comment on column avis.reponse is 'Purpose: examine the demande. Basis: public task. Kept: as the demande.';

-- Who a demande is from, on line or on paper: the one place that knows both.
create function demandeur_de(la_demande uuid, l_usager uuid)
  returns table (prenom text, nom text, email text, telephone text, adresse jsonb, papier boolean)
  language sql stable
as $$
  select u.prenom, u.nom, u.email, u.telephone, u.adresse, false from usager u where u.id = l_usager
  union all
  select p.prenom, p.nom, p.email, p.telephone, p.adresse, true from demandeur_papier p
    where l_usager is null and p.demande_id = la_demande
$$;

grant select, insert, update, delete on saisie_papier to espace_application;
grant select, insert on demandeur_papier to espace_application;
grant select, insert, update on lettre to espace_application;
revoke execute on function demandeur_de(uuid, uuid) from public;
grant execute on function demandeur_de(uuid, uuid) to espace_application;
