-- The counter: how each agent works there, who is on which demande, whose turn it is, what is done to many at once, and
-- which demandes seem to be for the same child.

create table preference_agent (
  agent_id uuid primary key references agent on delete cascade,
  raccourcis boolean not null default true,
  absent boolean not null default false,
  modifie_le timestamptz not null
);
comment on table preference_agent is 'Choices of an agent at the counter; no row: the defaults.';
comment on column preference_agent.raccourcis is 'Whether single keys act (WCAG 2.1.4 asks that they can be turned off).';
comment on column preference_agent.absent is 'While true, no demande is given to this agent in turn.';

create table filtre_enregistre (
  id uuid primary key,
  agent_id uuid not null references agent on delete cascade,
  nom text not null constraint nom_de_filtre_borne check (length(nom) between 1 and 60),
  requete text not null,
  par_defaut boolean not null default false,
  cree_le timestamptz not null
);
comment on table filtre_enregistre is 'Filters of the queue that an agent named.';
comment on column filtre_enregistre.requete is 'As the address of the queue writes it, without what was searched: no name is kept.';
create unique index un_filtre_par_nom on filtre_enregistre (agent_id, lower(nom));
create unique index un_filtre_par_defaut on filtre_enregistre (agent_id) where par_defaut;

-- Unlogged: who has which page open is worth two minutes; a crash forgets it.
create unlogged table presence (
  demande_id uuid not null,
  agent_id uuid not null references agent on delete cascade,
  vue_le timestamptz not null,
  notee_le timestamptz not null,
  file text not null default '',
  primary key (demande_id, agent_id)
);
comment on table presence is 'Which agent has which demande open; purged every night. No reference to demande: it would wait for every act.';
comment on column presence.notee_le is 'When the journal last told this consultation: once an hour.';
comment on column presence.file is 'The queue that the agent came from, without what was searched.';
create index presence_par_age on presence (vue_le);

create table tour_de_role (
  demarche text primary key,
  actif boolean not null,
  modifie_le timestamptz not null,
  modifie_par uuid references agent
);
comment on table tour_de_role is 'Whether new demandes of a démarche are given to its agents in turn.';
create table tour_agent (
  demarche text not null,
  agent_id uuid not null references agent on delete cascade,
  accepte boolean not null default true,
  servi_le timestamptz,
  primary key (demarche, agent_id)
);
comment on table tour_agent is 'When each agent last had a turn, and whether they take theirs; no row: they do, and never had one.';

create table lot (
  id uuid primary key,
  agent_id uuid not null references agent,
  acte text not null constraint acte_de_lot_connu
    check (acte in ('prendre-en-charge', 'attribuer', 'demander-complement', 'accepter', 'classer-sans-suite')),
  valeurs jsonb not null default '{}',
  retour text not null default '',
  cree_le timestamptz not null,
  confirme_le timestamptz
);
comment on table lot is 'One act on several demandes: prepared, shown, then confirmed. Kept when confirmed.';
create index lot_a_purger on lot (cree_le) where confirme_le is null;
create table lot_demande (
  lot_id uuid not null references lot on delete cascade,
  demande_id uuid not null references demande on delete cascade,
  rang smallint not null,
  revision_vue int not null,
  agent_vu uuid,
  etat text not null default 'prevue' constraint etat_de_lot_connu check (etat in ('prevue', 'faite', 'refusee')),
  motif text not null default '',
  traitee_le timestamptz,
  primary key (lot_id, demande_id),
  constraint une_demande_traitee_est_datee check ((etat = 'prevue') = (traitee_le is null))
);
comment on column lot_demande.etat is 'Leaves prevue in the transaction of the act itself: each is done once, whatever is killed.';
create index lot_demande_par_demande on lot_demande (demande_id);

create table beneficiaire (
  demande_id uuid not null references demande on delete cascade,
  cle bytea not null,
  demarche text not null,
  deposee_le timestamptz not null,
  primary key (demande_id, cle)
);
comment on table beneficiaire is 'For whom each demande is, so that two for the same person are noticed.';
comment on column beneficiaire.cle is 'Purpose: notice two demandes for the same person (digest of name and birth date). Basis: public task. Kept: as the demande.';
create index beneficiaire_par_cle on beneficiaire (demarche, cle, deposee_le);
create table doublon (
  demande_id uuid not null references demande on delete cascade,
  autre_id uuid not null references demande on delete cascade,
  demarche text not null,
  primary key (demande_id, autre_id)
);
comment on table doublon is 'Pairs of demandes for the same person, each written both ways at the second dépôt.';
create index doublon_par_demarche on doublon (demarche, demande_id);
create index doublon_par_autre on doublon (autre_id);

-- « À moi » and « à personne » are read in their order and stopped at one page, like the whole queue.
create index demande_par_agent_et_file on demande (agent_id, demarche, statut, deposee_le, id)
  where agent_id is not null;
create index demande_par_agent_et_echeance on demande (agent_id, demarche, statut, decision_implicite_le, id)
  where agent_id is not null;
create index demande_sans_agent on demande (demarche, statut, deposee_le, id) where agent_id is null;
create index complement_ouvert_par_echeance on complement (echeance, demande_id) where clos_le is null;

grant select, insert, update, delete on preference_agent, filtre_enregistre, presence, tour_agent, lot, lot_demande,
  beneficiaire, doublon to espace_application;
grant select, insert, update on tour_de_role to espace_application;

-- The keys of what was filed before are computed by the job that knows how names are compared.
select ajouter_travail('beneficiaire:rattrape', '{}', null, 'beneficiaire:rattrape', null)
  where exists (select from demande);
