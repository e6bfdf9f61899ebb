// The survey with the keyboard: 1, 2, 3 choose, 0 clears, Enter goes on. It works without this file.
(() => {
  "use strict";

  const items = [...document.querySelectorAll("[data-items] [role=radiogroup]")];
  const radios = (item) => [...item.querySelectorAll("input[type=radio]")];
  const enfocar = (item) => (item.querySelector(":checked") || radios(item)[0]).focus();

  function seguir(item) {
    const siguiente = items[items.indexOf(item) + 1];
    if (siguiente) enfocar(siguiente);
    else item.closest("form").querySelector("textarea")?.focus();
  }

  items.forEach((item) => {
    item.addEventListener("keydown", (suceso) => {
      if (suceso.ctrlKey || suceso.metaKey || suceso.altKey) return;
      const elegido = radios(item)[Number(suceso.key) - 1];
      if (elegido) {
        elegido.checked = true;
        elegido.focus();
      } else if (suceso.key === "0") {
        radios(item).forEach((radio) => { radio.checked = false; });
      } else if (suceso.key === "Enter") {
        seguir(item);
      } else return;
      suceso.preventDefault();
    });
    // A second touch on the chosen face leaves the item blank again.
    item.addEventListener("pointerdown", (suceso) => {
      const radio = suceso.target.closest("label")?.control;
      if (radio?.checked) radio.dataset.quitar = "si";
    });
    item.addEventListener("click", (suceso) => {
      if (suceso.target.dataset.quitar) suceso.target.checked = false;
      delete suceso.target.dataset.quitar;
    });
  });

  const teclas = document.querySelector("[data-teclas]");
  if (teclas && items.length) teclas.hidden = false;
})();
