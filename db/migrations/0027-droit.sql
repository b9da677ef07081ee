-- The end of the retention of demandes and of agents, the anonymity of agents, a right that waits for a document.

-- The end of a retention --------------------------------------------------------------------------------------------
create table fin_de_conservation (
  demande_id uuid primary key references demande (id) on delete cascade,
  echeance date not null,
  annoncee_le timestamptz not null,
  -- Nobody is told of the demande of an account that was erased.
  prevenu boolean not null default false
);
comment on table fin_de_conservation is 'The last day that a demande is kept, once it was announced, and whether there was somebody to tell. Only what was announced goes.';
create index fin_de_conservation_par_jour on fin_de_conservation (echeance, demande_id);
grant select, insert, delete on fin_de_conservation to espace_application;

create table conservation_suspendue (
  demande_id uuid primary key references demande (id) on delete cascade,
  motif text not null constraint motif_de_suspension_borne check (length(motif) between 10 and 500),
  depuis timestamptz not null,
  agent_id uuid not null references agent (id)
);
comment on table conservation_suspendue is 'Demandes that are kept beyond their time, an appeal or an inspection being under way.';
comment on column conservation_suspendue.motif is 'Purpose: keep a demande while an appeal or an inspection lasts. Basis: legal duty. Kept: as the demande.';
grant select, insert, delete on conservation_suspendue to espace_application;

-- The same list as `statuts` of the feature demandes; a test compares them.
create function est_finie(statut text) returns boolean language sql immutable parallel safe
  return statut in ('acceptee', 'acceptee_partiellement', 'refusee', 'sans_suite', 'transmise', 'desistee');
create index demande_finie_par_date on demande (demarche, statut_depuis, id)
  where statut in ('acceptee', 'acceptee_partiellement', 'refusee', 'sans_suite', 'transmise', 'desistee');

-- Counts of days whose demandes have gone are never made again.
alter table statistique add column figee boolean not null default false;
comment on column statistique.figee is 'Demandes of this day have gone at the end of their retention: its counts stay what they are.';

revoke delete on demande from espace_application;

-- Agents who left -----------------------------------------------------------------------------------------------------
alter table agent add column ferme_le timestamptz;
comment on column agent.ferme_le is 'When the account was closed; the means of signing in are erased a year later, the name with the last demande that shows it.';
update agent set ferme_le = coalesce((select max(j.le) from journal j
  where j.objet_id = agent.id and j.action = 'agent.ferme'), now()) where not actif;
create index agent_ferme on agent (ferme_le) where ferme_le is not null;
comment on column agent.email is 'Purpose: agents sign in. Basis: public task. Kept: 1 year after the account is closed.';
comment on column agent.email_normalise is 'Purpose: agents sign in. Basis: public task. Kept: 1 year after the account is closed.';
comment on column agent.mot_de_passe is 'Purpose: agents sign in. Basis: public task. Kept: 1 year after the account is closed.';
comment on column agent.totp_chiffre is 'Purpose: agents sign in. Basis: public task. Kept: 1 year after the account is closed.';
comment on column agent.prenom is 'Purpose: say who examines and decides (CRPA L111-2, L212-1). Basis: legal duty. Kept: as the demandes that show it.';
comment on column agent.nom is 'Purpose: say who examines and decides (CRPA L111-2, L212-1). Basis: legal duty. Kept: as the demandes that show it.';
comment on column agent.qualite is 'Purpose: say who examines and decides (CRPA L111-2, L212-1). Basis: legal duty. Kept: as the demandes that show it.';

-- Reports that nobody closed
comment on table signalement is 'Reports of unauthorised use: what was reported, the evidence kept, what the staff did. Kept two years after they were closed, or after they came when nobody closed them.';

-- Anonymity of an agent (CRPA L111-2, second sentence) ------------------------------------------------------------------
create table anonymat_agent (
  agent_id uuid primary key references agent (id) on delete cascade,
  numero text not null constraint un_numero_un_agent unique
    constraint numero_d_agent_de_six_chiffres check (numero ~ '^[1-9][0-9]{5}$'),
  motif text not null constraint motif_d_anonymat_borne check (length(motif) between 20 and 500),
  decide_le timestamptz not null,
  decide_par uuid not null references agent (id)
);
comment on table anonymat_agent is 'Agents whose name the public does not read, and why (CRPA L111-2). Who decided it and when are in the journal too.';
comment on column anonymat_agent.numero is 'Purpose: name an agent to the public without their name (CRPA L111-2). Basis: legal duty. Kept: as the demandes that show it.';
comment on column anonymat_agent.motif is 'Purpose: protect an agent whose safety asks for it (CRPA L111-2). Basis: legal duty. Kept: as the demandes that show it.';
grant select, insert, delete on anonymat_agent to espace_application;

-- The one way the public reads who an agent is.
create function agent_pour_le_public(a agent) returns text language sql stable parallel safe
  return coalesce((select E'Agent n°\u00a0' || x.numero from anonymat_agent x where x.agent_id = a.id),
    a.prenom || ' ' || a.nom) || case when a.qualite = '' then '' else ', ' || a.qualite end;

