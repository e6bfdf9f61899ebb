// The counter: what depends on the place and the service is drawn again by the server as they change.
(() => {
  "use strict";

  const formulario = document.querySelector("[data-recepcion]");
  if (!formulario) return;
  const campo = (nombre) => formulario.elements.namedItem(nombre);
  const region = (nombre, hoja = document) => hoja.querySelector(`[data-region="${nombre}"]`);
  let peticion;

  function esconderJefe() {
    const jefe = region("jefe");
    jefe.hidden = "sobra" in jefe.dataset;
  }

  function poner(hoja) {
    for (const nueva of hoja.querySelectorAll("[data-region]")) {
      const vieja = region(nueva.dataset.region);
      const igual = nueva.dataset.clave && nueva.dataset.clave === vieja.dataset.clave;
      if (igual) continue; // what was answered there stays
      vieja.replaceChildren(...nueva.childNodes);
      vieja.dataset.clave = nueva.dataset.clave || "";
      vieja.toggleAttribute("data-sobra", "sobra" in nueva.dataset);
    }
    esconderJefe();
  }

  async function refrescar() {
    peticion?.abort();
    peticion = new AbortController();
    const direccion = new URL(formulario.action);
    direccion.searchParams.set("parcial", "1");
    direccion.searchParams.set("predio", campo("predio").value);
    direccion.searchParams.set("servicio", campo("servicio").value);
    try {
      const respuesta = await fetch(direccion, { signal: peticion.signal });
      if (!respuesta.ok || respuesta.redirected) return;
      poner(new DOMParser().parseFromString(await respuesta.text(), "text/html"));
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  formulario.addEventListener("change", (suceso) => {
    if (["predio", "servicio"].includes(suceso.target.name)) refrescar();
  });

  // Creating the client leaves the page: what was typed goes along.
  document.addEventListener("combobox:crear", (suceso) => {
    suceso.preventDefault();
    const boton = Object.assign(document.createElement("button"), { name: "accion", value: "crear" });
    boton.hidden = true;
    formulario.append(boton);
    formulario.requestSubmit(boton);
  });

  esconderJefe();
  const libre = document.activeElement === document.body && !document.querySelector(".resumen-errores");
  if (libre) formulario.querySelector("[name=canal]:checked")?.focus();
})();
