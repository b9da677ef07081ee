// The statements that `demonstration:peupler` runs, in this order, in one transaction. Every draw is a hash of the seed,
// of what is drawn and of the row: the same seed and the same day give the same people and the same demandes.

/** What stands for $NAME in the statements. Numbers and our own constants only: nothing that somebody typed as text. */
export type Facteurs = Readonly<
  Record<
    | 'GRAINE'
    | 'USAGERS'
    | 'DEMANDES'
    | 'AGENTS'
    | 'FIN'
    | 'MOTDEPASSE'
    | 'DEMARCHE'
    | 'PREFIXE'
    | 'VERSION'
    | 'MODELE',
    string | number
  > &
    Record<'GENERALES' | 'PARTICULIERES' | 'SILENCE' | 'CAMPAGNE', number>
>

export const FUNCTIONS = `
create function pg_temp.alea(quoi text, i bigint) returns float8 immutable parallel safe language sql
  return (hashint8extended(i, hashtextextended(quoi, $GRAINE)) & 9007199254740991)::float8 / 9007199254740992;
create function pg_temp.id_de(quoi text, i bigint, le timestamptz) returns uuid immutable parallel safe language sql
  return (lpad(to_hex((extract(epoch from le) * 1000)::bigint), 12, '0') || '7'
    || substr(md5(quoi || $GRAINE || ':' || i), 1, 3) || '8' || substr(md5(quoi || $GRAINE || ':' || i), 4, 15))::uuid;
create function pg_temp.reference(i bigint, le timestamptz) returns text immutable parallel safe language plpgsql as $f$
declare
  -- A bijection below 23^7: no reference twice.
  rest bigint := (i * 1000000007 + $GRAINE::bigint * 7919) % 3404825447;
  alphabet constant text := '34679ACDEFGHJKMNPQRTWXY';
  code text := '';
  controle int := 0;
begin
  for rang in 1..7 loop
    code := code || substr(alphabet, (rest % 23)::int + 1, 1);
    controle := controle + rang * (rest % 23)::int;
    rest := rest / 23;
  end loop;
  code := code || substr(alphabet, controle % 23 + 1, 1);
  return '$PREFIXE' || to_char(le at time zone 'Europe/Paris', 'YY') || '-' || substr(code, 1, 4) || '-' || substr(code, 5);
end $f$`

/** Dates in milliseconds: sign-in compares that of a password, and a Date has no more. */
export const PERSONNES = `
create temp table personne on commit drop as
select n, pg_temp.id_de('usager', n, cree) as id, cree, p.prenom, p.civilite, p.net as prenom_net, f.nom, f.net as nom_net,
  c.nom as commune, c.cp, 'usager-' || n || '@demonstration.example' as email,
  pg_temp.alea('accord', n) < 0.6 as en_ligne
from (select n, date_trunc('milliseconds', timestamptz '$FIN' - interval '1100 days'
    - interval '300 days' * pg_temp.alea('cree', n)) as cree from generate_series(1, $USAGERS) n) u
join prenoms p on p.i = floor(pg_temp.alea('prenom', n) * (select count(*) from prenoms))::int
join noms f on f.i = floor(power(pg_temp.alea('nom', n), 1.5) * (select count(*) from noms))::int
join communes c on c.i = floor(power(pg_temp.alea('commune', n), 2) * (select count(*) from communes))::int;
create unique index on personne (n);
analyze personne`

export const USAGERS = `
insert into usager (id, email, email_normalise, mot_de_passe, mot_de_passe_le, civilite, prenom, nom, telephone, adresse, cree_le)
select id, email, email, '$MOTDEPASSE', cree, civilite, prenom, nom,
  '+33639' || lpad(((n * 7919) % 1000000)::text, 6, '0'),
  jsonb_build_object('ligne1', 1 + n % 120 || ' rue des Lilas', 'ligne2', '', 'codePostal', cp, 'commune', commune, 'pays', 'France'),
  cree from personne order by cree;
insert into conditions_reponse (usager_id, texte, numero, reponse, le)
select id, t.texte, t.numero, 'acceptee', cree
from personne cross join (values ('*', $GENERALES), ('$DEMARCHE', $PARTICULIERES)) t(texte, numero);
insert into accord_de_notification (usager_id, accord, dit_le) select id, true, cree from personne where en_ligne`