-- A right granted while a document is missing (CRPA L114-5-1, second paragraph) -----------------------------------------
create table attribution_differee (
  demande_id uuid not null references demande (id) on delete cascade,
  decision_id uuid primary key references decision (id),
  complement_id uuid not null references complement (id),
  effective_le timestamptz
);
comment on table attribution_differee is 'Decisions that grant something while a document was missing: the right counts from the day that the document came (CRPA L114-5-1).';
create index attribution_differee_par_demande on attribution_differee (demande_id);
grant select, insert, update, delete on attribution_differee to espace_application;
create index attribution_differee_par_complement on attribution_differee (complement_id);

-- The end itself ---------------------------------------------------------------------------------------------------------
-- Whether a demande that has ended waits for what would make a right begin (CRPA L114-5-1). Not for ever: after the
-- fourth year that follows, the right has lapsed (loi n° 68-1250, article 1), and the demande goes in its time.
create function attend_encore(p_demande uuid, p_jour date) returns boolean language sql stable parallel safe
  return exists (select from demande d where d.id = p_demande
    and p_jour < make_date(extract(year from d.statut_depuis at time zone 'Europe/Paris')::int + 5, 1, 1)
    and (exists (select from complement c where c.demande_id = d.id and c.clos_le is null)
      or exists (select from attribution_differee a join decision x on x.id = a.decision_id
        where a.demande_id = d.id and a.effective_le is null
          and x.rang = (select max(derniere.rang) from decision derniere where derniere.demande_id = d.id))));

-- What a demande takes with it is found by these, and what refers to it or to its account is looked for in them.
create index piece_par_complement on piece (complement_id) where complement_id is not null;
create index piece_par_usager on piece (usager_id) where usager_id is not null;
create index televersement_par_complement on televersement (complement_id) where complement_id is not null;
create index televersement_par_message on televersement (message_id) where message_id is not null;
create index televersement_par_brouillon on televersement (brouillon_id) where brouillon_id is not null;
create index televersement_par_usager on televersement (usager_id) where usager_id is not null;
create index message_par_demande_entiere on message (demande_id);
create index notification_par_demande on notification (demande_id) where demande_id is not null;
create index brouillon_par_titulaire on brouillon (usager_id) where usager_id is not null;
create index courriel_par_usager on courriel (usager_id) where usager_id is not null;
create index epreuve_par_usager on epreuve (usager_id) where usager_id is not null;
create index session_par_titulaire on session (usager_id) where usager_id is not null;

-- The only way a demande goes: ended, announced, past its day, and nothing under way. What is in rows that the
-- application may only add goes here too, with the rights of the owner. One statement per way to a row: with an « or »
-- between them, no index serves.
create function efface_demande(p_demande uuid, p_jour date) returns uuid[]
  language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
  fichiers uuid[];
  complements uuid[] := array(select id from complement where demande_id = p_demande);
  brouillons uuid[] := array(select id from brouillon where demande_id = p_demande);
  messages uuid[] := array(select id from message where demande_id = p_demande);
  decisions uuid[] := array(select id from decision where demande_id = p_demande);
begin
  if not exists (select from demande d join fin_de_conservation f on f.demande_id = d.id
      where d.id = p_demande and est_finie(d.statut) and f.echeance < p_jour)
    or exists (select from conservation_suspendue where demande_id = p_demande)
    or attend_encore(p_demande, p_jour) then
    raise exception 'demande % is to be kept', p_demande using errcode = 'integrity_constraint_violation';
  end if;
  fichiers := array(
    select fichier_id from piece where demande_id = p_demande
    union select fichier_id from piece where complement_id = any(complements)
    union select fichier_id from piece where brouillon_id = any(brouillons)
    union select fichier_id from document_de_message where message_id = any(messages));
  delete from televersement where complement_id = any(complements);
  delete from televersement where message_id = any(messages);
  delete from televersement where brouillon_id = any(brouillons);
  -- All at once: one may take the place of another.
  delete from piece where id in (
    select id from piece where demande_id = p_demande
    union select id from piece where complement_id = any(complements)
    union select id from piece where brouillon_id = any(brouillons));
  delete from attribution_differee where demande_id = p_demande;
  delete from notification_de_decision where decision_id = any(decisions);
  delete from decision_partie where decision_id = any(decisions);
  delete from decision where demande_id = p_demande;
  delete from complement where demande_id = p_demande;
  delete from avis where demande_id = p_demande;
  delete from lettre where demande_id = p_demande;
  delete from courriel where demande_id = p_demande;
  delete from transmission where demande_id = p_demande;
  delete from demandeur_papier where demande_id = p_demande;
  delete from brouillon where demande_id = p_demande;
  -- The rest goes with it: messages, notes, notifications, verdicts, what the search and the duplicates are made of.
  delete from demande where id = p_demande;
  return fichiers;
end $$;
comment on function efface_demande is 'Erases a demande at the end of its retention with all that is about it, the journal apart. Returns the files that it held.';
revoke execute on function efface_demande(uuid, date) from public;
grant execute on function efface_demande(uuid, date) to espace_application;
