-- Verdicts: what an agent thinks of one document; the last one counts, the former ones stay -----------------------
create table verdict_piece (
  id uuid primary key,
  piece_id uuid not null references piece on delete cascade,
  demande_id uuid not null references demande on delete cascade,
  verdict text not null constraint verdict_connu check (verdict in ('acceptee', 'refusee', 'perimee')),
  motif text constraint motif_de_refus_connu
    check (motif in ('illisible', 'mauvais-document', 'incomplet', 'mauvaise-personne', 'autre')),
  precisions text not null default '',
  agent_id uuid not null references agent,
  le timestamptz not null,
  constraint un_refus_de_document_dit_pourquoi
    check ((verdict = 'refusee') = (motif is not null) and (motif is distinct from 'autre' or precisions <> ''))
);
comment on table verdict_piece is 'Append-only by GRANT: the newest row of a document is its verdict.';
comment on column verdict_piece.precisions is 'Purpose: say what is wrong with a document. Basis: public task. Kept: as the demande.';
create index verdict_par_piece on verdict_piece (piece_id, le desc, id desc);
create index verdict_par_demande on verdict_piece (demande_id);

-- A document that takes the place of another one, which stays readable: several sheets may replace one.
alter table piece add column remplace_id uuid references piece;
create index piece_qui_remplace on piece (remplace_id) where remplace_id is not null;
alter table televersement add column remplace_id uuid references piece on delete cascade;
create index televersement_qui_remplace on televersement (remplace_id) where remplace_id is not null;

-- Complements: each element is answered on its own ------------------------------------------------------------------
comment on column complement.elements is
  'What was asked, in order, never changed: {libelle, nature, bloquant, champ?, pieceId?}; a bare text before this migration, a document that blocks.';
create table element_recu (
  complement_id uuid not null references complement on delete cascade,
  rang int not null constraint rang_d_element check (rang >= 1),
  reponse text not null default '',
  recu_le timestamptz not null,
  tardif boolean not null,
  primary key (complement_id, rang)
);
comment on table element_recu is 'What has come of each element of a complement (1 is the first); absent while it is waited for.';
comment on column element_recu.reponse is 'Purpose: what the usager answers. Basis: public task. Kept: as the demande.';
-- What was answered before was answered whole.
insert into element_recu (complement_id, rang, recu_le, tardif)
  select c.id, e.rang, c.repondu_le, (c.repondu_le at time zone 'Europe/Paris')::date > c.echeance
  from complement c, jsonb_array_elements(c.elements) with ordinality e (contenu, rang)
  where c.repondu_le is not null;
-- Documents that wait to be sent belonged to the whole; they go to the first element.
update piece set champ = 'complement.1' where champ = 'complement' and demande_id is null;
update televersement set champ = 'complement.1' where champ = 'complement';
create index complement_a_rappeler on complement (echeance) where clos_le is null;

create table rappel_complement (
  complement_id uuid not null references complement on delete cascade,
  echeance date not null,
  jours int not null,
  le timestamptz not null,
  primary key (complement_id, echeance, jours)
);
comment on table rappel_complement is 'Each reminder before a deadline leaves once, whatever runs twice; a deadline that moved has its own.';

-- Silence: the decision that nobody took -----------------------------------------------------------------------------
create table decision_implicite (
  demande_id uuid not null references demande on delete cascade,
  sens text not null constraint sens_du_silence_connu check (sens in ('acceptation', 'rejet')),
  nee_le date not null,
  constatee_le timestamptz not null,
  -- A decision that is withdrawn leaves silence to decide again, on another day.
  primary key (demande_id, nee_le)
);
comment on table decision_implicite is
  'CRPA L231-1, L231-4: nee_le is the day of the law, constatee_le when the product wrote it down. A rejection leaves the examination open.';
create index decision_implicite_par_jour on decision_implicite (nee_le);
create index demande_dont_le_silence_court on demande (decision_implicite_le)
  where statut in ('deposee', 'en_instruction', 'a_completer');

create table demande_de_motifs (
  demande_id uuid primary key references demande on delete cascade,
  demandee_le timestamptz not null,
  dus_le date not null,
  motifs text,
  communiques_le timestamptz,
  agent_id uuid references agent,
  constraint motifs_communiques_par_quelqu_un
    check ((communiques_le is null) = (motifs is null) and (communiques_le is null) = (agent_id is null)),
  constraint les_motifs_se_disent check (motifs is null or length(motifs) >= 20)
);
comment on table demande_de_motifs is 'CRPA L232-4: reasons of an implicit rejection, owed within a month of being asked.';
create index motifs_dus on demande_de_motifs (dus_le) where communiques_le is null;

-- How long it really takes ----------------------------------------------------------------------------------------------
create table delai_habituel (
  demarche text primary key,
  p50_jours int not null,
  p90_jours int not null,
  effectif int not null,
  calcule_le timestamptz not null
);
comment on table delai_habituel is 'Days from dépôt to decision over the last six months, per démarche; made anew every day.';
create index decision_par_date on decision (prise_le);

grant select, insert on verdict_piece, element_recu, rappel_complement to espace_application;
grant select, insert on decision_implicite to espace_application;
grant select, insert, update on demande_de_motifs to espace_application;
grant select, insert, update, delete on delai_habituel to espace_application;
