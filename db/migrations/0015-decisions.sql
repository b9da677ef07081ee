-- A decision may be partial, corrected or withdrawn: each is a row of its own, never changed; the last one counts.
alter table demande
  drop constraint statut_de_demande_connu,
  add constraint statut_de_demande_connu check (statut in ('deposee', 'en_instruction', 'a_completer', 'acceptee',
    'acceptee_partiellement', 'refusee', 'sans_suite', 'desistee')) not valid;
alter table demande validate constraint statut_de_demande_connu;

-- The models of decision documents, known by their content: a decision names the one that it was written with.
create table modele_de_decision (
  demarche text not null,
  version text not null,
  contenu jsonb not null,
  enregistre_le timestamptz not null,
  primary key (demarche, version)
);
comment on table modele_de_decision is 'Each model of a decision document ever used; never changed. The version is the beginning of its SHA-256.';

alter table decision
  drop constraint decision_pkey,
  drop constraint sens_connu,
  drop constraint un_refus_est_motive,
  add column id uuid not null default gen_random_uuid(),
  add column rang int not null default 1,
  add column nature text not null default 'decision' constraint nature_connue
    check (nature in ('decision', 'correction', 'retrait')),
  add column motif text not null default '',
  add column fondement text constraint fondement_connu
    check (fondement in ('illegale', 'fraude', 'demande', 'reexamen')),
  add column modele_version text,
  add column document jsonb,
  add constraint sens_connu
    check (sens in ('acceptee', 'acceptee_partiellement', 'refusee', 'sans_suite', 'retiree')),
  add constraint un_refus_est_motive
    check (sens in ('acceptee', 'acceptee_partiellement', 'retiree') or length(motivation) >= 20),
  add constraint un_changement_est_motive check (nature = 'decision' or length(motif) >= 20),
  add constraint un_retrait_retire check ((nature = 'retrait') = (sens = 'retiree')),
  add constraint un_retrait_a_son_fondement check ((nature = 'retrait') = (fondement is not null));
alter table decision
  add primary key (id),
  add constraint un_rang_par_decision unique (demande_id, rang);
comment on table decision is 'What was decided, corrected or withdrawn; rows are never changed. The last of a demande counts.';
comment on column decision.motivation is 'Purpose: state the reasons in law and in fact (CRPA L211-5). Basis: legal duty. Kept: as the demande.';
comment on column decision.document is 'Purpose: draw the document of the decision again as it was (name and postal address of the applicant, name and quality of who decided). Basis: legal duty. Kept: as the demande.';
comment on column decision.motif is 'Why a decision was corrected or withdrawn.';

create table decision_partie (
  decision_id uuid not null references decision,
  rang int not null,
  instance text not null,
  option text not null,
  nom text not null,
  libelle text not null,
  sens text not null constraint sens_de_partie_connu check (sens in ('acceptee', 'refusee')),
  motivation text not null default '',
  detail text not null default '',
  primary key (decision_id, rang),
  constraint une_partie_par_option unique (decision_id, instance, option),
  constraint un_refus_de_partie_est_motive check (sens = 'acceptee' or length(motivation) >= 20)
);
comment on table decision_partie is 'What was decided of each option asked for each person; empty where a decision is whole.';
comment on column decision_partie.nom is 'Purpose: say for whom each part is decided. Basis: legal duty. Kept: as the demande.';
comment on column decision_partie.motivation is 'Purpose: state the reasons in law and in fact (CRPA L211-5). Basis: legal duty. Kept: as the demande.';

-- How a decision reaches the person: in the space with their express consent (CRPA L112-15), else by letter.
create table notification_de_decision (
  decision_id uuid primary key references decision,
  demarche text not null,
  voie text not null constraint voie_connue check (voie in ('espace', 'courrier')),
  deposee_le timestamptz not null,
  vue_le timestamptz,
  notifiee_le date,
  notifiee_par text constraint mode_de_notification_connu check (notifiee_par in ('consultation', 'quinze-jours')),
  postee_le date,
  postee_par uuid references agent,
  constraint une_notification_a_son_mode check ((notifiee_le is null) = (notifiee_par is null)),
  constraint une_lettre_a_son_agent check ((postee_le is null) = (postee_par is null)),
  constraint une_voie_a_la_fois check (case voie when 'espace' then postee_le is null else notifiee_le is null end)
);
comment on table notification_de_decision is 'When a decision was made available in the space, first read there, notified (CRPA R112-20), or posted.';
comment on column notification_de_decision.vue_le is 'Purpose: date the notification of a decision by its first reading (CRPA R112-20). Basis: legal duty. Kept: as the demande.';
create index notification_a_regler on notification_de_decision (deposee_le)
  where voie = 'espace' and notifiee_le is null;
create index lettre_a_poster on notification_de_decision (demarche, deposee_le, decision_id)
  where voie = 'courrier' and postee_le is null;

create table accord_de_notification (
  usager_id uuid primary key references usager on delete cascade,
  accord boolean not null,
  dit_le timestamptz not null
);
comment on table accord_de_notification is 'The express consent to be notified of decisions in the space; the journal keeps each change.';
comment on column accord_de_notification.accord is 'Purpose: notify decisions in the space only to whoever agreed (CRPA L112-15). Basis: legal duty. Kept: life of the account.';

grant select, insert on modele_de_decision, decision_partie to espace_application;
grant select, insert, update on notification_de_decision to espace_application;
grant select, insert, update, delete on accord_de_notification to espace_application;
