// Compares the SHA-256 of a copy with the one issued, in this browser. Nothing is sent.
(() => {
  "use strict";

  const caja = document.querySelector("[data-verificar]");
  if (!caja || !window.crypto?.subtle) return; // without it the number is compared by eye
  caja.hidden = false;
  const veredicto = caja.querySelector("[role=status]");

  async function huella(archivo) {
    const bytes = await crypto.subtle.digest("SHA-256", await archivo.arrayBuffer());
    return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  caja.querySelector("input").addEventListener("change", async (suceso) => {
    const archivo = suceso.target.files[0];
    veredicto.className = "";
    veredicto.textContent = archivo ? "Comparando…" : "";
    if (!archivo) return;
    const suya = await huella(archivo).catch(() => "");
    if (!suya) {
      veredicto.textContent = "No se pudo leer el archivo. Escójalo de nuevo.";
      return;
    }
    const igual = suya === caja.dataset.verificar;
    veredicto.className = igual ? "texto-verde fuerte" : "texto-rojo fuerte";
    veredicto.textContent = igual
      ? "Es idéntica a la que emitió la empresa."
      : "No es la que emitió la empresa: el archivo es otro o fue cambiado.";
  });
})();