/**
 * Three years of dépôts, more of them in summer; the old ones are nearly all decided. Each is for another child than the
 * one before, up to four; a few for the same child again.
 */
export const PLAN = `
create temp table plan on commit drop as
with depot as (
  select n, 1 + floor($USAGERS * power(pg_temp.alea('qui', n), 1.2))::int as usager,
    least(case when pg_temp.alea('saison', n) < 0.55 then ete else jour end, timestamptz '$FIN' - interval '10 minutes') as depose
  from (select n, timestamptz '$FIN' - interval '1095 days' * pg_temp.alea('jour', n) as jour,
      date_trunc('year', timestamptz '$FIN' - interval '1095 days' * pg_temp.alea('jour', n)) + interval '151 days'
        + interval '120 days' * pg_temp.alea('ete', n) as ete
    from generate_series(1, $DEMANDES) n) d
), enfant as (
  select *, greatest(0, row_number() over (partition by usager order by depose, n) - 1
    - (pg_temp.alea('doublon', n) < 0.03)::int)::int % 4 as enfant from depot
), sens as (
  select *, case when timestamptz '$FIN' - depose > interval '75 days'
      then (array['acceptee','refusee','sans_suite','desistee','en_instruction','a_completer','deposee'])
        [width_bucket(pg_temp.alea('statut', n), array[0, 0.80, 0.89, 0.94, 0.985, 0.992, 0.996])]
      else (array['deposee','en_instruction','a_completer','acceptee','refusee','sans_suite','desistee'])
        [width_bucket(pg_temp.alea('statut', n), array[0, 0.45, 0.70, 0.82, 0.93, 0.96, 0.98])] end as statut,
    least(interval '1 day', (timestamptz '$FIN' - depose) / 50) as pas
  from enfant
), statut as (
  select n, usager, enfant, depose, pas, case when statut = 'acceptee' and floor(pg_temp.alea('options', n) * 3) = 2
    and pg_temp.alea('partie', n) < 0.12 then 'acceptee_partiellement' else statut end as statut
  from sens
), pris as (
  select *, case when statut in ('deposee', 'desistee') then null
      else depose + pas * (0.1 + 12 * power(pg_temp.alea('pris', n), 2)) end as pris from statut
), complement as (
  select *, case when statut = 'a_completer' or (pris is not null and pg_temp.alea('complement', n) < 0.22)
      then pris + pas * (0.1 + 5 * pg_temp.alea('complement-le', n)) end as demande from pris
), recu as (
  select *, case when demande is not null and statut <> 'a_completer'
      then demande + pas * (0.1 + 14 * pg_temp.alea('recu', n)) end as recu from complement
), fin as (
  select *, case when statut in ('acceptee', 'acceptee_partiellement', 'refusee', 'sans_suite', 'desistee')
      then coalesce(recu, pris, depose) + pas * (0.1 + 15 * pg_temp.alea('fin', n)) end as fin,
    case when statut <> 'a_completer'
      then ((depose at time zone 'Europe/Paris')::date + 1 + interval '$SILENCE months')::date
        + coalesce((recu at time zone 'Europe/Paris')::date - (demande at time zone 'Europe/Paris')::date, 0) end as due
  from recu
)
select *, pg_temp.id_de('demande', n, depose) as id,
  case when pris is not null then floor(pg_temp.alea('agent', n) * $AGENTS)::int end as agent,
  case when statut not in ('desistee') and fin is not null then pg_temp.id_de('decision', n, fin) end as decision,
  -- Silence that was a rejection (CRPA L231-4), as the worker of the night would have found it.
  case when (due + time '03:00') at time zone 'Europe/Paris' < coalesce(fin, timestamptz '$FIN')
    then (due + time '03:00') at time zone 'Europe/Paris' end as constat
from fin;
create unique index on plan (n);
analyze plan;
create temp table enfant on commit drop as
select d.usager, d.enfant, min(d.depose) as le, min(p.cree) as cree, min(e.prenom) as prenom, min(e.net) as net,
  min(date '2011-01-01' + (pg_temp.alea('naissance', d.usager * 4 + d.enfant) * 1400)::int) as naissance
from plan d join personne p on p.n = d.usager
join prenoms e on e.i = (floor(pg_temp.alea('enfant', d.usager) * (select count(*) from prenoms))::int + 37 * d.enfant)
  % (select count(*) from prenoms)
group by d.usager, d.enfant;
create unique index on enfant (usager, enfant);
analyze enfant;
insert into foyer_enfant (id, usager_id, prenom, nom, date_naissance, cree_le, modifie_le)
select pg_temp.id_de('enfant', e.usager * 4 + e.enfant, e.cree), p.id, e.prenom, p.nom, e.naissance, e.le, e.le
from enfant e join personne p on p.n = e.usager`

