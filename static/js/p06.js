// Keys, one send per form, dismissing messages. Every page works without this file.
(() => {
  "use strict";

  const MEMORIA = "teclas-apagadas";
  const memoria = (() => {
    try { return window.localStorage; } catch { return null; }
  })();
  const letrasApagadas = () => memoria?.getItem(MEMORIA) === "si";
  const visible = (nodo) => nodo.getClientRects().length > 0;
  const escribiendo = (nodo) => nodo.closest("input, textarea, select, [contenteditable], dialog");

  // --- Rows: the one under the keys carries the class "elegida" -------------------------------
  const filas = () =>
    [...document.querySelectorAll(".tabla tbody tr, [data-filas] > *")].filter(
      (fila) => visible(fila) && fila.querySelector("a[href]"),
    );

  function mover(paso) {
    const todas = filas();
    if (!todas.length) return;
    const actual = todas.findIndex((fila) => fila.classList.contains("elegida"));
    const nueva = todas[Math.min(Math.max(actual + paso, 0), todas.length - 1)];
    todas.forEach((fila) => fila.classList.toggle("elegida", fila === nueva));
    const enlace = nueva.querySelector("a.tarea") || nueva.querySelector("a[href]");
    enlace.focus(); // Enter opens it: the browser's own way
    nueva.scrollIntoView({ block: "nearest" });
  }

  // --- The list of keys -----------------------------------------------------------------------
  const atajos = document.getElementById("atajos");

  function rotularLetras() {
    const boton = atajos?.querySelector("[data-letras]");
    if (boton) boton.textContent = letrasApagadas() ? "Prender las letras" : "Apagar las letras";
  }
  atajos?.addEventListener("close", () => {
    if (atajos.returnValue !== "letras") return;
    if (letrasApagadas()) memoria?.removeItem(MEMORIA);
    else memoria?.setItem(MEMORIA, "si");
  });

  function ir(direccion) {
    if (direccion) window.location.assign(direccion);
  }
  const teclas = {
    "/": () => [...document.querySelectorAll("[data-buscar]")].find(visible)?.focus(),
    n: () => ir(document.body.dataset.nueva),
    j: () => mover(1),
    k: () => mover(-1),
  };

  document.addEventListener("keydown", (suceso) => {
    if (suceso.key === "Enter" && (suceso.ctrlKey || suceso.metaKey)) {
      const formulario = suceso.target.closest("form[method=post]");
      if (formulario) {
        suceso.preventDefault();
        formulario.requestSubmit(formulario.querySelector("[type=submit]"));
      }
      return;
    }
    if (suceso.key === " " && suceso.target.matches("a[role=button]")) {
      suceso.preventDefault();
      suceso.target.click();
      return;
    }
    if (suceso.ctrlKey || suceso.metaKey || suceso.altKey || escribiendo(suceso.target)) return;
    if (suceso.key === "?" && atajos) {
      suceso.preventDefault();
      rotularLetras();
      atajos.returnValue = "";
      atajos.showModal();
      return;
    }
    const accion = letrasApagadas() ? null : teclas[suceso.key.toLowerCase()];
    if (accion) {
      suceso.preventDefault();
      accion();
    }
  });

  // --- A form is sent once; coming back with "atrás" frees it -----------------------------------
  document.addEventListener("submit", (suceso) => {
    const formulario = suceso.target;
    if (suceso.defaultPrevented || formulario.method !== "post") return;
    if (formulario.dataset.enviado) suceso.preventDefault();
    formulario.dataset.enviado = "si";
    setTimeout(() => delete formulario.dataset.enviado, 8000); // a download leaves the page here
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-enviado]").forEach((f) => delete f.dataset.enviado);
  });

  // --- Small things ---------------------------------------------------------------------------
  document.addEventListener("click", (suceso) => {
    if (suceso.target.closest("[data-imprimir]")) window.print();
  });
  document.querySelectorAll(".mensaje").forEach((mensaje) => {
    const boton = document.createElement("button");
    boton.type = "button";
    boton.textContent = "Quitar";
    boton.addEventListener("click", () => mensaje.remove());
    mensaje.append(boton);
  });
  document.querySelector(".resumen-errores")?.focus();
})();
