// Type-ahead over data-url (ARIA combobox with a listbox). Without script it is a plain text field.
(() => {
  "use strict";

  const ESPERA = 150; // ms after the last key
  let serie = 0;

  class Combobox {
    constructor(entrada) {
      this.entrada = entrada;
      this.destino = document.getElementById(entrada.dataset.destino);
      this.lista = this.crearLista();
      this.estado = this.crearEstado();
      this.elegida = -1;
      entrada.setAttribute("autocomplete", "off");
      entrada.setAttribute("aria-autocomplete", "list");
      entrada.setAttribute("aria-controls", this.lista.id);
      entrada.addEventListener("input", () => this.escribir());
      entrada.addEventListener("keydown", (suceso) => this.tecla(suceso));
      entrada.addEventListener("blur", () => this.cerrar());
      this.lista.addEventListener("pointerdown", (suceso) => suceso.preventDefault());
      this.lista.addEventListener("click", (suceso) => {
        this.elegir(suceso.target.closest("[role=option]"));
      });
      this.cerrar();
    }

    crearLista() {
      const marco = document.createElement("div");
      marco.className = "combo";
      this.entrada.replaceWith(marco);
      const lista = document.createElement("ul");
      lista.className = "combo-lista";
      lista.id = `combo-${(serie += 1)}`;
      lista.setAttribute("role", "listbox");
      lista.setAttribute("aria-label", "Coincidencias");
      marco.append(this.entrada, lista);
      return lista;
    }

    crearEstado() {
      const estado = document.createElement("p");
      estado.className = "visually-hidden";
      estado.setAttribute("role", "status");
      this.lista.parentNode.append(estado);
      return estado;
    }

    get opciones() {
      return [...this.lista.querySelectorAll("[role=option]")];
    }

    get abierta() {
      return !this.lista.hidden;
    }

    escribir() {
      this.anotar("");
      clearTimeout(this.reloj);
      this.peticion?.abort();
      const texto = this.entrada.value.trim();
      if (texto.length < 2) return this.cerrar();
      this.reloj = setTimeout(() => this.pedir(texto), ESPERA);
    }

    async pedir(texto) {
      const peticion = new AbortController();
      this.peticion = peticion;
      const direccion = new URL(this.entrada.dataset.url, window.location.href);
      direccion.searchParams.set("q", texto);
      try {
        const respuesta = await fetch(direccion, {
          signal: peticion.signal,
          headers: { "X-Requested-With": "fetch" },
        });
        const html = await respuesta.text();
        if (peticion.signal.aborted) return;
        if (respuesta.ok && !respuesta.redirected) this.mostrar(html);
        else this.avisar("No se pudo buscar. Vuelva a entrar e intente de nuevo.");
      } catch (error) {
        if (error.name !== "AbortError") this.avisar("No se pudo buscar. Revise la conexión.");
      }
    }

    mostrar(html) {
      const hoja = new DOMParser().parseFromString(html, "text/html");
      const opciones = [...hoja.querySelectorAll("[role=option]")];
      opciones.forEach((opcion, i) => {
        opcion.id = `${this.lista.id}-${i}`;
        opcion.setAttribute("aria-selected", "false");
      });
      this.lista.replaceChildren(...opciones);
      this.abrir(opciones.length > 0 && document.activeElement === this.entrada);
      const hallados = opciones.filter((o) => !("crear" in o.dataset)).length;
      this.avisar(hallados === 1 ? "1 coincidencia" : `${hallados} coincidencias`);
      this.marcar(hallados ? 0 : -1);
    }

    avisar(texto) {
      this.estado.className = /^\d/.test(texto) || !texto ? "visually-hidden" : "combo-estado";
      this.estado.textContent = texto;
    }

    abrir(si) {
      this.lista.hidden = !si;
      this.entrada.setAttribute("aria-expanded", String(si));
    }

    cerrar() {
      this.abrir(false);
      this.marcar(-1);
    }

    marcar(indice) {
      const opciones = this.opciones;
      this.elegida = indice;
      opciones.forEach((o, i) => o.setAttribute("aria-selected", String(i === indice)));
      if (indice < 0) return this.entrada.removeAttribute("aria-activedescendant");
      this.entrada.setAttribute("aria-activedescendant", opciones[indice].id);
      opciones[indice].scrollIntoView({ block: "nearest" });
    }

    elegir(opcion) {
      if (!opcion) return;
      if (opcion.dataset.href) return this.crear(opcion.dataset.href);
      this.entrada.value = opcion.dataset.texto || opcion.textContent.trim();
      this.cerrar();
      this.anotar(opcion.dataset.valor);
    }

    // A page that has something to keep listens to "combobox:crear" and goes there by itself.
    crear(direccion) {
      const suceso = new CustomEvent("combobox:crear", { bubbles: true, cancelable: true });
      if (this.entrada.dispatchEvent(suceso)) window.location.assign(direccion);
    }

    anotar(valor) {
      if (!this.destino || this.destino.value === valor) return;
      this.destino.value = valor;
      this.destino.dispatchEvent(new Event("change", { bubbles: true }));
    }

    tecla(suceso) {
      if (suceso.altKey && suceso.key.toLowerCase() === "c" && this.abierta) {
        suceso.preventDefault();
        return this.elegir(this.opciones.findLast((o) => "crear" in o.dataset));
      }
      const total = this.opciones.length;
      if (!this.abierta) {
        if (suceso.key === "ArrowDown" && total) {
          suceso.preventDefault();
          this.abrir(true);
          this.marcar(0);
        }
        return;
      }
      const actos = {
        ArrowDown: () => this.marcar((this.elegida + 1) % total),
        ArrowUp: () => this.marcar((Math.max(this.elegida, 0) - 1 + total) % total),
        Escape: () => this.cerrar(),
        Enter: () => this.elegir(this.opciones[this.elegida]),
      };
      if (!actos[suceso.key] || suceso.ctrlKey) return;
      suceso.preventDefault();
      actos[suceso.key]();
    }
  }

  document.querySelectorAll("[data-combobox]").forEach((entrada) => new Combobox(entrada));
})();