export const DEMANDES = `
insert into demande (id, reference, usager_id, demarche, definition_version, conditions_generales_version, conditions_version,
  reponses, beneficiaires, deposee_le, statut, statut_depuis, decision_implicite_le, agent_id, revision)
select d.id, pg_temp.reference(d.n, d.depose), p.id, '$DEMARCHE', '$VERSION', $GENERALES::text::int, $PARTICULIERES::text::int,
  jsonb_build_object('racine', jsonb_build_object(
      'identite', jsonb_build_object('civilite', p.civilite, 'prenom', p.prenom, 'nom', p.nom, 'dateNaissance', ''),
      'qualite', case p.civilite when 'madame' then 'mere' else 'pere' end,
      'adresse', jsonb_build_object('ligne1', 1 + p.n % 120 || ' rue des Lilas', 'ligne2', '', 'codePostal', p.cp,
        'commune', p.commune, 'pays', 'France'),
      'telephone', '+33639' || lpad(((p.n * 7919) % 1000000)::text, 6, '0'), 'courriel', p.email, 'exactitude', true),
    'groupes', jsonb_build_object('enfants', jsonb_build_array(jsonb_build_object(
      'id', pg_temp.id_de('instance', d.n, d.depose), 'valeurs', jsonb_build_object(
        'enfant', jsonb_build_object('civilite', '', 'prenom', e.prenom, 'nom', p.nom, 'dateNaissance', e.naissance),
        'garde-partagee', pg_temp.alea('garde', d.n) < 0.2, 'hors-isere', false, 'college', 'Collège Olympique',
        'commune-college', jsonb_build_object('nom', p.commune, 'codePostal', p.cp),
        'classe', (array['6e', '5e', '4e', '3e'])[1 + floor(pg_temp.alea('classe', d.n) * 4)::int],
        'regime', (array['externe', 'demi-pensionnaire', 'interne'])
          [1 + width_bucket(pg_temp.alea('regime', d.n), array[0.3, 0.95])],
        'options', (array['["transport"]', '["carte-jeune"]', '["transport","carte-jeune"]'])
          [1 + floor(pg_temp.alea('options', d.n) * 3)::int]::jsonb))))),
  p.prenom_net || ' ' || p.nom_net || ' ' || e.net || ' ' || p.nom_net,
  d.depose, d.statut, coalesce(d.fin, d.recu, d.demande, d.pris, d.depose),
  d.due, a.id, 1 + (d.pris is not null)::int + (d.demande is not null)::int + (d.recu is not null)::int + (d.fin is not null)::int
from plan d join personne p on p.n = d.usager join enfant e on e.usager = d.usager and e.enfant = d.enfant
left join agents a on a.i = d.agent
order by d.depose;
-- The same key as note-beneficiaires.ts; a test compares them.
insert into beneficiaire (demande_id, cle, demarche, deposee_le)
select d.id, sha256(convert_to(e.net || '|' || p.nom_net || '|' || e.naissance, 'UTF8')), '$DEMARCHE', d.depose
from plan d join personne p on p.n = d.usager join enfant e on e.usager = d.usager and e.enfant = d.enfant;
create temp table meme on commit drop as
select d.id, d.depose, b.cle from plan d join beneficiaire b on b.demande_id = d.id;
create index on meme (cle);
analyze meme;
insert into doublon (demande_id, autre_id, demarche)
select un.id, autre.id, '$DEMARCHE' from meme un join meme autre on autre.cle = un.cle and autre.id <> un.id
  and autre.depose between un.depose - interval '$CAMPAGNE days' and un.depose + interval '$CAMPAGNE days'`
