/** Chooses the day that a page of the accounts shows. */
export function JourForm({ adresse, jour, today }: { adresse: string; jour: string; today: string }) {
  return (
    <form method="get" action={adresse} class="filtres">
      <div>
        <label for="jour">Jour</label>
        <input id="jour" name="jour" type="date" value={jour} max={today} />
      </div>
      <div>
        <button type="submit" class="ds-button" data-variant="secondary">
          Voir ce jour
        </button>
      </div>
    </form>
  )
}
