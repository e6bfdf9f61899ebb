// The total while the quantities are typed. The server computes it again: this is only a convenience.
(() => {
  "use strict";

  const tabla = document.querySelector("[data-lineas]");
  if (!tabla) return;
  const descuento = document.getElementById("id_descuento");
  const pesos = (n) => `$\u00a0${String(n).replace(/\B(?=(\d{3})+$)/g, ".")}`;
  const cantidad = (texto) => {
    const agrupada = texto.includes(",") || texto.split(".").length > 2;
    const limpia = (agrupada ? texto.replaceAll(".", "") : texto).trim().replace(",", ".");
    return /^\d+(\.\d+)?$/.test(limpia) ? Number(limpia) : 0;
  };

  function sumar() {
    let subtotal = 0;
    let iva = 0;
    for (const fila of tabla.querySelectorAll("tbody tr")) {
      const valor = Math.round(Number(fila.dataset.precio) * cantidad(fila.querySelector("input").value));
      subtotal += valor;
      iva += Math.round((valor * Number(fila.dataset.iva)) / 100);
      fila.querySelector("[data-valor]").textContent = valor ? pesos(valor) : "";
    }
    const rebaja = Math.min(Number(descuento?.value.replace(/\D/g, "") || 0), subtotal);
    if (rebaja) iva = Math.round((iva * (subtotal - rebaja)) / subtotal);
    tabla.querySelector("[data-suma=iva]").textContent = pesos(iva);
    tabla.querySelector("[data-suma=total]").textContent = pesos(subtotal - rebaja + iva);
  }

  tabla.querySelectorAll("[data-con-guion]").forEach((parte) => { parte.hidden = false; });
  tabla.closest("form").addEventListener("input", sumar);
  sumar();
})();
