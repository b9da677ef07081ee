-- When each démarche may be filed, as administrators decide it; and the news of the home page.

create table ouverture_decidee (
  demarche text not null,
  numero int not null constraint une_decision_commence_a_un check (numero >= 1),
  du date,
  au date,
  motif text constraint motif_de_fermeture_court check (length(motif) between 1 and 500),
  decidee_le timestamptz not null,
  decidee_par uuid not null references agent,
  primary key (demarche, numero),
  constraint une_campagne_ne_finit_pas_avant_de_commencer check (du <= au),
  constraint une_campagne_ou_une_fermeture check (
    (du is not null and au is not null and motif is null) or (du is null and au is null))
);
comment on table ouverture_decidee is 'What administrators decided of each démarche; the highest number is in force, none means the dates that it was delivered with. With dates, a campaign; with a motif, closed; with neither, back to the dates delivered. Never changed: to go back is to decide again.';

create table actualite (
  numero int generated always as identity primary key,
  titre text not null constraint titre_d_actualite_court check (length(titre) between 1 and 120),
  markdown text not null constraint texte_d_actualite_court check (length(markdown) between 1 and 20000),
  revision int not null default 1,
  modifiee_le timestamptz not null,
  modifiee_par uuid not null references agent,
  publiee_le timestamptz,
  retiree_le timestamptz,
  constraint seul_ce_qui_est_publie_se_retire check (retiree_le is null or publiee_le is not null)
);
comment on table actualite is 'The news. Not published: a draft. Withdrawn: kept, shown to nobody, and published again at will.';
create index actualite_publiee on actualite (publiee_le desc) where publiee_le is not null and retiree_le is null;

grant select, insert on ouverture_decidee to espace_application;
grant select, insert, update, delete on actualite to espace_application;
