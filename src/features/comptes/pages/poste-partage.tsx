/** At the library or the town hall: nothing is kept, and the session ends sooner. */
export function PostePartage() {
  return (
    <div class="champ">
      <div class="case">
        <input type="checkbox" id="postePartage" name="postePartage" value="oui" />
        <label for="postePartage">
          Cet appareil est partagé
          <small>
            À la bibliothèque, à la mairie : rien n’est gardé, et la session se ferme après dix minutes sans
            action.
          </small>
        </label>
      </div>
    </div>
  )
}
