-- What was paid by cheque is given back by a transfer that the régie makes itself: nothing is asked of the provider.

alter table remboursement
  drop constraint operation_connue,
  add constraint operation_connue check (operation in ('annulation', 'remboursement', 'virement')),
  add column alarme_le timestamptz,
  add column virement_reference text
    constraint reference_de_virement_bornee check (length(virement_reference) between 1 and 60),
  add constraint reference_d_un_virement_fait
    check (virement_reference is null or (operation = 'virement' and statut = 'fait')),
  -- A transfer is noted once it is made: no provider ever has it in hand, nor a number for it.
  add constraint un_virement_ne_part_pas_chez_le_prestataire check (operation <> 'virement'
    or (statut not in ('envoye', 'incertain') and envoye_le is null and transaction_id is null));
comment on column remboursement.alarme_le is 'When operators were last told that it cannot be sent: once a day.';
comment on column remboursement.virement_reference is 'Purpose: accounts of the régie. Basis: legal duty. Kept: 10 years, as accounts.';

-- The operation says by what means the money of an entry went out: a closed day keeps it too.
drop trigger ecriture_close on remboursement;
create trigger ecriture_close before update on remboursement for each row
  when (old.jour_de_caisse is not null
    and (old.jour_de_caisse, old.statut, old.conclu_le, old.paiement_id, old.montant_cents, old.transaction_id,
        old.operation = 'virement')
      is distinct from
      (new.jour_de_caisse, new.statut, new.conclu_le, new.paiement_id, new.montant_cents, new.transaction_id,
        new.operation = 'virement'))
  execute function ecriture_close();

-- What waits for a human to make the transfer.
create index remboursement_a_virer on remboursement (demande_le, id) where statut = 'a_envoyer' and operation = 'virement';
