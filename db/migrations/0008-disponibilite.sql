-- When the portal, or one démarche, was or will be closed: maintenance that administrators plan, interruptions noticed.

create table fermeture (
  numero int generated always as identity primary key,
  demarche text,
  debut timestamptz not null,
  fin timestamptz not null,
  motif text constraint motif_de_maintenance_court check (length(motif) between 1 and 300),
  notee_le timestamptz not null,
  notee_par uuid references agent,
  annulee_le timestamptz,
  delais_prolonges_jusqu timestamptz,
  revision int not null default 1,
  constraint une_fermeture_finit_apres_son_debut check (fin > debut),
  constraint une_maintenance_a_un_auteur_et_un_motif check ((notee_par is null) = (motif is null)),
  constraint seule_une_maintenance_a_venir_s_annule check (annulee_le is null or (annulee_le < debut and notee_par is not null))
);
comment on table fermeture is 'With an author, a maintenance that was planned; without, an interruption noticed after it ended. Never deleted: it can be attested.';
comment on column fermeture.demarche is 'Null: the whole portal.';
comment on column fermeture.fin is 'Brought forward when a maintenance ends early, put back when it lasts.';
comment on column fermeture.delais_prolonges_jusqu is 'The end for which deadlines were extended; null until they are.';
create index fermeture_par_fin on fermeture (fin);

create table battement (
  un boolean primary key default true constraint un_seul_battement check (un),
  depuis timestamptz not null,
  dernier timestamptz not null
);
comment on table battement is 'When the portal last said that it answers. A gap is an interruption.';

-- A campaign that ends while nobody can file is extended by the product: no administrator, and why.
alter table ouverture_decidee
  alter column decidee_par drop not null,
  add column fermeture int references fermeture,
  add constraint une_decision_a_un_auteur_ou_une_fermeture check ((decidee_par is null) = (fermeture is not null));
comment on column ouverture_decidee.fermeture is 'The closing for which the campaign was extended.';
comment on table ouverture_decidee is 'What was decided of each démarche; the highest number is in force, none means the dates that it was delivered with. With dates, a campaign; with a motif, closed; with neither, back to the dates delivered. Never changed: to go back is to decide again.';

grant select, insert, update on fermeture to espace_application;
grant select, insert, update on battement to espace_application;
